using System.Text.Json;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Intake.Reading;

/// <summary>The fields of one item. The first thing wrong is kept and said in the sender's terms; after it every field reads as absent.</summary>
internal sealed class ItemFields
{
    // Epoch seconds taken for milliseconds lie in January 1970.
    private const long EarliestEpoch = 946_684_800_000;
    private readonly JsonElement item;

    public ItemFields(JsonElement item, IReadOnlyCollection<string> known)
    {
        this.item = item;
        if (item.ValueKind != JsonValueKind.Object)
        {
            Wrong("not-an-object", null, $"The item is {Words(item)}, not an object.");
            return;
        }
        foreach (var field in item.EnumerateObject())
            if (!known.Contains(NameOf(field)))
            {
                Wrong("unknown-field", null, $"'{Short(NameOf(field))}' is not a field of it; its fields are {string.Join(", ", known)}.");
                return;
            }
    }

    /// <summary>The first thing wrong; null while all is well.</summary>
    public SignalReceipt? Fault { get; private set; }

    public void Wrong(string code, string? field, string reason) =>
        Fault ??= new SignalReceipt(SignalOutcome.Rejected, code, field, field is null ? reason : $"{field}: {reason}");

    public string? Text(string name, int limit, bool needed = false)
    {
        if (Find(name) is not { } value)
            return Missing(name, needed);
        if (value.ValueKind != JsonValueKind.String)
        {
            Wrong("wrong-kind", name, $"is {Words(value)}, not a text.");
            return null;
        }
        if (String(value) is not { } text)
        {
            Wrong("bad-character", name, "holds half a character, which cannot be kept.");
            return null;
        }
        if (string.IsNullOrWhiteSpace(text))
            return Missing(name, needed);
        if (TextField.Check(name, text, limit) is { } refusal)
        {
            Wrong(text.Length > limit ? "too-long" : "bad-character", name, refusal.Message[(name.Length + 2)..]);
            return null;
        }
        return text.Trim();
    }

    /// <summary>A finite number; true and false are 1 and 0, as states are sent.</summary>
    public double? Number(string name, bool needed = false)
    {
        if (Find(name) is not { } value)
        {
            Missing(name, needed);
            return null;
        }
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.ValueKind == JsonValueKind.True ? 1 : 0;
        if (value.ValueKind != JsonValueKind.Number)
            Wrong(value.ValueKind == JsonValueKind.String && String(value) is "NaN" or "Infinity" or "-Infinity" ? "not-a-number" : "wrong-kind", name, $"is {Words(value)}, not a number.");
        else if (value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        else
            Wrong("not-a-number", name, $"{Short(value.GetRawText())} is beyond every number that can be kept.");
        return null;
    }

    public T? OneOf<T>(string name, bool needed = false) where T : struct, Enum
    {
        if (Text(name, 60, needed) is not { } text)
            return null;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) && char.IsAsciiLetter(text[0]))
            return known;
        Wrong("unknown-word", name, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
        return null;
    }

    /// <summary>An instant: ISO 8601 with its offset, or milliseconds since 1970; the time of receipt where it is absent.</summary>
    public DateTimeOffset Instant(string name, DateTimeOffset otherwise)
    {
        if (Find(name) is not { } value)
            return otherwise;
        if (value.ValueKind == JsonValueKind.Number)
            return Epoch(name, value) ?? otherwise;
        if (value.ValueKind != JsonValueKind.String || String(value) is not { } text)
            Wrong("wrong-kind", name, $"is {Words(value)}, not an instant.");
        else if (!value.TryGetDateTimeOffset(out var at))
            Wrong("bad-time", name, $"'{Short(text)}' is no instant; write 2026-06-18T09:00:00+08:00, or milliseconds since 1970 as a number.");
        else if (!HasOffset(text))
            Wrong("no-offset", name, $"'{Short(text)}' does not say in which zone; add its offset, as in {Short(text)}+08:00, or Z.");
        else
            return at;
        return otherwise;
    }

    /// <summary>A place, in WGS84; null where both coordinates are absent.</summary>
    public Position? Place(Datum otherwise, bool needed)
    {
        var datum = OneOf<Datum>("datum") ?? otherwise;
        var (latitude, longitude) = (Number("latitude", needed), Number("longitude", needed));
        if (Fault is not null || (latitude is null && longitude is null))
            return null;
        if (latitude is null || longitude is null)
            Missing(latitude is null ? "latitude" : "longitude", needed: true);
        else if (Position.TryCreate(latitude, longitude, out var place, out var fault))
            return datum.ToWgs84(place);
        else
            Wrong("bad-position", fault is PositionFault.LongitudeOutOfRange ? "longitude" : "latitude", Words(fault.Value, latitude.Value, longitude.Value));
        return null;
    }

    private DateTimeOffset? Epoch(string name, JsonElement value)
    {
        if (value.TryGetInt64(out var milliseconds) && milliseconds >= EarliestEpoch && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        Wrong("bad-time", name, $"{Short(value.GetRawText())} is no instant after 2000 in whole milliseconds since 1970.");
        return null;
    }

    private JsonElement? Find(string name) =>
        Fault is null && item.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private string? Missing(string name, bool needed)
    {
        if (needed && Fault is null)
            Wrong("missing-field", name, "is needed.");
        return null;
    }

    private static bool HasOffset(string text) => text[^1] is 'Z' or 'z' || (text.Contains('T', StringComparison.Ordinal) && text.Length > 6 && text[^6] is '+' or '-');

    // A text with half of a surrogate pair, escaped, is valid JSON and no text.
    private static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD"; // half a surrogate pair in a name, which is none of ours
        }
    }

    private static string Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"the text '{Short(String(value) ?? "\uFFFD")}'",
        JsonValueKind.Number => $"the number {Short(value.GetRawText())}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => "nothing",
    };

    private static string Words(PositionFault fault, double latitude, double longitude) => fault switch
    {
        PositionFault.NotSet => "0, 0 is what a form or a tracker without a fix sends, not a place.",
        PositionFault.Projected => $"{latitude}, {longitude} are metres or feet of a projection, not degrees.",
        PositionFault.Swapped => $"{latitude}, {longitude} are in the wrong order: latitude lies within -90 and 90.",
        PositionFault.LatitudeOutOfRange => $"{latitude} is not within -90 and 90 degrees.",
        PositionFault.LongitudeOutOfRange => $"{longitude} is not within -180 and 180 degrees.",
        _ => "is not a number.",
    };

    private static string Short(string text) => TextField.Check("", text, 60) is null ? text : text.Length > 60 && TextField.Check("", text[..60], 60) is null ? text[..60] + "…" : "…";
}
