using CommandCenter.Alarms.Judging;
using CommandCenter.Alarms.Rules;
using CommandCenter.Devices;
using CommandCenter.Intake;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Reading;

/// <summary>
/// The clock's part of judging: what comes due when no further measurement comes. It acts on the row as it then is; a deadline that came too early (a measurement moved
/// the instant) waits again.
/// </summary>
public sealed class ConditionClock(JournalWriter journal, DeviceIndex devices, AlarmRuleIndex rules, AlarmNumbers numbers, IntakeQueue queue, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Acts on a condition whose deadline is due.</summary>
    public async Task Act(CityDbDeadline due, CancellationToken cancel)
    {
        var (db, deadline, once, now) = (due.Db, due.Deadline, due.Deadline.OnceKey, clock.Now());
        if (queue.Depth > 0 && now - deadline.DueAt < Patience) // what waits in the queue may be the measurement that makes it untrue
        {
            deadline.Rearm(now);
            return;
        }
        var row = await db.Set<AlarmCondition>().FirstOrDefaultAsync(c => c.Id == deadline.SubjectId, cancel);
        if (row is null)
            return;
        if (rules.Find(row.RuleId) is not { Active: true } rule || row.DeviceId is not { } id || devices.Find(id) is not { } device || devices.Kind(device.KindId) is not { } kind
            || device.State == DeviceState.OutOfService) // what is out of service raises nothing; its next measurement says how it stands
        {
            row.DeadlineAt = null;
            return;
        }
        var story = new ConditionBook(db, devices, rules, now).Advance(row, new RuleSource(rule, device, kind), deadline);
        if (story.Steps.Count == 0)
            return;
        var book = new AlarmBook(db, journal, numbers, now);
        await book.Load([story.Source.Key], cancel);
        await book.Apply([story], once, cancel);
    }
}
