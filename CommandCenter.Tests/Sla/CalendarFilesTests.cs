using System.Text.Json;
using CommandCenter.Sla;
using static CommandCenter.Tests.Sla.Calendars;

namespace CommandCenter.Tests.Sla;

public class CalendarFilesTests
{
    private const int ThisYear = 2026;

    private const string Office = """
        {
          "timeZone": "Asia/Shanghai",
          "workingHours": { "monday-thursday": ["08:30", "12:00", "13:30", "17:30"], "friday": [["08:30", "12:00"]], "sunday": ["22:00", "24:00"] },
          "holidays": ["2026-10-01", { "date": "2026-10-02", "name": "国庆节" }],
          "adjustedWorkdays": ["2026-10-10", { "date": "2026-09-20", "name": "补班", "hours": ["09:00", "11:00"] }]
        }
        """;

    [Fact]
    public void Our_own_file_gives_zone_hours_holidays_and_adjusted_workdays()
    {
        var calendar = CalendarFiles.Read(Office, ThisYear).ToCalendar("office");

        Assert.Equal("08:30-12:00 13:30-17:30", Hours(calendar, "2026-10-08"));
        Assert.Equal("08:30-12:00", Hours(calendar, "2026-10-09"));
        Assert.Equal("08:30-12:00 13:30-17:30", Hours(calendar, "2026-10-10"));
        Assert.Equal("22:00-24:00", Hours(calendar, "2026-10-11"));
        Assert.Equal("", Hours(calendar, "2026-10-02"));
        Assert.Equal("09:00-11:00", Hours(calendar, "2026-09-20"));
        Assert.Equal("Asia/Shanghai", calendar.Zone.Id);
    }

    [Fact]
    public void Calendar_and_limits_survive_being_stored_as_JSON()
    {
        var calendar = CalendarFiles.Read(Office, ThisYear);
        var limit = Limit.WorkingTime(TimeSpan.FromMinutes(90));

        Assert.Equivalent(calendar, JsonSerializer.Deserialize<CalendarImport>(JsonSerializer.Serialize(calendar)), strict: true);
        Assert.Equal(limit, JsonSerializer.Deserialize<Limit>(JsonSerializer.Serialize(limit)));
    }

    [Fact]
    public void Holiday_list_gives_days_off_and_adjusted_workdays()
    {
        var file = CalendarFiles.Read(HolidayCn(2026, ("国庆节", "2026-10-01", true), ("国庆节", "2026-10-10", false)), ThisYear);

        Assert.Equal([new Holiday(new DateOnly(2026, 10, 1), "国庆节")], file.Holidays);
        Assert.Equal(new DateOnly(2026, 10, 10), Assert.Single(file.AdjustedWorkdays).On);
        Assert.Null(file.WeeklyHours);
    }

    [Fact]
    public void ICalendar_gives_each_day_of_an_all_day_event()
    {
        var file = CalendarFiles.Read(
            ICalendar(("春节假期", "20260215", "20260218"), ("上班(补春节假期)", "20260214", "20260215"), ("国庆节 休", "20261001", "20261002"), ("国庆节(班)", "20261010", null)), ThisYear);

        Assert.Equal(["2026-02-15", "2026-02-16", "2026-02-17", "2026-10-01"], file.Holidays.Select(h => Text(h.On)));
        Assert.Equal(["2026-02-14", "2026-10-10"], file.AdjustedWorkdays.Select(d => Text(d.On)));
        Assert.Equal([2026], file.Years);
    }

