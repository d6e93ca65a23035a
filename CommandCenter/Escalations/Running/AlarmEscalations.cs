using CommandCenter.Alarms;
using CommandCenter.Escalations.Chains;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Running;

/// <summary>
/// Starts a chain in the transaction in which an alarm is raised or rises, and stops it in that of its acknowledgement. It reads what the events say and never an alarm's row.
/// An alarm that is hidden waits; when it comes back unacknowledged, its chain starts again.
/// </summary>
public sealed class AlarmEscalations(ChainIndex chains, EscalationCourse course) : IHandleInTransaction<IAlarmEvent>
{
    /// <inheritdoc/>
    public async Task Handle(CityDb db, IAlarmEvent happened, EventContext context, CancellationToken cancel)
    {
        if (context.History)
            return;
        switch (happened)
        {
            case AlarmUnacknowledged { Alarm: var slip }:
                await Start(db, slip, context, cancel);
                break;
            case AlarmFalseRevoked { Asks: true } revoked:
                await Start(db, revoked.Alarm, context, cancel);
                break;
            case AlarmRaised raised:
                await Start(db, raised.Alarm, context, cancel);
                break;
            case AlarmLevelRose rose:
                if (await Hidden(db, context.SubjectId, cancel) is null)
                    await Start(db, rose.Alarm, context, cancel);
                await Note(db, rose.Alarm, context, cancel);
                break;
            case AlarmLevelFell fell:
                await Note(db, fell.Alarm, context, cancel);
                break;
            case AlarmUnshelved { Alarm: var back }:
                await ComeBack(db, back, context, cancel);
                break;
            case AlarmHidden { Hiding: AlarmHiding.None } shown:
                await ComeBack(db, shown.Alarm, context, cancel);
                break;
            default:
                await Stop(db, happened, context, cancel);
                break;
        }
    }

    private async Task Start(CityDb db, AlarmFacts alarm, EventContext context, CancellationToken cancel)
    {
        if (chains.For(alarm.KindCode, alarm.Priority) is { } chain)
            await course.Start(db, chain, new EscalationStart(context.SubjectId, alarm.Number, ChainTrigger.Unacknowledged, null, alarm), context, cancel);
    }

    private static async Task Note(CityDb db, AlarmFacts alarm, EventContext context, CancellationToken cancel)
    {
        foreach (var escalation in await EscalationCourse.LiveOf(db, context.SubjectId, cancel))
            escalation.Note(alarm);
    }

    private async Task ComeBack(CityDb db, AlarmFacts alarm, EventContext context, CancellationToken cancel)
    {
        if (await Hidden(db, context.SubjectId, cancel) is not { } waiting)
            return;
        waiting.StopForGood(StopReason.Superseded);
        await Start(db, alarm, context, cancel);
    }

    private async Task Stop(CityDb db, IAlarmEvent happened, EventContext context, CancellationToken cancel)
    {
        if (ReasonOf(happened) is not { } why)
            return;
        foreach (var escalation in await EscalationCourse.LiveOf(db, context.SubjectId, cancel))
            if (why != StopReason.Cleared || escalation.Plan.StopsAtClear)
                await course.Stop(db, escalation, why, context, cancel);
        // While it is hidden it may be acknowledged or end: then there is nothing to come back to.
        if (why != StopReason.Hidden && await Hidden(db, context.SubjectId, cancel) is { } waiting && (why != StopReason.Cleared || waiting.Plan.StopsAtClear))
            waiting.StopForGood(why);
    }

    private static StopReason? ReasonOf(IAlarmEvent happened) => happened switch
    {
        AlarmAcknowledged => StopReason.Acknowledged,
        AlarmCleared => StopReason.Cleared,
        AlarmMarkedFalse => StopReason.Done,
        AlarmShelved or AlarmHidden => StopReason.Hidden,
        _ => null,
    };

    // The escalation that was stopped because its alarm was hidden, and would go on otherwise.
    private static async Task<Escalation?> Hidden(CityDb db, Guid alarmId, CancellationToken cancel) =>
        db.Set<Escalation>().Local.FirstOrDefault(e => e.SubjectId == alarmId && e.StoppedWhy == StopReason.Hidden)
        ?? (await db.Set<Escalation>().FirstOrDefaultAsync(e => e.SubjectId == alarmId && e.StoppedWhy == StopReason.Hidden, cancel) is { StoppedWhy: StopReason.Hidden } stored ? stored : null);
}
