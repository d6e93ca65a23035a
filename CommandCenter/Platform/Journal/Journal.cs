using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CommandCenter.Platform.Data;

namespace CommandCenter.Platform.Journal;

/// <summary>Writes events into the transaction of the change that caused them, and lets the in-transaction handlers act.</summary>
public sealed class JournalWriter(IEnumerable<InTransactionSubscription> subscriptions, IServiceProvider services, TimeProvider clock)
{
    /// <summary>How payloads are written: camel case, enums by name, Chinese left readable.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly ILookup<Type, InTransactionSubscription> handlers = subscriptions.ToLookup(s => s.EventType);

    /// <summary>
    /// Adds the event's row to <paramref name="db"/> and runs its in-transaction handlers. The caller saves once, afterwards.
    /// </summary>
    /// <param name="db">The operation's context.</param>
    /// <param name="subject">The kind of thing, e.g. <c>ticket</c>.</param>
    /// <param name="happened">The event.</param>
    /// <param name="context">When, who, to which.</param>
    /// <param name="once">A key that may exist once; a second save with it fails.</param>
    /// <param name="cancel">Ends the handlers.</param>
    public async Task Record(CityDb db, string subject, IEvent happened, EventContext context, string? once = null, CancellationToken cancel = default)
    {
        var payload = JsonSerializer.Serialize(happened, happened.GetType(), Json);
        db.Add(new JournalEntry
        {
            At = context.At,
            RecordedAt = context.History ? clock.Now() : context.At,
            ActorId = context.Actor.Id,
            ActorName = context.Actor.Name,
            Subject = subject,
            SubjectId = context.SubjectId,
            Event = happened.GetType().Name,
            Payload = payload,
            PayloadDigest = Digest(payload),
            History = context.History,
            Once = once,
        });
        foreach (var handler in handlers[happened.GetType()])
            await handler.Invoke(services, db, happened, context, cancel);
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    internal static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
