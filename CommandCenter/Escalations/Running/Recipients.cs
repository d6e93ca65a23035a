using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Channels;
using CommandCenter.People;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Running;

/// <summary>Whom a step reaches.</summary>
/// <param name="People">The people, each once.</param>
/// <param name="Target">The other system.</param>
/// <param name="Unmanned">Whom the step names was not there; <paramref name="People"/> are the last resort.</param>
public sealed record Reached(IReadOnlyList<User> People, WebhookTarget? Target, bool Unmanned);

/// <summary>Finds whom a step tells at the moment it is taken: who is on duty then, never who was when the chain was written.</summary>
public sealed class Recipients(DutyBook duty)
{
    /// <summary>Whom the step reaches; the last resort where nobody it names is there.</summary>
    public async Task<Reached> Of(CityDb db, EscalationStep step, Guid? leadDepartment, DateTimeOffset at, CancellationToken cancel)
    {
        if (step.Audience == StepAudience.Webhook && await db.Set<WebhookTarget>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == step.WebhookId && t.Active, cancel) is { } target)
            return new Reached([], target, Unmanned: false);
        var ids = step.Audience switch
        {
            StepAudience.OnDuty => await OnDuty(step, leadDepartment, at, cancel),
            StepAudience.Person when step.UserId is { } id && !await IsAway(db, id, at, cancel) => [id],
            _ => [],
        };
        var people = await db.Set<User>().AsNoTracking().Where(u => u.Active && ids.Contains(u.Id)).OrderBy(u => u.NormalizedUserName).ToListAsync(cancel);
        return people.Count > 0 ? new Reached(people, null, Unmanned: false) : new Reached(await LastResort.Reachable(db, cancel), null, Unmanned: true);
    }

    // Whoever is named is told whether on duty or not, but not on leave: a message that waits for the end of a holiday is none.
    private static Task<bool> IsAway(CityDb db, Guid userId, DateTimeOffset at, CancellationToken cancel) =>
        db.Set<Leave>().AnyAsync(l => l.UserId == userId && l.FromAt <= at && l.UntilAt > at, cancel);

    private async Task<IReadOnlyList<Guid>> OnDuty(EscalationStep step, Guid? leadDepartment, DateTimeOffset at, CancellationToken cancel)
    {
        if (step.Role is not { } role)
            return [];
        // No department has the ticket yet, so it is the center's turn: its duty officers have not dispatched it.
        var there = step.InLeadDepartment
            ? await duty.OnDuty(leadDepartment is null ? Role.DutyOfficer : role, leadDepartment, at, cancel)
            : await duty.OnDuty(role, null, at, cancel);
        var inCharge = step.InChargeOnly ? there.Where(p => p.InCharge).ToList() : [];
        return [.. (inCharge.Count > 0 ? inCharge : there).Select(p => p.UserId).Distinct()];
    }
}
