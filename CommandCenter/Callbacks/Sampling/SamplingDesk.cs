using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Callbacks.Sampling;

/// <summary>What an administrator sets of a sampling rule.</summary>
public sealed record SamplingForm(
    Guid? CategoryId, TicketPriority? Priority, string? Source, int SharePercent, Limit Limit, Guid? CalendarId = null, double RemindShare = SamplingRule.DefaultRemindShare, int MostFailures = 3);

/// <summary>What administrators do with sampling rules. Callbacks that are promised keep what they were promised with.</summary>
public sealed class SamplingDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, SamplingRules rules, CategoryIndex categories, TimeProvider clock)
{
    /// <summary>Every rule, by its category's path.</summary>
    public async Task<IReadOnlyList<SamplingRule>> List(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return [.. (await db.Set<SamplingRule>().AsNoTracking().ToListAsync(cancel)).OrderBy(NameOf, StringComparer.CurrentCulture)];
    }

    /// <summary>Adds a rule, or changes the one with this id; what it is for stays.</summary>
    /// <exception cref="Refusal">A value is wrong, somebody else changed it, or another rule covers the same.</exception>
    public async Task<SamplingRule> Save(Actor actor, Guid? id, SamplingForm form, CancellationToken cancel, int? version = null)
    {
        if (Wrong(form) is { } wrong)
            throw wrong;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rule = id is null ? await Add(db, form, cancel) : await db.Set<SamplingRule>().FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw Refusal.NotFound("The sampling rule");
        if (id is not null && version is { } seen && rule.Version != seen)
            throw ChangedMeanwhile(rule);
        (rule.SharePercent, rule.LimitUnit, rule.LimitAmount, rule.CalendarId) = (form.SharePercent, form.Limit.Unit, form.Limit.Amount, form.CalendarId);
        (rule.RemindShare, rule.MostFailures) = (form.RemindShare, form.MostFailures);
        await Record(db, actor, rule, id is null ? "added" : "changed", cancel);
        await Commit(db, rule, cancel);
        return rule;
    }

    /// <summary>Removes a rule.</summary>
    /// <exception cref="Refusal">There is none, or somebody else changed it in the same moment.</exception>
    public async Task Remove(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rule = await db.Set<SamplingRule>().FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw Refusal.NotFound("The sampling rule");
        db.Remove(rule);
        await Record(db, actor, rule, "removed", cancel);
        await Commit(db, rule, cancel);
    }

    private async Task<SamplingRule> Add(CityDb db, SamplingForm form, CancellationToken cancel)
    {
        var source = Source(form);
        if (await db.Set<SamplingRule>().AnyAsync(r => r.CategoryId == form.CategoryId && r.Priority == form.Priority && r.Source == source, cancel))
            throw new Refusal(StatusCodes.Status409Conflict, "rule-exists", "category: has a rule for this priority and source already; change that one.") { Field = "category" };
        var rule = new SamplingRule { Id = Guid.CreateVersion7(clock.GetUtcNow()), CategoryId = form.CategoryId, Priority = form.Priority, Source = source };
        db.Add(rule);
        return rule;
    }

    private async Task Commit(CityDb db, SamplingRule rule, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(rule);
        }
        await rules.Rebuild(cancel);
    }

    private Refusal? Wrong(SamplingForm form) =>
        form.CategoryId is not null && categories.Find(form.CategoryId) is null ? Refusal.Invalid("category", "is not a category here.")
        : TextField.Check("source", form.Source, 60) is { } wrong ? wrong
        : form.SharePercent is < 0 or > 100 ? Refusal.Invalid("share", "must be 0 to 100 per cent.")
        : form.RemindShare is not (> 0 and < 1) ? Refusal.Invalid("remindShare", "must be between 0 and 1, e.g. 0.75.")
        : form.MostFailures is < 1 or > SamplingRule.MostFailuresAllowed ? Refusal.Invalid("mostFailures", $"must be 1 to {SamplingRule.MostFailuresAllowed}.")
        : null;

    private static string? Source(SamplingForm form) => string.IsNullOrWhiteSpace(form.Source) ? null : form.Source.Trim();

    private string NameOf(SamplingRule rule) => string.Join(", ", new[] { categories.Find(rule.CategoryId)?.Path ?? "*", rule.Priority?.ToString(), rule.Source }.Where(part => part is not null));

    private Refusal ChangedMeanwhile(SamplingRule rule) =>
        new(StatusCodes.Status409Conflict, "changed-meanwhile", $"The sampling rule for {NameOf(rule)} was changed by somebody else; look at it again.");

    private Task Record(CityDb db, Actor actor, SamplingRule rule, string change, CancellationToken cancel) =>
        journal.Record(db, CallbackSubject.Rules, new SamplingRuleChanged(NameOf(rule), change), new EventContext(rule.Id, clock.Now(), actor, History: false), cancel: cancel);
}
