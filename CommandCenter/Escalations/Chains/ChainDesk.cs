using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Alarms;
using CommandCenter.Escalations.Channels;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Chains;

/// <summary>What an administrator sets of a chain.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Trigger">What starts it; <see cref="ChainTrigger.Unacknowledged"/> makes it a chain for alarms.</param>
/// <param name="CategoryId">Tickets of this category and those below it.</param>
/// <param name="Priority">Tickets of this priority.</param>
/// <param name="Clock">This clock of a ticket.</param>
/// <param name="KindCode">Alarms of devices of this kind.</param>
/// <param name="AlarmPriority">Alarms of this priority.</param>
/// <param name="Plan">Steps, progress, calendar.</param>
/// <param name="Active">Whether it starts from now on.</param>
public sealed record ChainForm(
    string Name, ChainTrigger Trigger, Guid? CategoryId, TicketPriority? Priority, TicketClock? Clock, string? KindCode, AlarmPriority? AlarmPriority, EscalationPlan Plan, bool Active)
{
    /// <summary>What it is for.</summary>
    public EscalationSubject Subject => Trigger == ChainTrigger.Unacknowledged ? EscalationSubject.Alarm : EscalationSubject.Ticket;
}

/// <summary>What administrators do with chains and the last resort. What runs keeps the chain it started with.</summary>
public sealed class ChainDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, ChainIndex index, SlaRules calendars, TimeProvider clock)
{
    /// <summary>The most steps of a chain.</summary>
    public const int MostSteps = 20;

    /// <summary>The most times a step is said again.</summary>
    public const int MostRepeats = 20;

    private static readonly Role[] OnCall = [Role.DutyOfficer, Role.DepartmentLead, Role.Supervisor, Role.CallTaker, Role.GridWorker];

    /// <summary>The roles a step or the last resort may name: a screen is nobody, and administrators keep no watch.</summary>
    public static IReadOnlyList<Role> Roles => OnCall;

