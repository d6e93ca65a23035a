using System.Globalization;
using System.Text.Json;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Callbacks.Panels;

/// <summary>What screens say of callbacks, in the reader's language; also in the timeline of a ticket.</summary>
public sealed class CallbackLines(IStringLocalizer<CallbacksText> text, TicketWords tickets, City city, TimeProvider clock)
{
    /// <summary>A text of the room by its key.</summary>
    public string this[string key, params object[] values] => text[key, values];

    /// <summary>The word for a value of one of the room's enumerations.</summary>
    public string Of<T>(T value) where T : struct, Enum => text[$"{typeof(T).Name}.{value}"];

    /// <summary>An instant in the city's zone, with the date on another day.</summary>
    public string Instant(DateTimeOffset at) => Formats.Instant(at, clock.GetUtcNow(), city.Zone);

    /// <summary>What a callback is about; of a confidential ticket only that it is one.</summary>
    public string Title(CallbackView callback) => callback.Title ?? tickets["ConfidentialTitle"];

    /// <summary>Why the rule refuses a verb.</summary>
    public string Why(CallbackRefusal refusal) => refusal.Reason switch
    {
        CallbackRefusalReason.Ended => text["Refusal.callback-ended", Of(refusal.Standing.State)],
        CallbackRefusalReason.Claimed => text["Refusal.callback-claimed", refusal.Standing.ClaimedByName ?? "", refusal.Standing.ClaimedUntil is { } until ? Instant(until) : Formats.None],
        _ => text["Refusal.callback-not-claimed"],
    };

    /// <summary>What a door's refusal means for whoever sits at the screen; a refusal of the ticket in the words of tickets.</summary>
    public string Of(Refusal refusal)
    {
        if (Standing(refusal) is { } known)
            return Why(known);
        var own = text[refusal is { Code: "invalid", Field: { } field } ? $"Refusal.invalid.{field}" : $"Refusal.{refusal.Code}"];
        return own.ResourceNotFound ? tickets.Of(refusal) : own;
    }

    /// <summary>How a callback stands, in one line.</summary>
    public string Stands(CallbackView callback, DateTimeOffset now) => callback switch
    {
        { State: CallbackState.NotCallable, NotCallable: { } why } => text["Stands.NotCallable", Of(why)],
        { State: CallbackState.Cancelled, Cancelled: { } why } => text["Stands.Cancelled", Of(why)],
        { State: CallbackState.Reached, Resolved: { } resolved, Satisfaction: { } satisfaction } => text[resolved ? "Stands.Resolved" : "Stands.NotResolved", Of(satisfaction)],
        { IsOpen: false } => Of(callback.State),
        _ when callback.IsClaimedAt(now) => text["Stands.Claimed", callback.ClaimedByName ?? "", Instant(callback.ClaimedUntil!.Value)],
        _ when callback.WaitsAt(now) => text[callback.Agreed ? "Stands.Agreed" : "Stands.Later", Instant(callback.NextCallAt!.Value)],
        _ when callback.IsOverdueAt(now) => text["Stands.Overdue"],
        _ => Of(callback.State),
    };

    /// <summary>The face of a callback's clock.</summary>
    public static ClockFace Face(CallbackView callback, DateTimeOffset now) => !callback.IsOpen ? ClockFace.Met
        : callback.IsOverdueAt(now) ? ClockFace.Breached
        : callback.RemindedAt is not null ? ClockFace.Risk : ClockFace.Ok;

    /// <summary>A line of a ticket's timeline; null for events of other rooms.</summary>
    public TimelineSaying? Say(TimelineItem item) => item.Event switch
    {
        nameof(CallbackPromised) => new(With(item, At(item, "dueAt"))),
        nameof(CallbackNotPossible) => new(With(item, Word<NotCallableReason>(item, "reason"))),
        nameof(CallbackReminder) => new(With(item, At(item, "dueAt")), Face: ClockFace.Risk),
        nameof(CallbackOverdue) => new(With(item, At(item, "dueAt")), Face: ClockFace.Breached),
        nameof(CallbackClaimed) => new(With(item, At(item, "until"))),
        nameof(CallbackReleased) => new(With(item)),
        nameof(CallbackAttempted) => new(With(item, Word<CallOutcome>(item, "outcome"), Words(item, "attempt")), Words(item, "comment")),
        nameof(CallbackReached) => new(With(item, Said(item, "responded"), Said(item, "resolved"), Word<Satisfaction>(item, "satisfaction")), Words(item, "comment")),
        nameof(CallbackCancelled) => new(With(item, Word<CancelReason>(item, "reason"))),
        _ => null,
    };

    // Without the facts (erased, or not for this reader) the bare event is left.
    private string With(TimelineItem item, params string?[] facts) =>
        facts.Length > 0 && facts.All(f => f is not null) ? text[$"Event.{item.Event}.With", [.. facts.OfType<object>()]] : text[$"Event.{item.Event}"];

    private string? At(TimelineItem item, string name) => Fact(item, name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var at) ? Instant(at) : null;

    private string? Word<T>(TimelineItem item, string name) where T : struct, Enum => Enum.TryParse<T>(Words(item, name), out var value) ? Of(value) : null;

    private string? Said(TimelineItem item, string name) => Fact(item, name)?.ValueKind switch { JsonValueKind.True => text[$"Said.{name}"].Value, JsonValueKind.False => text[$"Said.not.{name}"].Value, _ => null };

    private static string? Words(TimelineItem item, string name) => Fact(item, name) switch
    {
        { ValueKind: JsonValueKind.String } value when value.GetString() is { Length: > 0 } said => said,
        { ValueKind: JsonValueKind.Number } value => value.GetInt32().ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static JsonElement? Fact(TimelineItem item, string name) => item.Facts.ValueKind == JsonValueKind.Object && item.Facts.TryGetProperty(name, out var value) ? value : null;

    private static CallbackRefusal? Standing(Refusal refusal) =>
        Enum.GetValues<CallbackRefusalReason>().Where(r => CallbackRefusal.CodeOf(r) == refusal.Code).Select(r => (CallbackRefusalReason?)r).FirstOrDefault() is { } reason
        && Enum.TryParse<CallbackState>(refusal.Facts.GetValueOrDefault("state") as string, out var state) && Enum.TryParse<CallbackVerb>(refusal.Facts.GetValueOrDefault("verb") as string, out var verb)
            ? new(reason, verb, new(state, null, refusal.Facts.GetValueOrDefault("claimedBy") as string, refusal.Facts.GetValueOrDefault("claimedUntil") as DateTimeOffset?))
            : null;
}
