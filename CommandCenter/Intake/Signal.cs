namespace CommandCenter.Intake;

/// <summary>Where a signal came in and how it is to be taken.</summary>
/// <param name="Door">The door: <c>http</c>, <c>mqtt</c> or <c>file</c>.</param>
/// <param name="Sender">Who sent it: the API key's name, the MQTT client's user, the profile's name.</param>
/// <param name="History">Imported as history: stored and judged by its own time, and nobody is told.</param>
public sealed record SignalOrigin(string Door, string Sender, bool History);

/// <summary>Something that came in from outside and waits in the queue: parsed and well formed, its device not yet looked up.</summary>
/// <param name="MessageId">The sender's own id of the message, its identity when there is one.</param>
/// <param name="ReceivedAt">When it reached us.</param>
/// <param name="Origin">Where from.</param>
public abstract record Signal(string? MessageId, DateTimeOffset ReceivedAt, SignalOrigin Origin);

/// <summary>A device measured something.</summary>
/// <param name="Device">Its code, name or alias, as the sender wrote it.</param>
/// <param name="Quantity">The quantity's code; null for the first quantity of its kind.</param>
/// <param name="At">When it was measured.</param>
/// <param name="Value">In the quantity's unit; finite.</param>
public sealed record MeasurementSignal(string Device, string? Quantity, DateTimeOffset At, double Value, string? MessageId, DateTimeOffset ReceivedAt, SignalOrigin Origin)
    : Signal(MessageId, ReceivedAt, Origin);

/// <summary>A member of the field staff is somewhere.</summary>
/// <param name="Person">The account's name or id.</param>
/// <param name="Latitude">WGS84 degrees, checked.</param>
/// <param name="Longitude">WGS84 degrees, checked.</param>
/// <param name="AccuracyMeters">The radius the sender believes in.</param>
/// <param name="At">When they were there.</param>
public sealed record PositionSignal(string Person, double Latitude, double Longitude, double? AccuracyMeters, DateTimeOffset At, string? MessageId, DateTimeOffset ReceivedAt, SignalOrigin Origin)
    : Signal(MessageId, ReceivedAt, Origin);

/// <summary>What an outside system says about its own alarm.</summary>
public enum AlarmSignalKind
{
    /// <summary>It is active, at the stated priority; said again it is a repeat, or a change of level.</summary>
    Raise,

    /// <summary>Its source is back to normal.</summary>
    Clear,
}

/// <summary>An outside system raised or cleared an alarm of its own.</summary>
/// <param name="Key">The outside system's lasting key of the condition; with the sender it identifies the one alarm that is active.</param>
/// <param name="Kind">Raise or clear.</param>
/// <param name="Priority">Critical, High, Medium or Low; needed to raise.</param>
/// <param name="Title">What is wrong, in one line; needed to raise.</param>
/// <param name="Device">The device's code, name or alias, where it is one of ours.</param>
/// <param name="Latitude">WGS84 degrees, checked; null where unknown.</param>
/// <param name="Longitude">WGS84 degrees, checked; null where unknown.</param>
/// <param name="PlaceText">The place in words.</param>
/// <param name="At">When it happened.</param>
public sealed record AlarmSignal(
    string Key, AlarmSignalKind Kind, string? Priority, string? Title, string? Device, double? Latitude, double? Longitude, string? PlaceText,
    DateTimeOffset At, string? MessageId, DateTimeOffset ReceivedAt, SignalOrigin Origin)
    : Signal(MessageId, ReceivedAt, Origin);

/// <summary>What became of one signal.</summary>
public enum SignalOutcome
{
    /// <summary>Committed.</summary>
    Stored,

    /// <summary>It was there already, from an earlier sending; nothing was done twice.</summary>
    Duplicate,

    /// <summary>It cannot be taken: <see cref="SignalReceipt.Field"/> and <see cref="SignalReceipt.Reason"/> say why; it is among the intake problems.</summary>
    Rejected,
}

/// <summary>The answer to one signal, given after the commit and never before.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Code">A lasting name of the reason for programs, e.g. <c>unknown-device</c>; null unless rejected.</param>
/// <param name="Field">The field at fault, as senders write it.</param>
/// <param name="Reason">One sentence.</param>
public sealed record SignalReceipt(SignalOutcome Outcome, string? Code = null, string? Field = null, string? Reason = null)
{
    /// <summary>Committed.</summary>
    public static SignalReceipt Stored { get; } = new(SignalOutcome.Stored);

    /// <summary>It was there already.</summary>
    public static SignalReceipt Duplicate { get; } = new(SignalOutcome.Duplicate);

    /// <summary>It cannot be taken.</summary>
    public static SignalReceipt Rejected(string code, string field, string reason) => new(SignalOutcome.Rejected, code, field, reason);
}
