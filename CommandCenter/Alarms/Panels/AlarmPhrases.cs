using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Alarms.Rules;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Alarms.Panels;

/// <summary>
/// What screens say of alarms, in the reader's language: what is wrong, where, and who has it. Made of facts, never of a person's words, so that a wall may say all of it.
/// </summary>
public sealed class AlarmPhrases(
    IStringLocalizer<AlarmsText> text, IStringLocalizer<AccessText> access, DeviceIndex devices, AlarmRuleIndex rules, AreaIndex areas, City city, TimeProvider clock)
{
    private static CultureInfo Reader => CultureInfo.CurrentUICulture;

    private static bool InChinese => Reader.TwoLetterISOLanguageName == "zh";

    /// <summary>A text of the room by its key.</summary>
    public string this[string key, params object[] values] => text[key, values];

    /// <summary>The word for a value of one of the room's enumerations.</summary>
    public string Of<T>(T value) where T : struct, Enum => text[$"{typeof(T).Name}.{value}"];

    /// <summary>What is wrong, in one line: <c>可燃气体 42% LEL</c>, <c>柳河水位 18.42 m，超警戒</c>.</summary>
    public string What(AlarmView alarm)
    {
        var title = Title(alarm);
        var value = Value(alarm);
        var words = value is null ? title : text["TitleAndValue", title, value].Value;
        return Threshold(alarm) is { } level ? text["WhatAndLevel", words, text[$"Above.{level}"].Value] : words;
    }

    /// <summary>What is wrong, without the value: the rule's name, or an outside system's own words.</summary>
    public string Title(AlarmView alarm) => InChinese ? alarm.Title : alarm.TitleEn ?? alarm.Title;

    /// <summary>The value with its unit; null where the alarm is about a state.</summary>
    public string? Value(AlarmView alarm) =>
        alarm is { Value: { } value, Quantity: { } quantity } && QuantityOf(alarm.KindCode, quantity) is { Unit.Length: > 0 } known ? ValueOf(value, known) : null;

    /// <summary>A value of a quantity with its unit: <c>18.42 m</c>, <c>42%</c>.</summary>
    public static string ValueOf(double value, Quantity quantity) =>
        Formats.Number(value, quantity.Decimals) + (quantity.Unit.StartsWith('%') ? "" : " ") + quantity.Unit;

    /// <summary>What a kind of device measures; null where neither is known.</summary>
    public Quantity? QuantityOf(string? kindCode, string? quantity) =>
        kindCode is null ? null : devices.KindByCode(kindCode)?.Quantities.Find(q => q.Code == quantity);

    /// <summary>Area, and place or device: <c>澜南区 · 花园里社区 7 栋</c>.</summary>
    public string Where(AlarmView alarm) => string.Join(text["Dot"],
        new[] { Area(alarm.AreaId), alarm.PlaceText ?? alarm.DeviceName }.OfType<string>().Distinct().DefaultIfEmpty(text["NoPlace"]));

    /// <summary>State, and who has acknowledged it.</summary>
    public string Who(AlarmView alarm) => alarm.Hiding != AlarmHiding.None ? Of(alarm.Hiding)
        : alarm is { State: AlarmState.ActiveAcknowledged, AcknowledgedBy: { } by } ? text["AcknowledgedBy", by]
        : Of(alarm.State);

    /// <summary>The smallest area that has a name people use: a grid's code says little, so its community or street is named instead.</summary>
    public string? Area(Guid? id) => id is { } known && areas.Find(known) is { } area
        ? (area.Level == AreaLevel.Grid && areas.Ancestors(known) is [.., var above] ? above : area).NameFor(Reader) : null;

    /// <summary>The kind of the alarm's device.</summary>
    public string? Kind(string? code) => code is not null && devices.KindByCode(code) is { } kind ? InChinese ? kind.Name : kind.NameEn : null;

    /// <summary>The icon of the alarm's device; a bell where there is none.</summary>
    public string Icon(AlarmView alarm) => alarm.KindCode is { } code && devices.KindByCode(code) is { } kind ? kind.Icon : "bell";

    /// <summary>An instant in the city's zone, with the date on another day.</summary>
    public string Instant(DateTimeOffset at) => Formats.Instant(at, clock.GetUtcNow(), city.Zone);

    /// <summary>Why the table refuses a verb.</summary>
    public string Why(AlarmRefusal refusal, AlarmView alarm) => refusal.Reason switch
    {
        AlarmRefusalReason.WrongRole => text["Why.WrongRole", string.Join(text["And"], new[] { Role.DutyOfficer, Role.Supervisor }.Select(r => access[$"Role.{r}"].Value))],
        AlarmRefusalReason.AlreadyAcknowledged when alarm is { AcknowledgedBy: { } by, AcknowledgedAt: { } at } => text["Why.AlreadyAcknowledged", by, Instant(at)],
        AlarmRefusalReason.Critical => text["Why.Critical"],
        _ => text["Why.WrongState", Of(refusal.Verb), alarm.FalseCause is not null ? text["MarkedFalse"] : alarm.Hiding == AlarmHiding.None ? Of(alarm.State) : Of(alarm.Hiding)],
    };

    /// <summary>What a door's refusal means for whoever sits at the screen; in the door's own words where the room has none for it.</summary>
    public string Of(Refusal refusal) => Found(refusal is { Code: "invalid", Field: { } field } ? $"Invalid.{field}" : $"Refused.{refusal.Code}") ?? refusal.Message;

    /// <summary>An event's name as a verb, for the alarm's journal.</summary>
    public string Event(string name) => Found($"Event.{name}") ?? name;

    // Where the level is one of the device's own thresholds, its name says more than the number.
    private ThresholdLevel? Threshold(AlarmView alarm) =>
        alarm.IsActive && rules.Find(alarm.RuleId) is { Levels: var levels } && alarm.Level >= 1 && alarm.Level <= levels.Count ? levels[alarm.Level - 1].Threshold : null;

    private string? Found(string key) => text[key] is { ResourceNotFound: false, Value: var found } ? found : null;
}
