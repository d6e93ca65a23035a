using System.Globalization;
using System.IO.Compression;
using CommandCenter.Sla;
using CsvHelper;

namespace CommandCenter.Tests.Sla;

/// <summary>The City of Boston's own deadlines of 2015, worked out again from its calendar and policies.</summary>
public class BostonDeadlinesTests
{
    private sealed record Row(string Type, DateTime OpenedOn, DateTime TargetOn, Limit Limit, DateTimeOffset Due, DateTimeOffset Target)
    {
        // The city counts calendar days across the change to summer time, so these may be an hour off.
        public bool Hit => (Due - Target).Duration() <= TimeSpan.FromMinutes(Limit.Unit == LimitUnit.WorkingDays ? 10 : 62);
    }

    [Fact]
    public void Deadlines_are_those_of_the_city()
    {
        var folder = Path.Combine(RealData.Require(), "boston311");
        var calendar = CalendarFiles.Read(File.ReadAllText(Path.Combine(folder, "calendar.json")), 2026).ToCalendar("Boston");
        using var policyText = new StreamReader(Path.Combine(folder, "sla_policies.csv"));
        var policies = PolicyFile.Read(policyText);
        Assert.Empty(policies.Problems);
        Assert.Equal(122, policies.Rows.Count + policies.WithoutLimit.Count);
        var (rows, targets) = Rows(folder, calendar, policies.Rows.ToDictionary(p => p.Category, p => p.Resolution));

        Assert.Equal(94_154, targets);
        Assert.Equal(4_961, rows.Count(r => r.Type == "Building Inspection Request"));
        Assert.All(rows.Where(r => r.Type == "Building Inspection Request"), r => Assert.True(r.Hit));
        // For six rows the city's target lies on a Saturday, one working day after a Thursday by the count of working days between the two but at no
        // instant that counting forward could reach. They stand in the source's tally of 90,381 and are not deadlines of this calendar.
        var between = rows.Where(r => !r.Hit && r.Limit.Unit == LimitUnit.WorkingDays && IsAsManyWorkingDaysAway(calendar, r)).ToList();
        Assert.Equal(6, between.Count);
        Assert.All(between, r => Assert.Equal((DayOfWeek.Thursday, DayOfWeek.Saturday), (r.OpenedOn.DayOfWeek, r.TargetOn.DayOfWeek)));
        Assert.Equal(90_381 - between.Count, rows.Count(r => r.Hit));
    }

    private static (List<Row> Rows, int Targets) Rows(string folder, WorkCalendar calendar, Dictionary<string, Limit> limits)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(folder, "boston311_2015.csv.gz")), CompressionMode.Decompress);
        using var csv = CsvReader.Create(file, new CsvReaderOptions { Separator = ',' });
        var (rows, targets) = (new List<Row>(), 0);
        while (csv.Read())
        {
            if (csv.GetString("TARGET_DT") is not { Length: > 0 } target) continue;
            targets++;
            if (!limits.TryGetValue(csv.GetString("TYPE"), out var limit)) continue;
            var (opened, targetOn) = (Wall(csv.GetString("OPEN_DT")), Wall(target));
            var due = calendar.Due(Instant(calendar.Zone, opened), limit, []);
            rows.Add(new Row(csv.GetString("TYPE"), opened, targetOn, limit, due!.Value, Instant(calendar.Zone, targetOn)));
        }
        return (rows, targets);
    }

    private static bool IsAsManyWorkingDaysAway(WorkCalendar calendar, Row row)
    {
        var days = 0;
        var start = calendar.DateAt(calendar.NextOpening(Instant(calendar.Zone, row.OpenedOn)));
        for (var day = start.AddDays(1); day <= DateOnly.FromDateTime(row.TargetOn); day = day.AddDays(1))
            if (calendar.IsWorkingDay(day))
                days++;
        var apart = TimeZoneInfo.ConvertTime(row.Due, calendar.Zone).TimeOfDay - row.TargetOn.TimeOfDay;
        return days == row.Limit.Amount && apart.Duration() <= TimeSpan.FromMinutes(10);
    }

    private static DateTime Wall(string text) => DateTime.ParseExact(text, "MM/dd/yyyy hh:mm:ss tt", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(TimeZoneInfo zone, DateTime wall) =>
        new(wall, zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall));
}
