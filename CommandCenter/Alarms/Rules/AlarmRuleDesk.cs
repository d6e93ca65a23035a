using CommandCenter.Alarms.Judging;
using CommandCenter.Alarms.Reading;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Rules;

/// <summary>What administrators do with rules. Every refusal names its field.</summary>
public sealed class AlarmRuleDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, AlarmRuleIndex rules, DeviceIndex devices, AlarmNumbers numbers, TimeProvider clock)
{
    private const int Chunk = 500;

    /// <summary>Adds or changes a rule. A change counts its revision; conditions go on under it with their next measurement. One that is switched off clears what it raised.</summary>
    /// <exception cref="Refusal">A field is wrong, or somebody changed the rule meanwhile.</exception>
    public async Task<AlarmRule> Save(Actor actor, AlarmRuleForm form, CancellationToken cancel)
    {
        if (form.Check(devices) is { Count: > 0 } wrong)
            throw Refusal.Invalid(wrong.First().Key, $"cannot be kept ({string.Join(", ", wrong.Select(w => $"{w.Key}: {w.Value}"))}).");
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = clock.Now();
        var known = form.Id is { } id ? await db.Set<AlarmRule>().FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw Refusal.NotFound("The rule") : null;
        if (known is not null && known.Version != form.Version)
            throw ChangedMeanwhile(known);
        var wasActive = known?.Active ?? false;
        var rule = form.Put(devices, known, Guid.CreateVersion7(now));
        if (known is null)
            db.Add(rule);
        else if (!db.ChangeTracker.HasChanges())
            return rule;
        else
            rule.Revision++;
        await journal.Record(db, AlarmRuleIndex.Subject, known is null ? new AlarmRuleAdded(rule.Code, rule.Name) : new AlarmRuleChanged(rule.Code, rule.Revision, rule.Active),
            new EventContext(rule.Id, now, actor, History: false), cancel: cancel);
        if (wasActive && !rule.Active)
            await Clear(db, rule.Id, now, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(rule);
        }
        await rules.LoadAsync(cancel);
        return rule;
    }

    /// <summary>Removes a rule that did not come with the product; what it raised clears.</summary>
    /// <exception cref="Refusal">It is not there, or came with the product.</exception>
    public async Task Remove(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var rule = await db.Set<AlarmRule>().FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw Refusal.NotFound("The rule");
        if (rule.BuiltIn)
            throw new Refusal(StatusCodes.Status409Conflict, "built-in", $"'{rule.Name}' came with the product: switch it off instead.");
        var now = clock.Now();
        await Clear(db, id, now, cancel);
        db.Remove(rule);
        await journal.Record(db, AlarmRuleIndex.Subject, new AlarmRuleRemoved(rule.Code, rule.Name), new EventContext(id, now, actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await rules.LoadAsync(cancel);
    }

    // Nobody judges what it raised any more.
    private async Task Clear(CityDb db, Guid ruleId, DateTimeOffset now, CancellationToken cancel)
    {
        var book = new AlarmBook(db, journal, numbers, now);
        var standing = await db.Set<Alarm>().Where(a => a.RuleId == ruleId && a.State != AlarmState.Normal).Select(a => a.Id).ToListAsync(cancel);
        foreach (var chunk in standing.Chunk(Chunk))
            foreach (var alarm in await db.Set<Alarm>().Where(a => chunk.Contains(a.Id)).ToListAsync(cancel))
                if (alarm.IsActive)
                    book.Note(alarm, alarm.Clear(now, null), now, alarm.History);
        await book.Apply([], once: null, cancel);
        await db.Set<AlarmCondition>().Where(c => c.RuleId == ruleId).ExecuteDeleteAsync(cancel);
    }

    private static Refusal ChangedMeanwhile(AlarmRule rule) =>
        new(StatusCodes.Status409Conflict, "changed-meanwhile", $"'{rule.Name}' was changed by somebody else; look at it again.");
}
