using System.Globalization;
using System.Text.Json;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Devices.Panels;

/// <summary>What screens say of devices, in the reader's language. One word for one thing on every screen of every room.</summary>
public sealed class DeviceWords(IStringLocalizer<DevicesText> text, DeviceIndex index, AreaIndex areas, DepartmentIndex departments, City city, TimeProvider clock)
{
    private static CultureInfo Reader => CultureInfo.CurrentUICulture;

    /// <summary>A text of the room by its key.</summary>
    public string this[string key, params object[] values] => text[key, values];

    /// <summary>The word for a value of one of the room's enumerations.</summary>
    public string Of<T>(T value) where T : struct, Enum => text[$"{typeof(T).Name}.{value}"];

    /// <summary>A refusal in the reader's language; as it was written where this room has no words for it.</summary>
    public string Of(Refusal refusal)
    {
        var words = text[refusal is { Code: "invalid", Field: { } field } ? $"Refusal.invalid.{field}" : $"Refusal.{refusal.Code}"];
        return words.ResourceNotFound ? refusal.Message : words;
    }

    /// <summary>A kind's name; its code where it is not known.</summary>
    public string Kind(string code) => index.KindByCode(code)?.NameFor(Reader) ?? code;

    /// <summary>A quantity's name; its code where it is not known.</summary>
    public string Quantity(string kind, string quantity) => index.KindByCode(kind)?.QuantityOf(quantity)?.NameFor(Reader) ?? quantity;

    /// <summary>A value with its unit; yes or no for a state.</summary>
    public string Value(string kind, LatestValue value) => index.KindByCode(kind)?.QuantityOf(value.Quantity) is not { } quantity ? Formats.Number(value.Value, 2)
        : quantity.Unit.Length == 0 && value.Value is 0 or 1 ? text[value.Value == 1 ? "Yes" : "No"] : quantity.Write(value.Value);

    /// <summary>An area's name with those it lies in; null where there is none.</summary>
    public string? AreaPath(Guid? id) => id is { } known ? areas.PathFor(known, Reader) : null;

    /// <summary>A department's name; null where there is none.</summary>
    public string? Department(Guid? id) => id is { } known ? departments.Find(known)?.NameFor(Reader) : null;

    /// <summary>An instant in the city's zone, with the date on another day.</summary>
    public string Instant(DateTimeOffset at) => Formats.Instant(at, clock.GetUtcNow(), city.Zone);

    /// <summary>An instant in full, for tooltips.</summary>
    public string Full(DateTimeOffset at) => Formats.Full(at, city.Zone);

    /// <summary>
    /// Whether a value is too old to be taken for the present: its device cannot be believed, or it is older than the device may be silent. It is then shown grey, with its time.
    /// </summary>
    public bool IsStale(DeviceView device, DateTimeOffset at) =>
        device.State != DeviceState.Online || (index.KindByCode(device.KindCode)?.SilentAfter is { } patience && clock.GetUtcNow() - at > patience);

    /// <summary>What an entry of a device's journal says, and the words that went with it.</summary>
    public (string Said, string? Quote) Of(JournalEntry entry)
    {
        using var facts = JsonDocument.Parse(entry.Payload);
        var said = entry.Event switch
        {
            nameof(DeviceChanged) => With(entry.Event, Text(facts, "change") is { } change ? string.Join(text["And"], change.Split(", ").Select(c => text[$"Change.{c}"].Value)) : null),
            nameof(DeviceThresholdsSet) => text["Event.DeviceThresholdsSet.With", Number(facts, "watch"), Number(facts, "warning"), Number(facts, "limit"), Instant(facts, "fromAt")],
            nameof(DeviceTakenOutOfService) when Text(facts, "untilAt") is not null => With(entry.Event, Instant(facts, "untilAt")),
            _ => text[$"Event.{entry.Event}"] is { ResourceNotFound: false } words ? words : entry.Event,
        };
        return (said, Text(facts, "reason"));
    }

    private string With(string name, string? fact) => fact is null ? text[$"Event.{name}"] : text[$"Event.{name}.With", fact];

    private string Instant(JsonDocument facts, string name) => Text(facts, name) is { } written && DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, out var at) ? Instant(at) : Formats.None;

    private static string? Text(JsonDocument facts, string name) => facts.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Number(JsonDocument facts, string name) => facts.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Formats.None;
}
