using System.Text;

namespace CommandCenter.Intake.Reading;

/// <summary>What a sending is about; the word in the doors' addresses and topics.</summary>
public enum SignalKind
{
    /// <summary>What devices measured.</summary>
    Measurements,

    /// <summary>Where the field staff is.</summary>
    Positions,

    /// <summary>Alarms of outside systems.</summary>
    Alarms,
}

/// <summary>One item of a sending, read: a signal, or the reason why it is none.</summary>
/// <param name="Kind">What the sending is about.</param>
/// <param name="Signal">The signal; null where it was refused.</param>
/// <param name="Refused">Why it cannot be taken; null where it can.</param>
/// <param name="Doubt">What is doubtful about it although it is taken; null for nothing.</param>
/// <param name="Raw">As it was written.</param>
public sealed record ArrivedItem(SignalKind Kind, Signal? Signal, SignalReceipt? Refused, SignalReceipt? Doubt, ReadOnlyMemory<byte> Raw)
{
    /// <summary>How much of what was written is kept with a problem, in characters.</summary>
    public const int HeadLength = 1_000;

    /// <summary>The beginning of what was written, fit to be kept and shown: what no text of a database can hold is replaced.</summary>
    public string Head()
    {
        // A character has at most four bytes; cutting one in half leaves a replacement character at the end.
        var text = Encoding.UTF8.GetString(Raw.Span[..Math.Min(Raw.Length, HeadLength * 4)]);
        var head = text.Length > HeadLength ? text[..(char.IsHighSurrogate(text[HeadLength - 1]) ? HeadLength - 1 : HeadLength)] : text;
        return string.Create(head.Length, head, (chars, from) =>
        {
            for (var i = 0; i < chars.Length; i++)
                chars[i] = char.IsControl(from[i]) && from[i] is not ('\t' or '\n' or '\r') ? '\uFFFD' : from[i];
        });
    }

    /// <summary>The device or person it names; null where it names none that can be read.</summary>
    public string? Named => Signal switch
    {
        MeasurementSignal measurement => measurement.Device,
        AlarmSignal alarm => alarm.Device,
        PositionSignal position => position.Person,
        _ => null,
    };
}
