using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;

namespace CommandCenter.Desk.Duty;

/// <summary>Something that was just done and can be taken back.</summary>
/// <param name="What">What was done, in the reader's language.</param>
/// <param name="Back">Uses the compensating verb, which writes its own Journal entry; returns what is to be said.</param>
/// <param name="UntilAt">When it is offered no longer.</param>
public sealed record Undoable(string What, Func<CancellationToken, Task<string>> Back, DateTimeOffset UntilAt);

/// <summary>
/// Holds the last thing an officer did for eight seconds. Only the last: what lies further back others may have built upon. Nothing is held back meanwhile — what was done is done,
/// and taking it back is a verb of its own.
/// </summary>
public sealed class UndoSlot(TimeProvider clock)
{
    /// <summary>How long it is offered.</summary>
    public static readonly TimeSpan Offered = TimeSpan.FromSeconds(8);

    private Undoable? last;

    /// <summary>What can be taken back now; null for nothing.</summary>
    public Undoable? Now => last is { } held && clock.GetUtcNow() < held.UntilAt ? held : null;

    /// <summary>Offers to take something back; what was offered before is offered no longer.</summary>
    public void Offer(string what, Func<CancellationToken, Task<string>>? back) => last = back is null ? null : new(what, back, clock.GetUtcNow() + Offered);

    /// <summary>Takes it out: it is taken back once.</summary>
    public Undoable? Take()
    {
        var now = Now;
        last = null;
        return now;
    }

    /// <summary>
    /// The verb that takes a verb on an alarm back, and what goes with it; null where there is none: words that were said stay said, and what has become normal stays normal.
    /// </summary>
    public static (AlarmVerb Verb, AlarmVerbInput Input)? Compensating(AlarmDone done, DateTimeOffset now)
    {
        var seen = new AlarmVerbInput { Moves = done.After.Moves };
        return done.Verb switch
        {
            AlarmVerb.Acknowledge when done.After is { State: AlarmState.ActiveAcknowledged, Hiding: AlarmHiding.None } => (AlarmVerb.Unacknowledge, seen),
            AlarmVerb.Shelve when done.Before.Hiding == AlarmHiding.None => (AlarmVerb.Unshelve, seen),
            AlarmVerb.Unshelve when done.Before.ShelvedUntil is { } until && until > now => (AlarmVerb.Shelve, seen with { UntilAt = until, Reason = done.Before.HidingReason }),
            AlarmVerb.MarkFalse => (AlarmVerb.RevokeFalse, seen),
            _ => null,
        };
    }
}