    [Fact]
    public void Yearly_event_is_written_out_and_a_meeting_is_left_out_with_a_remark()
    {
        var text = ICalendar(("Labour Day", "20000501", "20000502\nRRULE:FREQ=YEARLY")).Replace(
            "END:VCALENDAR", "BEGIN:VEVENT\nUID:m\nSUMMARY:Meeting\nDTSTART:20260102T090000Z\nDTEND:20260102T100000Z\nEND:VEVENT\nEND:VCALENDAR", StringComparison.Ordinal);

        var file = CalendarFiles.Read(text, ThisYear);

        Assert.Equal(Enumerable.Range(2016, 16), file.Years);
        Assert.All(file.Holidays, h => Assert.Equal((5, 1), (h.On.Month, h.On.Day)));
        Assert.Contains("Meeting", Assert.Single(file.Remarks));
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("<html>502 Bad Gateway</html>", "line 1")]
    [InlineData("{\n\"year\": 2026,\n\"days\": [,]}", "line 3")]
    [InlineData("{}", "the file")]
    [InlineData("""{"year":2026,"days":[{"name":"x","date":"2026-02-30","isOffDay":true}]}""", "days[0].date")]
    [InlineData("""{"year":2026,"days":[{"name":"x","date":"2026-02-20","isOffDay":"yes"}]}""", "days[0].isOffDay")]
    [InlineData("""{"year":2026,"days":[{"name":"x","date":"2026-02-20"}]}""", "days[0].isOffDay")]
    [InlineData("""{"year":2026,"days":[{"name":"x","date":"2019-02-20","isOffDay":true}]}""", "days[0].date")]
    [InlineData("""{"year":2026,"days":["2026-02-20"]}""", "days[0]")]
    [InlineData("""{"year":"2026","days":[]}""", "year")]
    [InlineData("""{"year":2026,"days":[{"name":"x","date":"2026-02-20","isOffDay":true},{"name":"x","date":"2026-02-20","isOffDay":false}]}""", "2026-02-20")]
    [InlineData("""{"holydays":["2026-02-20"]}""", "holydays")]
    [InlineData("""{"holidays":["20.02.2026"]}""", "holidays[0]")]
    [InlineData("""{"timeZone":"Boston","holidays":[]}""", "timeZone")]
    [InlineData("""{"workingHours":{"monday-fryday":["08:00","12:00"]}}""", "workingHours.monday-fryday")]
    [InlineData("""{"workingHours":{"monday-friday":["08:00","12:00"],"tuesday":["08:00","12:00"]}}""", "workingHours.tuesday")]
    [InlineData("""{"workingHours":{"monday":["08:00"]}}""", "workingHours.monday")]
    [InlineData("""{"workingHours":{"monday":["08:00","25:00"]}}""", "workingHours.monday[1]")]
    [InlineData("""{"workingHours":{"monday":["08:00","12:00","11:00","13:00"]}}""", "workingHours.monday")]
    [InlineData("""{"workingHours":{"monday":[]}}""", "workingHours")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR", "the file")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\n", "line 2")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nnonsense\nEND:VEVENT\nEND:VCALENDAR", "line 3")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nUID:u7\nEND:VEVENT\nEND:VCALENDAR", "event \"x\" (u7)")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART;VALUE=DATE:20261301\nEND:VEVENT\nEND:VCALENDAR", "line 4")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:soon\nEND:VEVENT\nEND:VCALENDAR", "line 4")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260110\nDTEND:20260109\nEND:VEVENT\nEND:VCALENDAR", "event u")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260101\nRRULE:FREQ=SOMETIMES\nEND:VEVENT\nEND:VCALENDAR", "the file")]
    public void Garbage_is_refused_with_its_place(string text, string place)
    {
        var problem = Assert.Throws<CalendarFileProblem>(() => CalendarFiles.Read(text, ThisYear));

        Assert.Equal(place, problem.Place);
        Assert.NotEmpty(problem.Reason);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Holiday_list_replaces_the_days_of_its_year_and_leaves_hours_zone_and_other_years_alone()
    {
        var before = CalendarFiles.Read(Office.Replace("\"2026-10-01\"", "\"2025-10-01\"", StringComparison.Ordinal), ThisYear);

        var after = before.MergedWith(CalendarFiles.Read(HolidayCn(2026, ("国庆节", "2026-10-05", true)), ThisYear));

        Assert.Equal(["2025-10-01", "2026-10-05"], after.Holidays.Select(h => Text(h.On)));
        Assert.Empty(after.AdjustedWorkdays);
        Assert.Equal(before.WeeklyHours, after.WeeklyHours);
    }

    [Fact]
    public void Days_in_December_that_belong_to_next_year_survive_in_whichever_order_the_files_come()
    {
        var older = CalendarFiles.Read(HolidayCn(2018, ("国庆节", "2018-10-01", true)), ThisYear);
        var newer = CalendarFiles.Read(HolidayCn(2019, ("元旦", "2018-12-29", false), ("元旦", "2018-12-31", true), ("元旦", "2019-01-01", true)), ThisYear);
        var empty = CalendarFiles.Read(Office, ThisYear);

        foreach (var merged in new[] { empty.MergedWith(older).MergedWith(newer), empty.MergedWith(newer).MergedWith(older) })
        {
            Assert.Equal(["2018-10-01", "2018-12-31", "2019-01-01"], merged.Holidays.Where(h => h.On.Year < 2026).Select(h => Text(h.On)));
            Assert.Contains(merged.AdjustedWorkdays, d => d.On == new DateOnly(2018, 12, 29));
        }
    }

    [Fact]
    public void Every_holiday_file_of_the_real_data_is_read_and_both_formats_agree()
    {
        var folder = Path.Combine(RealData.Require(), "holiday_cn");
        var calendar = CalendarFiles.Read(Office, ThisYear);
        foreach (var file in Directory.GetFiles(folder, "20*.json").Order()) calendar = calendar.MergedWith(CalendarFiles.Read(File.ReadAllText(file), ThisYear));
        var feed = CalendarFiles.Read(File.ReadAllText(Path.Combine(folder, "holiday-cn.ics")), ThisYear);

        Assert.Equal(Enumerable.Range(2015, 12), calendar.Years);
        Assert.Equal(feed.Holidays.Select(h => h.On), calendar.Holidays.Select(h => h.On).Where(d => feed.Years.Contains(d.Year)));
        Assert.Equal(feed.AdjustedWorkdays.Select(d => d.On), calendar.AdjustedWorkdays.Select(d => d.On).Where(d => feed.Years.Contains(d.Year)));
        Assert.False(calendar.ToCalendar("China").IsOpen(China("2020-01-27 10:00")));
    }

    private static string HolidayCn(int year, params (string Name, string Date, bool Off)[] days) =>
        $$"""{ "year": {{year}}, "papers": [], "days": [ {{string.Join(",", days.Select(d => $$"""{"name":"{{d.Name}}","date":"{{d.Date}}","isOffDay":{{(d.Off ? "true" : "false")}}}"""))}} ] }""";

    private static string ICalendar(params (string Summary, string From, string? To)[] events) =>
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + string.Concat(events.Select(e =>
            $"BEGIN:VEVENT\nUID:{e.From}\nSUMMARY:{e.Summary}\nDTSTART;VALUE=DATE:{e.From}\n{(e.To is null ? "" : $"DTEND;VALUE=DATE:{e.To}\n")}END:VEVENT\n")) + "END:VCALENDAR\n";

    private static string Hours(WorkCalendar calendar, string date) => string.Join(" ", calendar.HoursOn(DateOnly.ParseExact(date, "yyyy-MM-dd")));

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", null);
}
