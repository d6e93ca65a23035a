using CommandCenter.Access;
using CommandCenter.Platform.Http;

namespace CommandCenter.Alarms;

/// <summary>What the transition table needs to know of an alarm.</summary>
public readonly record struct AlarmStanding(AlarmState State, AlarmHiding Hiding, AlarmPriority Priority, bool MarkedFalse);

/// <summary>A field a verb cannot do without.</summary>
public enum AlarmField
{
    /// <summary>The words of a comment.</summary>
    Comment,

    /// <summary>Why it is shelved, and for how long.</summary>
    Reason,

    /// <summary>What made it false.</summary>
    Cause,
}

/// <summary>One line of the table.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="From">The states it may be used in.</param>
/// <param name="Hidden">How it may be hidden.</param>
/// <param name="Needs">The field it cannot do without.</param>
/// <param name="Key">The key that stands for it.</param>
public sealed record AlarmTransition(AlarmVerb Verb, AlarmState[] From, AlarmHiding[] Hidden, AlarmField? Needs, char Key)
{
    /// <summary>The verb it takes back; null for a verb of its own. Screens offer it after that verb and not beside the others.</summary>
    public AlarmVerb? TakesBack { get; init; }
}

/// <summary>
/// The one transition table of alarms. The rule in <see cref="AlarmDesk"/>, the API and every button ask it, so that what a button offers is what the rule allows.
/// </summary>
public static class AlarmTransitions
{
    private static readonly Role[] Handlers = [Role.DutyOfficer, Role.Supervisor, Role.Administrator];
    private static readonly AlarmState[] Standing = [AlarmState.ActiveUnacknowledged, AlarmState.ActiveAcknowledged, AlarmState.ClearedUnacknowledged];
    private static readonly AlarmState[] Any = Enum.GetValues<AlarmState>();
    private static readonly AlarmHiding[] Whatever = Enum.GetValues<AlarmHiding>();
    private static readonly AlarmHiding[] NotShelved = [AlarmHiding.None, AlarmHiding.Suppressed, AlarmHiding.OutOfService];

    /// <summary>Every line.</summary>
    public static IReadOnlyList<AlarmTransition> Table { get; } =
    [
        new(AlarmVerb.Acknowledge, [AlarmState.ActiveUnacknowledged, AlarmState.ClearedUnacknowledged], Whatever, null, 'A'),
        new(AlarmVerb.Shelve, Standing, NotShelved, AlarmField.Reason, 'S'),
        new(AlarmVerb.Unshelve, Standing, [AlarmHiding.Shelved], null, 'S'),
        new(AlarmVerb.MarkFalse, Any, Whatever, AlarmField.Cause, 'F'),
        new(AlarmVerb.Comment, Any, Whatever, AlarmField.Comment, 'N'),
        new(AlarmVerb.Unacknowledge, [AlarmState.ActiveAcknowledged], [AlarmHiding.None], null, 'U') { TakesBack = AlarmVerb.Acknowledge },
        new(AlarmVerb.RevokeFalse, Any, Whatever, null, 'U') { TakesBack = AlarmVerb.MarkFalse },
    ];

    private static readonly Dictionary<AlarmVerb, AlarmTransition> ByVerb = Table.ToDictionary(t => t.Verb);

    /// <summary>The line of a verb.</summary>
    public static AlarmTransition Of(AlarmVerb verb) => ByVerb[verb];

    /// <summary>Why <paramref name="caller"/> may not use <paramref name="verb"/> now; null when they may.</summary>
    public static AlarmRefusal? Refuse(AlarmStanding alarm, AlarmVerb verb, Caller caller)
    {
        var line = Of(verb);
        if (caller.UserId is not null && !Handlers.Any(caller.Is))
            return new(AlarmRefusalReason.WrongRole, verb, alarm.State);
        if (verb == AlarmVerb.Acknowledge && alarm.State == AlarmState.ActiveAcknowledged)
            return new(AlarmRefusalReason.AlreadyAcknowledged, verb, alarm.State);
        if (!line.From.Contains(alarm.State) || !line.Hidden.Contains(alarm.Hiding) || (verb == AlarmVerb.MarkFalse && alarm.MarkedFalse)
            || (verb == AlarmVerb.RevokeFalse && !alarm.MarkedFalse))
            return new(AlarmRefusalReason.WrongState, verb, alarm.State);
        return verb == AlarmVerb.Shelve && alarm.Priority == AlarmPriority.Critical ? new(AlarmRefusalReason.Critical, verb, alarm.State) : null;
    }
}

/// <summary>Why a verb is refused.</summary>
public enum AlarmRefusalReason
{
    /// <summary>The state, or how it is hidden, does not allow it.</summary>
    WrongState,

    /// <summary>The caller's roles do not allow it.</summary>
    WrongRole,

    /// <summary>Somebody has acknowledged it before.</summary>
    AlreadyAcknowledged,

    /// <summary>A critical alarm can only be acknowledged or clear.</summary>
    Critical,
}

/// <summary>A refusal in the terms of the table; screens word it in the reader's language.</summary>
public sealed record AlarmRefusal(AlarmRefusalReason Reason, AlarmVerb Verb, AlarmState State)
{
    /// <summary>As the doors say it.</summary>
    /// <param name="alarm">Who acknowledged it and when is named where that is the reason.</param>
    public Refusal ToRefusal(Alarm alarm)
    {
        var (status, code, detail) = Reason switch
        {
            AlarmRefusalReason.WrongRole => (StatusCodes.Status403Forbidden, "wrong-role",
                $"{Verb} is not possible: alarms are for duty officers, supervisors and administrators."),
            AlarmRefusalReason.AlreadyAcknowledged => (StatusCodes.Status409Conflict, "already-acknowledged",
                $"Alarm {alarm.Number} was acknowledged by {alarm.AcknowledgedBy ?? "history"} at {alarm.AcknowledgedAt ?? alarm.RaisedAt:u}."),
            AlarmRefusalReason.Critical => (StatusCodes.Status409Conflict, "critical",
                $"{Verb} is not possible: alarm {alarm.Number} is Critical; it can only be acknowledged or clear."),
            _ => (StatusCodes.Status409Conflict, "wrong-state", $"{Verb} is not possible: alarm {alarm.Number} is {State}{Hidden(alarm)}."),
        };
        return new Refusal(status, code, detail)
        {
            Facts = new Dictionary<string, object?>
            {
                ["state"] = State.ToString(), ["hiding"] = alarm.Hiding.ToString(), ["verb"] = Verb.ToString(), ["reason"] = code,
                ["acknowledgedBy"] = alarm.AcknowledgedBy, ["acknowledgedAt"] = alarm.AcknowledgedAt,
            },
        };
    }

    private static string Hidden(Alarm alarm) =>
        alarm.FalseCause is not null ? " and was marked false" : alarm.Hiding == AlarmHiding.None ? " and not hidden" : $" and {alarm.Hiding}";
}
