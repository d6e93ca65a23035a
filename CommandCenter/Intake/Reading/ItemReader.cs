using System.Text.Json;
using CommandCenter.Devices;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Intake.Reading;

/// <summary>What is known of a sending beside its body.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Origin">Where it came in.</param>
/// <param name="ReceivedAt">When.</param>
public sealed record Envelope(SignalKind Kind, SignalOrigin Origin, DateTimeOffset ReceivedAt)
{
    /// <summary>What coordinates are measured against where an item does not say.</summary>
    public Datum Datum { get; init; } = Datum.Wgs84;

    /// <summary>The sending's own key, by which an item without a message id is recognized when it is sent again; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>The device or person the address names; null where the item must.</summary>
    public string? Subject { get; init; }
}

/// <summary>Reads items: one JSON object is one signal, or a clear reason why it is none.</summary>
public static class ItemReader
{
    private const int IdLength = 200;
    private static readonly string[] MeasurementFields = ["device", "quantity", "value", "at", "messageId"];
    private static readonly string[] PositionFields = ["person", "latitude", "longitude", "datum", "accuracyMeters", "at", "messageId"];
    private static readonly string[] AlarmFields = ["key", "kind", "priority", "title", "device", "latitude", "longitude", "datum", "placeText", "at", "messageId"];

    /// <summary>The words of an alarm's priority, the worst first; the room above names its own the same.</summary>
    internal enum Priority
    {
        Critical,
        High,
        Medium,
        Low,
    }

    /// <summary>Reads one item.</summary>
    /// <param name="raw">As it was written.</param>
    /// <param name="index">Its place in the sending, from 0.</param>
    /// <param name="envelope">The sending.</param>
    public static ArrivedItem Read(ReadOnlyMemory<byte> raw, int index, Envelope envelope)
    {
        try
        {
            using var json = JsonDocument.Parse(raw);
            var fields = new ItemFields(json.RootElement, Known(envelope.Kind));
            var signal = Signal(fields, raw.Span, index, envelope);
            return fields.Fault is { } fault
                ? new ArrivedItem(envelope.Kind, null, fault, null, raw)
                : new ArrivedItem(envelope.Kind, signal, null, Doubt(signal, envelope), raw);
        }
        catch (JsonException problem)
        {
            var where = $"byte {problem.BytePositionInLine + 1}";
            return new ArrivedItem(envelope.Kind, null, new SignalReceipt(SignalOutcome.Rejected, "bad-json", null, $"The item is not JSON ({where}): {problem.Message.Split(" LineNumber:")[0]}"), null, raw);
        }
    }

    private static string[] Known(SignalKind kind) => kind switch
    {
        SignalKind.Measurements => MeasurementFields,
        SignalKind.Positions => PositionFields,
        _ => AlarmFields,
    };

    private static Signal Signal(ItemFields fields, ReadOnlySpan<byte> raw, int index, Envelope envelope)
    {
        var id = Identity(fields.Text("messageId", IdLength), raw, index, envelope);
        var at = fields.Instant("at", envelope.ReceivedAt);
        return envelope.Kind switch
        {
            SignalKind.Measurements => new MeasurementSignal(
                Subject(fields, "device", Device.NameLength, envelope.Subject), fields.Text("quantity", 60), at, fields.Number("value", needed: true) ?? 0, id, envelope.ReceivedAt, envelope.Origin),
            SignalKind.Positions => Position(fields, at, id, envelope),
            _ => Alarm(fields, at, id, envelope),
        };
    }

    private static PositionSignal Position(ItemFields fields, DateTimeOffset at, string? id, Envelope envelope)
    {
        var person = Subject(fields, "person", 64, envelope.Subject);
        var place = fields.Place(envelope.Datum, needed: true) ?? default;
        var accuracy = fields.Number("accuracyMeters");
        if (accuracy < 0)
            fields.Wrong("not-a-length", "accuracyMeters", $"{accuracy} is no length.");
        return new PositionSignal(person, place.Latitude, place.Longitude, accuracy, at, id, envelope.ReceivedAt, envelope.Origin);
    }

    private static AlarmSignal Alarm(ItemFields fields, DateTimeOffset at, string? id, Envelope envelope)
    {
        var key = fields.Text("key", 200, needed: true) ?? "";
        var kind = fields.OneOf<AlarmSignalKind>("kind") ?? AlarmSignalKind.Raise;
        var raised = kind == AlarmSignalKind.Raise;
        var (priority, title) = (fields.OneOf<Priority>("priority", needed: raised), fields.Text("title", 300, needed: raised));
        var (device, words) = (fields.Text("device", Device.NameLength), fields.Text("placeText", 500));
        var place = fields.Place(envelope.Datum, needed: false);
        return new AlarmSignal(key, kind, priority?.ToString(), title, device, place?.Latitude, place?.Longitude, words, at, id, envelope.ReceivedAt, envelope.Origin);
    }

    // Where the topic names the device, the item need not; where both do, they must agree, or one of them is wrong and nobody knows which.
    private static string Subject(ItemFields fields, string field, int limit, string? named)
    {
        var own = fields.Text(field, limit, needed: named is null);
        if (own is not null && named is not null && !string.Equals(own, named, StringComparison.OrdinalIgnoreCase))
            fields.Wrong("topic-differs", field, $"'{own}' is not '{named}', which the topic names.");
        return own ?? named ?? "";
    }

    private static string? Identity(string? messageId, ReadOnlySpan<byte> raw, int index, Envelope envelope) =>
        messageId is not null ? MessageIdentity.Of(envelope.Origin.Sender, messageId)
        : envelope.Key is not null ? MessageIdentity.Of(envelope.Origin.Sender, envelope.Key, index, raw)
        : null;

    private static SignalReceipt? Doubt(Signal signal, Envelope envelope)
    {
        var at = signal switch
        {
            MeasurementSignal measurement => measurement.At,
            PositionSignal position => position.At,
            AlarmSignal alarm => alarm.At,
            _ => envelope.ReceivedAt,
        };
        return at - envelope.ReceivedAt <= IntakeOptions.Ahead ? null
            : new SignalReceipt(SignalOutcome.Stored, "in-the-future", "at", $"at: lies {Formatted(at - envelope.ReceivedAt)} in the future; it is kept, and the sender's clock is to be looked after.");
    }

    private static string Formatted(TimeSpan ahead) => ahead.TotalHours < 48 ? $"{ahead.TotalMinutes:N0} minutes" : $"{ahead.TotalDays:N0} days";
}
