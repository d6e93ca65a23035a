namespace CommandCenter.Alarms;

/// <summary>
/// An alarm as feeds, maps and the hub show it: immutable, shared by every screen. Its words are made from these facts in the reader's language.
/// </summary>
/// <param name="Title">An outside system's own words, or the rule's name.</param>
/// <param name="TitleEn">The rule's English name; null where there is none.</param>
/// <param name="LevelAt">When the present level began; ages count from <paramref name="RaisedAt"/>.</param>
/// <param name="Count">How often the condition was signalled.</param>
/// <param name="Moves">Counts people's verbs, so that a person is refused only when another person acted meanwhile.</param>
public sealed record AlarmView(
    Guid Id, long Sequence, string Number, AlarmState State, AlarmHiding Hiding, AlarmPriority Priority, AlarmPriority Worst, int Level, int WorstLevel,
    Guid? DeviceId, string? DeviceCode, string? DeviceName, string? KindCode, Guid? RuleId, string Title, string? TitleEn,
    string? Quantity, string? Unit, double? Value, double? Threshold, double? Latitude, double? Longitude, string? PlaceText, Guid? AreaId, Guid? DepartmentId,
    DateTimeOffset RaisedAt, DateTimeOffset LevelAt, DateTimeOffset LastAt, DateTimeOffset? ClearedAt, int Count,
    DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, DateTimeOffset? ShelvedUntil, string? HidingReason, Guid? TicketId, string? TicketNumber, int Moves)
{
    /// <summary>Whether the source is abnormal now.</summary>
    public bool IsActive => State is AlarmState.ActiveUnacknowledged or AlarmState.ActiveAcknowledged;

    /// <summary>Whether somebody still has to acknowledge it.</summary>
    public bool IsUnacknowledged => State is AlarmState.ActiveUnacknowledged or AlarmState.ClearedUnacknowledged;

    /// <summary>Whether it stands in the feed.</summary>
    public bool IsInFeed => State != AlarmState.Normal && Hiding == AlarmHiding.None;

    /// <summary>抖动: its source goes on and off.</summary>
    public bool Chattering { get; init; }

    /// <summary>The cause when it was marked false; null when it counts as true.</summary>
    public string? FalseCause { get; init; }

    /// <summary>The outside system; null for a rule's alarm.</summary>
    public string? Sender { get; init; }

    /// <summary>Raised by imported history: nobody was told.</summary>
    public bool History { get; init; }

    /// <summary>Counts the row's changes: the higher is the later truth.</summary>
    public int Version { get; init; }

    /// <summary>What the transition table needs.</summary>
    public AlarmStanding Standing => new(State, Hiding, Priority, FalseCause is not null);

    /// <summary>Makes the view of a row.</summary>
    public static AlarmView Of(Alarm a) => new(
        a.Id, a.Sequence, a.Number, a.State, a.Hiding, a.Priority, a.Worst, a.Level, a.WorstLevel,
        a.DeviceId, a.DeviceCode, a.DeviceName, a.KindCode, a.RuleId, a.Title, a.TitleEn,
        a.Quantity, a.Unit, a.Value, a.Threshold, a.Latitude, a.Longitude, a.PlaceText, a.AreaId, a.DepartmentId,
        a.RaisedAt, a.LevelAt, a.LastAt, a.ClearedAt, a.Count,
        a.AcknowledgedAt, a.AcknowledgedBy, a.ShelvedUntil, a.HidingReason, a.TicketId, a.TicketNumber, a.Moves)
    {
        Chattering = a.Chattering, FalseCause = a.FalseCause, Sender = a.Sender, History = a.History, Version = a.Version,
    };
}