    /// <summary>Every chain by name.</summary>
    public async Task<IReadOnlyList<EscalationChain>> List(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return [.. (await db.Set<EscalationChain>().AsNoTracking().ToListAsync(cancel)).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>Adds a chain, or changes the one with this id.</summary>
    /// <param name="by">Who.</param>
    /// <param name="id">Which; null for a new one.</param>
    /// <param name="version">The <see cref="EscalationChain.Version"/> the caller saw.</param>
    /// <param name="form">What it is to be.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Refusal">A value is wrong, it names the field; or somebody else changed it.</exception>
    public async Task<EscalationChain> Save(Caller by, Guid? id, int version, ChainForm form, CancellationToken cancel)
    {
        MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var name = await FreeName(db, id, form.Name, cancel);
        await Check(db, form.Plan, cancel);
        var chain = id is null ? null : await Find(db, id.Value, version, cancel);
        if (chain is null)
            db.Add(chain = new EscalationChain { Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = name, Subject = form.Subject, Trigger = form.Trigger, Plan = "" });
        Put(chain, form with { Name = name });
        await Record(db, chain.Id, new EscalationChainChanged(name, id is null ? "added" : "changed"), by, cancel);
        await Commit(db, name, cancel);
        return chain;
    }

    /// <summary>Removes a chain; what runs by it goes on.</summary>
    public async Task Remove(Caller by, Guid id, int version, CancellationToken cancel)
    {
        MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var chain = await Find(db, id, version, cancel);
        db.Remove(chain);
        await Record(db, id, new EscalationChainChanged(chain.Name, "removed"), by, cancel);
        await Commit(db, chain.Name, cancel);
    }

    /// <summary>Who is told when nobody is there; an empty one where nobody was named yet.</summary>
    public async Task<LastResort> ReadLastResort(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<LastResort>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == LastResort.OnlyId, cancel) ?? new LastResort();
    }

    /// <summary>Names who is told when nobody is there.</summary>
    /// <exception cref="Refusal">Nobody with an open account is among them.</exception>
    public async Task SaveLastResort(Caller by, IReadOnlyCollection<Guid> people, IReadOnlyCollection<Role> roles, CancellationToken cancel)
    {
        MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var users = await db.Set<User>().AsNoTracking().Where(u => u.Active).ToListAsync(cancel);
        var named = users.Where(u => people.Contains(u.Id)).ToList();
        if (people.Count > 50 || roles.Except([.. OnCall, Role.Administrator]).Any())
            throw Refusal.Invalid("lastResort", "names at most 50 people, and roles of people.");
        if (named.Count == 0 && !users.Exists(u => roles.Any(u.Roles.Contains)))
            throw Refusal.Invalid("lastResort", "needs at least one person whose account is open.");
        var row = await db.Set<LastResort>().FirstOrDefaultAsync(r => r.Id == LastResort.OnlyId, cancel);
        if (row is null)
            db.Add(row = new LastResort());
        row.Set(named.Select(u => u.Id), roles);
        await Record(db, Guid.Empty, new LastResortChanged([.. named.Select(u => u.DisplayName)], [.. roles.Order()]), by, cancel);
        await Commit(db, "last resort", cancel);
    }

    /// <summary>Refuses whoever does not administer.</summary>
    internal static void MustAdminister(Caller by)
    {
        if (!by.Is(Role.Administrator))
            throw new Refusal(StatusCodes.Status403Forbidden, "not-administrator", "Only an administrator changes escalations.");
    }

    // What is for tickets says nothing about alarms, and the other way round.
    private static void Put(EscalationChain chain, ChainForm form)
    {
        var forTickets = form.Subject == EscalationSubject.Ticket;
        (chain.Name, chain.Subject, chain.Trigger, chain.Active) = (form.Name, form.Subject, form.Trigger, form.Active);
        (chain.CategoryId, chain.Priority, chain.Clock) = forTickets ? (form.CategoryId, form.Priority, form.Clock) : (null, null, null);
        (chain.KindCode, chain.AlarmPriority) = forTickets ? (null, null) : (form.KindCode, form.AlarmPriority);
        chain.Plan = (forTickets ? form.Plan with { StopsAtClear = false } : form.Plan with { Progress = [] }).Write();
    }

    private async Task Check(CityDb db, EscalationPlan plan, CancellationToken cancel)
    {
        if (plan.Steps.Count is 0 or > MostSteps)
            throw Refusal.Invalid("steps", $"needs 1 to {MostSteps} steps.");
        if (plan.Progress.Contains(TicketVerb.Comment))
            throw Refusal.Invalid("progress", "a comment is no progress.");
        for (var i = 0; i < plan.Steps.Count; i++)
            if (await Wrong(db, plan, plan.Steps[i], cancel) is { } reason)
                throw new Refusal(StatusCodes.Status422UnprocessableEntity, $"step-{reason}", $"steps[{i}]: {reason}.")
                {
                    Field = $"steps[{i}]",
                    Facts = new Dictionary<string, object?> { ["step"] = i + 1 },
                };
    }

    private async Task<string?> Wrong(CityDb db, EscalationPlan plan, EscalationStep step, CancellationToken cancel) => step switch
    {
        { Audience: StepAudience.OnDuty, Role: var role } when role is null || !OnCall.Contains(role.Value) => "role",
        { Audience: StepAudience.Person, UserId: var user } when !await db.Set<User>().AnyAsync(u => u.Id == user && u.Active, cancel) => "person",
        { Audience: StepAudience.Webhook, WebhookId: var target } when !await db.Set<WebhookTarget>().AnyAsync(t => t.Id == target && t.Active, cancel) => "target",
        { Audience: not StepAudience.Webhook, Inbox: false, Email: false } => "channel",
        { Repeats: < 0 or > MostRepeats } => "repeats",
        { Repeats: > 0, RepeatEvery: null or { Amount: 0 } } => "every",
        _ when !Opens(plan, step.Wait) || (step.RepeatEvery is { } every && !Opens(plan, every)) => "calendar",
        _ => null,
    };

    private bool Opens(EscalationPlan plan, Limit wait)
    {
        try
        {
            calendars.CalendarOf(plan.CalendarId).Due(clock.GetUtcNow(), wait, []);
            return true;
        }
        catch (NoWorkingTime)
        {
            return false;
        }
    }

    private static async Task<EscalationChain> Find(CityDb db, Guid id, int version, CancellationToken cancel)
    {
        var chain = await db.Set<EscalationChain>().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw Refusal.NotFound("The chain");
        return chain.Version == version ? chain : throw ChangedMeanwhile(chain.Name);
    }

    private static async Task<string> FreeName(CityDb db, Guid? id, string name, CancellationToken cancel)
    {
        name = name.Trim();
        if (name.Length is 0 or > EscalationChain.NameLength)
            throw Refusal.Invalid("name", $"must have 1 to {EscalationChain.NameLength} characters.");
        return await db.Set<EscalationChain>().AnyAsync(c => c.Id != id && c.Name == name, cancel)
            ? throw new Refusal(StatusCodes.Status409Conflict, "name-taken", $"name: another chain is called '{name}'.") { Field = "name" }
            : name;
    }

    private Task Record(CityDb db, Guid id, IEvent happened, Caller by, CancellationToken cancel) =>
        journal.Record(db, ChainIndex.Subject, happened, new EventContext(id, clock.Now(), by.Actor, History: false), cancel: cancel);

    private async Task Commit(CityDb db, string name, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(name);
        }
        await index.Rebuild(cancel);
    }

    private static Refusal ChangedMeanwhile(string name) =>
        new(StatusCodes.Status409Conflict, "changed-meanwhile", $"'{name}' was changed by somebody else; look at it again.");
}
