using System.Globalization;
using CommandCenter.Reports.Figures;

namespace CommandCenter.Tests.Reports;

public class PeriodTests
{
    private static readonly DateOnly Today = new(2026, 6, 17); // a Wednesday

    [Theory]
    [InlineData(PeriodKind.Week, "2026-06-17", "2026-06-15..2026-06-17", "2026-06-08..2026-06-10")]
    [InlineData(PeriodKind.Week, "2026-06-10", "2026-06-08..2026-06-14", "2026-06-01..2026-06-07")]
    [InlineData(PeriodKind.Month, "2026-06-17", "2026-06-01..2026-06-17", "2026-05-01..2026-05-17")]
    [InlineData(PeriodKind.Month, "2026-03-05", "2026-03-01..2026-03-31", "2026-02-01..2026-02-28")]
    [InlineData(PeriodKind.Month, "2026-02-05", "2026-02-01..2026-02-28", "2026-01-01..2026-01-28")]
    [InlineData(PeriodKind.Quarter, "2026-06-17", "2026-04-01..2026-06-17", "2026-01-01..2026-03-19")]
    [InlineData(PeriodKind.Quarter, "2015-08-01", "2015-07-01..2015-09-30", "2015-04-01..2015-06-30")]
    public void A_calendar_period_runs_to_today_and_is_compared_with_the_same_days_before(PeriodKind kind, string day, string expected, string before)
    {
        var period = SlaPeriod.Holding(kind, DateOnly.Parse(day, CultureInfo.InvariantCulture), Today);

        Assert.Equal(expected, Text(period));
        Assert.Equal(before, Text(period.Previous()));
    }

    [Fact]
    public void Days_chosen_freely_are_compared_with_as_many_days_directly_before()
    {
        var year = new SlaPeriod(PeriodKind.Custom, new(2015, 1, 1), new(2015, 12, 31));
        Assert.Equal(365, year.Days);
        Assert.Equal("2014-01-01..2014-12-31", Text(year.Previous()));

        var day = new SlaPeriod(PeriodKind.Custom, new(2026, 3, 1), new(2026, 3, 1));
        Assert.Equal("2026-02-28..2026-02-28", Text(day.Previous()));
    }

    [Fact]
    public void Parts_cover_the_whole_period_and_nothing_else()
    {
        var period = new SlaPeriod(PeriodKind.Custom, new(2026, 6, 1), new(2026, 6, 30));
        Assert.Equal((0, 11), (period.Part(period.From, 12), period.Part(period.To, 12)));
        Assert.Null(period.Part(period.From.AddDays(-1), 12));
        Assert.Null(period.Part(period.To.AddDays(1), 12));
    }

    [Fact]
    public void Bars_are_days_then_weeks_then_months_and_lose_no_breach()
    {
        var perDay = Enumerable.Range(0, 800).ToDictionary(i => new DateOnly(2024, 1, 1).AddDays(i), _ => 1);
        foreach (var (days, unit, bars) in new[] { (62, BarUnit.Day, 62), (63, BarUnit.Week, 9), (400, BarUnit.Week, 58), (401, BarUnit.Month, 14) })
        {
            var period = new SlaPeriod(PeriodKind.Custom, new(2025, 1, 1), new DateOnly(2025, 1, 1).AddDays(days - 1));
            var series = BreachSeries.Of(period, perDay, _ => true);
            Assert.Equal((unit, bars), (series.Unit, series.Bars.Count));
            Assert.Equal(days, series.Bars.Sum(b => (b.To.DayNumber - b.From.DayNumber) + 1));
            Assert.Equal(perDay.Count(d => d.Key >= period.From && d.Key <= period.To), series.Bars.Sum(b => b.Count));
        }
    }

    [Fact]
    public void A_bar_is_unusual_only_against_days_of_its_own_kind_before()
    {
        var period = SlaPeriod.Holding(PeriodKind.Month, new DateOnly(2026, 4, 10), Today);
        // March: 10 on working days, none at weekends. April: 12 on a Monday, 3 on a Saturday.
        var perDay = new Dictionary<DateOnly, int> { [new(2026, 4, 13)] = 12, [new(2026, 4, 18)] = 3, [new(2026, 4, 14)] = 10 };
        for (var day = new DateOnly(2026, 3, 1); day < period.From; day = day.AddDays(1))
            perDay[day] = Works(day) ? 10 : day.Day % 2;
        var unusual = BreachSeries.Of(period, perDay, Works).Bars.Where(b => b.Unusual).Select(b => b.From);

        Assert.Equal([new DateOnly(2026, 4, 13), new DateOnly(2026, 4, 18)], unusual);
    }

    [Fact]
    public void Nothing_is_unusual_where_the_period_before_says_nothing()
    {
        Assert.Equal(double.PositiveInfinity, BreachSeries.Usual([9, 9, 9, 9]));
        Assert.Equal(double.PositiveInfinity, BreachSeries.Usual([0, 0, 0, 0, 0, 0]));
        Assert.Equal(4 + (2 * Math.Sqrt(2)), BreachSeries.Usual([2, 3, 4, 5, 6]), 12);
    }

    private static bool Works(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static string Text(SlaPeriod period) => string.Create(CultureInfo.InvariantCulture, $"{period.From:yyyy-MM-dd}..{period.To:yyyy-MM-dd}");
}
