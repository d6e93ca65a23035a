using System.Globalization;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Alarms.Panels;

/// <summary>
/// What screens say of alarms, in the reader's language: what is wrong, where, who has it; states, verbs, refusals, and the lines of the journal.
/// One word for one thing on every screen of every room.
/// </summary>
public sealed class AlarmWords(IStringLocalizer<AlarmsText> text, DeviceIndex devices, DepartmentIndex departments, AreaIndex areas, City city, TimeProvider clock)
{
    private static CultureInfo Reader => CultureInfo.CurrentUICulture;

    private static bool InChinese => Reader.TwoLetterISOLanguageName == "zh";

    /// <summary>A text of the room by its key.</summary>
    public string this[string key, params object[] values] => text[key, values];

    /// <summary>The word for a value of one of the room's enumerations.</summary>
    public string Of<T>(T value) where T : struct, Enum => text[$"{typeof(T).Name}.{value}"];

    /// <summary>What is wrong, in one line: <c>可燃气体 42% LEL</c>, <c>柳河水位 18.42 m，超警戒</c>, <c>烟感报警，厨房间</c>.</summary>
    public string What(AlarmView alarm)
    {
        if (alarm.RuleId is null)
            return alarm.Title;
        var quantity = QuantityOf(alarm);
        if (quantity is null || quantity.Unit.Length == 0 || alarm.Value is not { } value)
            return text["What.State", Title(alarm), alarm.DeviceName ?? alarm.DeviceCode ?? ""];
        return IsGauge(alarm)
            ? text["What.Gauge", alarm.DeviceName ?? "", NameOf(quantity), quantity.Write(value), text[$"Over.{alarm.Level}"]]
            : text["What.Value", NameOf(quantity), quantity.Write(value)];
    }

    /// <summary>How often, where it was more than once: <c>×3</c>.</summary>
    public static string? Times(AlarmView alarm) => alarm.Count > 1 ? $"×{alarm.Count}" : null;

    /// <summary>Where: area and place.</summary>
    public string Where(AlarmView alarm) => PlaceLine.Of(Area(alarm.AreaId), alarm.PlaceText) ?? text["NoPlace"];

    /// <summary>How it stands and who has it: <c>未确认 · 水务局</c>, <c>王值班 14:31 确认</c>.</summary>
    public string Who(AlarmView alarm) => alarm switch
    {
        { Hiding: not AlarmHiding.None } => Hiding(alarm),
        { State: AlarmState.ActiveAcknowledged, AcknowledgedBy: { } by, AcknowledgedAt: { } at } => text["AcknowledgedBy", ActedName.Parts(by).Person, Instant(at)],
        _ => string.Join(" · ", new[] { Of(alarm.State), Department(alarm.DepartmentId) }.OfType<string>()),
    };

    /// <summary>Why it is hidden, and until when.</summary>
    public string Hiding(AlarmView alarm) => alarm switch
    {
        { Hiding: AlarmHiding.Shelved, ShelvedUntil: { } until } => text["ShelvedUntil", Instant(until), alarm.HidingReason ?? ""],
        { Hiding: not AlarmHiding.None } => text["HiddenBecause", Of(alarm.Hiding), LostGateway.CodeOf(alarm.HidingReason) is { } gateway ? text["GatewayLost", gateway].Value : alarm.HidingReason ?? ""],
        _ => "",
    };

    /// <summary>The rule's name in the reader's language, or an outside system's own words.</summary>
    public string Title(AlarmView alarm) => InChinese ? alarm.Title : alarm.TitleEn ?? alarm.Title;

    /// <summary>The quantity an alarm is about; null where there is none.</summary>
    public Quantity? QuantityOf(AlarmView alarm) => devices.KindByCode(alarm.KindCode)?.Quantities.Find(q => q.Code == alarm.Quantity);

    /// <summary>A quantity's name.</summary>
    public string NameOf(Quantity quantity) => InChinese ? quantity.Name : quantity.NameEn;

