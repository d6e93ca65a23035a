using System.Globalization;
using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Wall;

/// <summary>
/// The words that everybody in the room may read. Of a ticket: what it is about by its category, where by area and building; a title or description is the requester's own
/// words and may name anybody, so a wall never shows one. Of an alarm: what and where, to the building, and its state without a name.
/// </summary>
public sealed class WallWords(CategoryIndex categories, AreaIndex areas, DepartmentIndex departments, AlarmWords alarms, IStringLocalizer<WallText> text)
{
    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>What it is about.</summary>
    public string What(TicketView ticket) => ticket.Confidential ? text["Confidential"]
        : categories.Find(ticket.CategoryId) is { } category ? Name(category.Name, category.NameEn) : text["Uncategorised"];

    /// <summary>Area and building; of a confidential ticket only the area.</summary>
    public string Where(TicketView ticket) =>
        PlaceLine.Of(Area(ticket), ticket.Confidential ? null : WallPlace.ToBuilding(ticket.PlaceText)) ?? text["NoPlace"];

    /// <summary>Who has it; before it is dispatched, where it is.</summary>
    public string Who(TicketView ticket) =>
        (ticket.DepartmentId is { } id && departments.Find(id) is { } department ? Name(department.Name, department.NameEn) : Area(ticket)) ?? text["NoPlace"];

    /// <summary>The name of the ticket's area; null outside every area.</summary>
    public string? Area(TicketView ticket) => ticket.AreaId is { } id && areas.Find(id) is { } area ? Name(area.Name, area.NameEn) : null;

    /// <summary>What is wrong.</summary>
    public string What(AlarmView alarm) => alarms.What(alarm);

    /// <summary>Area and building.</summary>
    public string Where(AlarmView alarm) =>
        PlaceLine.Of(alarms.Area(alarm.AreaId), WallPlace.ToBuilding(alarm.PlaceText) ?? WallPlace.ToBuilding(alarm.DeviceName)) ?? text["NoPlace"];

    /// <summary>The alarm's state; who has it stays on the desk.</summary>
    public string State(AlarmView alarm) => alarms.Of(alarm.State);

    /// <summary>The face of the clock that counts now.</summary>
    public static ClockFace Face(ClockState clock) => clock switch
    {
        ClockState.AtRisk => ClockFace.Risk,
        ClockState.Breached => ClockFace.Breached,
        ClockState.Met => ClockFace.Met,
        ClockState.Paused => ClockFace.Paused,
        _ => ClockFace.Ok,
    };

    /// <summary>A thing's name in the reader's language.</summary>
    internal static string Name(string name, string? english) => Chinese ? name : english ?? name;
}
