using CommandCenter.Alarms.Judging;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms;

/// <summary>Finds what is needed to let an alarm stand again that was marked false: when that was, and what its source says now.</summary>
internal static class AlarmMarkings
{
    /// <summary>The marking of an alarm.</summary>
    /// <exception cref="Refusal">Another alarm of the same source and rule stands meanwhile: there is never more than one.</exception>
    public static async Task<AlarmMarking> Of(CityDb db, Alarm alarm, CancellationToken cancel)
    {
        var key = alarm is { RuleId: { } rule, DeviceId: { } device } ? AlarmKeys.Of(rule, device) : AlarmKeys.Of(alarm.Sender ?? "", alarm.SenderKey ?? "");
        if (await db.Set<Alarm>().Where(a => a.StandingKey == key).Select(a => a.Number).FirstOrDefaultAsync(cancel) is { } other)
            throw new Refusal(StatusCodes.Status409Conflict, "superseded", $"{AlarmVerb.RevokeFalse} is not possible: alarm {other} of the same source stands meanwhile.");
        var marked = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.SubjectId == alarm.Id && e.Event == nameof(AlarmMarkedFalse))
            .OrderByDescending(e => e.Id).Select(e => e.At).FirstAsync(cancel);
        // What an outside system said while its alarm was false is told to nobody and kept nowhere; a rule's condition is remembered.
        var active = alarm.RuleId is null || await db.Set<AlarmCondition>().AsNoTracking().FirstOrDefaultAsync(c => c.Key == key, cancel) is { } condition && condition.Read().Level > 0;
        return new(marked, key, active);
    }
}
