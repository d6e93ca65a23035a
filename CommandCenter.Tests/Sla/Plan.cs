using CommandCenter.Sla;

namespace CommandCenter.Tests.Sla;

/// <summary>A calendar as plain data (minutes of the day), from which both the calendar under test and the oracle are made.</summary>
public sealed record Plan(
    TimeZoneInfo Zone, Dictionary<DayOfWeek, (int From, int To)[]> Week, HashSet<DateOnly> Holidays, Dictionary<DateOnly, (int From, int To)[]> Adjusted)
{
    private static readonly string[] s_zones =
    [
        "America/New_York", "Europe/Berlin", "Asia/Shanghai", "Australia/Lord_Howe", "America/St_Johns", "America/Havana", "Asia/Kathmandu",
        "America/Sao_Paulo", "Pacific/Auckland", "Africa/Casablanca",
    ];

    private static readonly (int From, int To)[][] s_days =
    [
        [(9 * 60, 17 * 60)], [(510, 720), (780, 1020)], [(480, 690), (720, 960), (1000, 1200)], [(0, 1440)], [(0, 360), (1320, 1440)],
        [(60, 210)], [(0, 720), (720, 1440)], [(1380, 1440)], [(90, 100), (150, 155), (1439, 1440)],
    ];

    /// <summary>A random calendar, whose special days lie in the hundred days after <paramref name="start"/>.</summary>
    public static Plan Random(Random random, out DateTimeOffset start)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(s_zones[random.Next(s_zones.Length)]);
        start = new DateTimeOffset(random.Next(2005, 2026), 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(365 * 1440));
        if (random.Next(10) < 7) start = JustBeforeAChange(zone, start, random);
        var ordinary = Day(random);
        var week = new Dictionary<DayOfWeek, (int, int)[]> { [(DayOfWeek)random.Next(7)] = ordinary };
        foreach (var day in Enum.GetValues<DayOfWeek>())
            if (random.Next(10) < 7)
                week[day] = random.Next(4) == 0 ? Day(random) : ordinary;
        var first = DateOnly.FromDateTime(start.DateTime);
        HashSet<DateOnly> holidays = [.. Enumerable.Range(0, random.Next(8)).Select(_ => first.AddDays(random.Next(60)))];
        var adjusted = new Dictionary<DateOnly, (int, int)[]>();
        for (var i = random.Next(6); i > 0; i--)
        {
            var day = first.AddDays(random.Next(60));
            if (!holidays.Contains(day)) adjusted[day] = random.Next(2) == 0 ? [] : Day(random);
        }
        return new Plan(zone, week, holidays, adjusted);
    }

    /// <summary>The calendar under test.</summary>
    public WorkCalendar ToCalendar() => new(
        "random", Zone, Week.ToDictionary(d => d.Key, d => Hours(d.Value)), Holidays, Adjusted.ToDictionary(d => d.Key, d => Hours(d.Value)));

    public override string ToString() =>
        $"{Zone.Id}; {string.Join(" ", Week.Select(d => $"{d.Key} {string.Join(",", d.Value)}"))}; holidays {string.Join(" ", Holidays)}; "
        + $"adjusted {string.Join(" ", Adjusted.Select(d => $"{d.Key} {string.Join(",", d.Value)}"))}";

    private static IReadOnlyList<WorkInterval> Hours((int From, int To)[] day) =>
        [.. day.Select(h => new WorkInterval(TimeSpan.FromMinutes(h.From), TimeSpan.FromMinutes(h.To)))];

    private static (int, int)[] Day(Random random)
    {
        if (random.Next(3) > 0) return s_days[random.Next(s_days.Length)];
        var times = Enumerable.Range(0, 4).Select(_ => random.Next(1441)).Distinct().Order().ToArray();
        return [.. times.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1]))];
    }

    private static DateTimeOffset JustBeforeAChange(TimeZoneInfo zone, DateTimeOffset from, Random random)
    {
        for (var day = 0; day < 400; day++)
            if (zone.GetUtcOffset(from.AddDays(day)) != zone.GetUtcOffset(from.AddDays(day + 1)))
                return from.AddDays(day - random.Next(12)).AddMinutes(-random.Next(1440));
        return from;
    }
}
