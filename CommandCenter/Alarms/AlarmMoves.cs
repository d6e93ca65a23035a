using CommandCenter.Platform.Http;

namespace CommandCenter.Alarms;

/// <summary>What goes with a verb on an alarm. Each verb reads what it needs and nothing else.</summary>
public sealed record AlarmVerbInput
{
    /// <summary>The longest text.</summary>
    public const int TextLength = 2_000;

    /// <summary>The words of a Comment, or a remark with Acknowledge.</summary>
    public string? Comment { get; init; }

    /// <summary>Why, for Shelve; a remark with Unshelve.</summary>
    public string? Reason { get; init; }

    /// <summary>What made it false, for MarkFalse.</summary>
    public string? Cause { get; init; }

    /// <summary>For how long, for Shelve; or <see cref="UntilAt"/>.</summary>
    public int? Minutes { get; init; }

    /// <summary>Until when, for Shelve.</summary>
    public DateTimeOffset? UntilAt { get; init; }

    /// <summary>The <see cref="Alarm.Moves"/> the caller saw; when a person acted since, the verb is refused with what changed.</summary>
    public int? Moves { get; init; }

    /// <summary>The first text that cannot be kept, named in the caller's terms; null when all can.</summary>
    public Refusal? Check() =>
        TextField.Check("comment", Comment, TextLength) ?? TextField.Check("reason", Reason, TextLength) ?? TextField.Check("cause", Cause, TextLength);
}

/// <summary>A verb with everything resolved.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who, as lists show it.</param>
/// <param name="Input">The words.</param>
/// <param name="UntilAt">The end of a shelving.</param>
/// <param name="Marked">When it was marked false and what its source says now, for taking that back.</param>
public sealed record AlarmMove(DateTimeOffset At, string By, AlarmVerbInput Input, DateTimeOffset? UntilAt = null, AlarmMarking? Marked = null);

/// <summary>What is needed to let an alarm stand again that was marked false.</summary>
/// <param name="At">When it was marked.</param>
/// <param name="Key">What makes it the only one of its source and rule.</param>
/// <param name="StillActive">Whether its source is abnormal now.</param>
public sealed record AlarmMarking(DateTimeOffset At, string Key, bool StillActive);

// What people do. The transition table has allowed it before it gets here.
public sealed partial class Alarm
{
    /// <summary>Uses a verb and returns what happened.</summary>
    public IAlarmEvent Apply(AlarmVerb verb, AlarmMove move)
    {
        Moves++;
        return verb switch
        {
            AlarmVerb.Acknowledge => Acknowledge(move),
            AlarmVerb.Shelve => Shelve(move),
            AlarmVerb.Unshelve => EndShelving(timeOver: false)!,
            AlarmVerb.MarkFalse => MarkFalse(move),
            AlarmVerb.Comment => new AlarmCommented(Facts, move.Input.Comment!.Trim()),
            AlarmVerb.Unacknowledge => Unacknowledge(),
            AlarmVerb.RevokeFalse => RevokeFalse(move.Marked!),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
        };
    }

    private AlarmAcknowledged Acknowledge(AlarmMove move)
    {
        (AcknowledgedAt, AcknowledgedBy) = (move.At, move.By);
        if (State == AlarmState.ClearedUnacknowledged)
            Settle();
        else
            State = AlarmState.ActiveAcknowledged;
        return new(Facts, move.Input.Comment);
    }

    private AlarmShelved Shelve(AlarmMove move)
    {
        (Hiding, HidingReason, ShelvedUntil) = (AlarmHiding.Shelved, move.Input.Reason!.Trim(), move.UntilAt);
        return new(Facts, move.UntilAt!.Value, HidingReason);
    }

    // It leaves the feed although its source may go on; what the source repeats at the same level raises nothing new, a worse level does.
    private AlarmMarkedFalse MarkFalse(AlarmMove move)
    {
        FalseCause = move.Input.Cause!.Trim();
        if (State is AlarmState.ActiveUnacknowledged or AlarmState.ClearedUnacknowledged)
            (AcknowledgedAt, AcknowledgedBy) = (move.At, move.By);
        ClearedAt ??= move.At;
        (Hiding, HidingReason, ShelvedUntil) = (AlarmHiding.None, null, null);
        Settle();
        return new(Facts, FalseCause);
    }

    private AlarmUnacknowledged Unacknowledge()
    {
        (State, AcknowledgedAt, AcknowledgedBy) = (AlarmState.ActiveUnacknowledged, null, null);
        return new(Facts);
    }

    // What marking it false had put is taken back, and nothing else: who acknowledged it before keeps that, and what had cleared before stays so.
    private AlarmFalseRevoked RevokeFalse(AlarmMarking marked)
    {
        FalseCause = null;
        if (AcknowledgedAt == marked.At)
            (AcknowledgedAt, AcknowledgedBy) = (null, null);
        var taken = AcknowledgedAt is not null || History;
        if (ClearedAt == marked.At && marked.StillActive)
            (ClearedAt, State) = (null, taken ? AlarmState.ActiveAcknowledged : AlarmState.ActiveUnacknowledged);
        else if (!taken)
            State = AlarmState.ClearedUnacknowledged;
        StandingKey = State == AlarmState.Normal ? null : marked.Key;
        return new(Facts, Asks: State is AlarmState.ActiveUnacknowledged);
    }
}
