using System.Buffers;
using CommandCenter.Intake.Problems;
using CommandCenter.Intake.Reading;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;

namespace CommandCenter.Intake.Mqtt;

/// <summary>What a message of either broker becomes: read, offered to the queue, and answered after the commit. What can never be read is a problem on the list, and acknowledged.</summary>
public sealed class MqttDoor(Reception reception, IntakeProblems problems, IntakeMeters meters, IntakeOptions options, TimeProvider clock)
{
    /// <summary>The door's name.</summary>
    public const string Name = "mqtt";

    private static readonly Task<IReadOnlyList<SignalReceipt>> Nothing = Task.FromResult<IReadOnlyList<SignalReceipt>>([]);

    /// <summary>Offers a message, and returns when it is in the queue.</summary>
    /// <param name="topic">Its topic.</param>
    /// <param name="sender">Whom it comes from.</param>
    /// <param name="payload">Its payload: one object or an array, as over HTTP.</param>
    /// <param name="patience">How long to wait for room.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>The receipts once it is committed, upon which it may be acknowledged; null when there was no room.</returns>
    public async Task<Task<IReadOnlyList<SignalReceipt>>?> Offer(MqttTopic topic, string sender, ReadOnlySequence<byte> payload, TimeSpan patience, CancellationToken cancel)
    {
        var origin = OriginOf(sender);
        // The broker's buffer is its own again when we return; what is refused later still shows its beginning.
        var body = payload.Length > options.MaxBodyBytes ? payload.Slice(0, ArrivedItem.HeadLength * 4).ToArray() : payload.ToArray();
        if (payload.Length > options.MaxBodyBytes)
            return Refuse(origin, topic.Kind, new SignalReceipt(SignalOutcome.Rejected, "too-large", null, $"The message has more than {options.MaxBodyBytes} bytes; send it in parts."), topic.Subject, body);
        var envelope = new Envelope(topic.Kind, origin, clock.Now()) { Subject = topic.Kind == SignalKind.Alarms ? null : topic.Subject };
        try
        {
            ArrivedItem[] items = [.. SendingBody.Cut(body, lines: false, options.MaxItems).Select((raw, index) => ItemReader.Read(raw, index, envelope))];
            return await reception.Offer(origin, items, patience, cancel);
        }
        catch (Refusal refusal)
        {
            return Refuse(origin, topic.Kind, new SignalReceipt(SignalOutcome.Rejected, refusal.Code, null, refusal.Message), topic.Subject, body);
        }
    }

    /// <summary>Puts a message that is not for us among the problems.</summary>
    public Task<IReadOnlyList<SignalReceipt>> Refuse(string sender, string topic, string code, string reason) =>
        Refuse(OriginOf(sender), SignalKind.Measurements, new SignalReceipt(SignalOutcome.Rejected, code, "topic", reason), topic, payload: null);

    private Task<IReadOnlyList<SignalReceipt>> Refuse(SignalOrigin origin, SignalKind kind, SignalReceipt receipt, string? named, byte[]? payload)
    {
        var head = payload is null || kind == SignalKind.Positions ? null : new ArrivedItem(kind, null, receipt, null, payload).Head();
        problems.Note(origin, kind, receipt, named, head, kept: false);
        meters.Count(Name, kind.ToString(), SignalOutcome.Rejected, isDoubtful: false);
        return head is null && payload is null ? Nothing : Task.FromResult<IReadOnlyList<SignalReceipt>>([receipt]);
    }

    private static SignalOrigin OriginOf(string sender) =>
        new(Name, sender.Length > SignalOrigin.SenderLength ? sender[..SignalOrigin.SenderLength] : sender, History: false);
}
