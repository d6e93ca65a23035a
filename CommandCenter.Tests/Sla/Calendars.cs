using CommandCenter.Sla;

namespace CommandCenter.Tests.Sla;

/// <summary>Calendars and instants that tests read like a page of an ordinary diary.</summary>
internal static class Calendars
{
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    public static readonly TimeZoneInfo Boston = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    public static readonly IReadOnlyList<WorkInterval> NineToFive = [WorkInterval.Between(9, 0, 17, 0)];
    public static readonly IReadOnlyList<WorkInterval> WithLunch = [WorkInterval.Between(8, 30, 12, 0), WorkInterval.Between(13, 30, 17, 30)];

    /// <summary>Monday to Friday.</summary>
    public static WorkCalendar Weekdays(
        TimeZoneInfo zone, IReadOnlyList<WorkInterval> hours, IEnumerable<DateOnly>? holidays = null, params DateOnly[] adjusted) =>
        new("weekdays", zone, Enumerable.Range(1, 5).ToDictionary(day => (DayOfWeek)day, _ => hours), holidays, adjusted.ToDictionary(d => d, IReadOnlyList<WorkInterval> (_) => []));

    /// <summary>The instant at which the zone's wall clock shows "yyyy-MM-dd HH:mm"; an offset is needed only where it shows that twice.</summary>
    public static DateTimeOffset At(TimeZoneInfo zone, string wall)
    {
        var local = DateTime.ParseExact(wall, "yyyy-MM-dd HH:mm", null);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    public static DateTimeOffset China(string wall) => At(Shanghai, wall);

    public static DateTimeOffset Us(string wall) => At(Boston, wall);

    public static Pause Pause(DateTimeOffset from, DateTimeOffset? to) => new(from, to);
}