    /// <summary>A device kind's name; its code where the kind is gone.</summary>
    public string KindName(string? code) => devices.KindByCode(code) is { } kind ? (InChinese ? kind.Name : kind.NameEn) : code ?? "";

    /// <summary>An area's name; null where there is none.</summary>
    public string? Area(Guid? id) => id is { } known ? areas.Find(known)?.NameFor(Reader) : null;

    /// <summary>A department's name; null where there is none.</summary>
    public string? Department(Guid? id) => id is { } known ? departments.Find(known)?.NameFor(Reader) : null;

    /// <summary>An instant in the city's zone, with the date on another day.</summary>
    public string Instant(DateTimeOffset at) => Formats.Instant(at, clock.GetUtcNow(), city.Zone);

    /// <summary>Why the table refuses a verb.</summary>
    public string Why(AlarmRefusal refusal, AlarmView alarm) => refusal.Reason switch
    {
        AlarmRefusalReason.AlreadyAcknowledged when alarm is { AcknowledgedBy: { } by, AcknowledgedAt: { } at } => text["Refused.already-acknowledged", ActedName.Parts(by).Person, Instant(at)],
        AlarmRefusalReason.WrongState => text["Refused.wrong-state", Of(refusal.Verb), Of(refusal.State)],
        _ => text[$"Refused.{refusal.Reason}"],
    };

    /// <summary>What a door's refusal means for whoever sits at the screen; in the door's own words where the room has none for it.</summary>
    public string Of(Refusal refusal)
    {
        if (refusal.Code == "already-acknowledged" && refusal.Facts.GetValueOrDefault("acknowledgedBy") is string by && refusal.Facts.GetValueOrDefault("acknowledgedAt") is DateTimeOffset at)
            return text["Refused.already-acknowledged", ActedName.Parts(by).Person, Instant(at)];
        var found = text[refusal is { Code: "invalid", Field: { } field } ? $"Invalid.{field}" : refusal.Code == "critical" ? "Refused.Critical" : $"Refusal.{refusal.Code}"];
        return found.ResourceNotFound ? refusal.Message : found;
    }

    /// <summary>One line of an alarm's journal.</summary>
    public string Line(JournalEntry entry)
    {
        using var facts = JsonDocument.Parse(entry.Payload);
        var root = facts.RootElement;
        var words = text[$"Event.{entry.Event}", Priority(root), Text(root, "count"), Hidden(root), Text(root, "ticketNumber"), Text(root, "to"), Text(root, "chain")];
        return words.ResourceNotFound ? text["Event.Other", entry.Event] : words;
    }

    /// <summary>Who caused it: the system, a person, or a person and the system they act through.</summary>
    public string By(JournalEntry entry) => entry.ActorId == Actor.System.Id ? text["System"]
        : ActedName.Parts(entry.ActorName) is (var person, { } through) ? text["ActedThrough", person, through] : entry.ActorName;

    /// <summary>The words that a person or a system gave with it; null for none.</summary>
    public string? Quote(JournalEntry entry)
    {
        using var facts = JsonDocument.Parse(entry.Payload);
        foreach (var name in new[] { "comment", "reason", "cause", "text" })
            if (Text(facts.RootElement, name) is { Length: > 0 } words)
                return words;
        return null;
    }

    private string Priority(JsonElement facts) =>
        facts.TryGetProperty("alarm", out var alarm) && Enum.TryParse<AlarmPriority>(Text(alarm, "priority"), out var priority) ? Of(priority) : "";

    private string Hidden(JsonElement facts) => Enum.TryParse<AlarmHiding>(Text(facts, "hiding"), out var hiding) ? Of(hiding) : "";

    private static string Text(JsonElement facts, string name) => facts.TryGetProperty(name, out var value) ? value.ToString() : "";

    // A gauge is judged by its own thresholds: the name of the threshold says more than its height.
    private static bool IsGauge(AlarmView alarm) => alarm is { KindCode: BuiltInKinds.WaterLevel, Level: >= 1 and <= 3 };
}
