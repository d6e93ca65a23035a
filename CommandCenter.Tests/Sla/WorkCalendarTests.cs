using CommandCenter.Sla;
using static CommandCenter.Tests.Sla.Calendars;

namespace CommandCenter.Tests.Sla;

public class WorkCalendarTests
{
    private static readonly WorkCalendar s_office = Weekdays(
        Shanghai, NineToFive, [new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 2), new DateOnly(2026, 10, 5)], new DateOnly(2026, 10, 10));

    [Fact]
    public void Calendar_that_never_closes_loses_no_minute()
    {
        var always = WorkCalendar.AllDay(Boston);
        var (start, year) = (Us("2026-01-01 00:00"), TimeSpan.FromDays(365));

        Assert.Equal(year, always.WorkingTime(start, start + year));
        Assert.Equal(start + year, always.AddWorkingTime(start, year));
        Assert.Equal(start + year, always.Due(start, Limit.WorkingTime(year), []));
        for (var minute = start; minute < start.AddDays(3); minute = minute.AddMinutes(1)) Assert.Equal(minute, always.NextOpening(minute));
    }

    [Fact]
    public void Hours_that_touch_have_no_seam()
    {
        var two = Weekdays(Shanghai, [WorkInterval.Between(0, 0, 12, 0), WorkInterval.Between(12, 0, 24, 0)]);

        Assert.Equal(TimeSpan.FromDays(5), two.WorkingTime(China("2026-11-02 00:00"), China("2026-11-09 00:00")));
        Assert.Equal(China("2026-11-04 12:00"), two.AddWorkingTime(China("2026-11-02 12:00"), TimeSpan.FromDays(2)));
    }

    [Theory]
    [InlineData("2026-09-29 18:00", "2026-09-30 09:00")]
    [InlineData("2026-09-30 17:00", "2026-10-06 09:00")]
    [InlineData("2026-10-01 12:00", "2026-10-06 09:00")]
    [InlineData("2026-10-03 03:00", "2026-10-06 09:00")]
    [InlineData("2026-09-30 16:59", "2026-09-30 16:59")]
    public void Ticket_opened_out_of_hours_or_on_a_holiday_starts_at_the_next_opening(string opened, string opening)
    {
        Assert.Equal(China(opening), s_office.NextOpening(China(opened)));
        Assert.Equal(China(opening), s_office.Due(China(opened), Limit.WorkingTime(TimeSpan.Zero), []));
        Assert.Equal(China(opening).AddMinutes(1), s_office.Due(China(opened), Limit.WorkingTime(TimeSpan.FromMinutes(1)), []));
    }

    [Fact]
    public void Working_days_end_at_the_same_time_of_day()
    {
        Assert.Equal(China("2026-10-06 11:20"), s_office.AddWorkingDays(China("2026-09-30 11:20"), 1));
        Assert.Equal(China("2026-10-08 09:00"), s_office.AddWorkingDays(China("2026-10-03 22:00"), 2));
    }

    [Fact]
    public void Adjusted_Saturday_is_worked_with_the_hours_of_an_ordinary_day()
    {
        Assert.True(s_office.IsOpen(China("2026-10-10 10:00")));
        Assert.False(s_office.IsOpen(China("2026-10-10 17:00")));
        Assert.Equal(China("2026-10-10 10:00"), s_office.AddWorkingDays(China("2026-10-09 10:00"), 1));
        Assert.Equal(China("2026-10-10 11:00"), s_office.AddWorkingTime(China("2026-10-09 11:00"), TimeSpan.FromHours(8)));
        Assert.Equal(China("2026-10-12 10:00"), s_office.AddWorkingDays(China("2026-10-10 10:00"), 1));
    }

    [Fact]
    public void Lunch_breaks_do_not_count()
    {
        var office = Weekdays(Shanghai, WithLunch);

        Assert.Equal(China("2026-11-03 14:00"), office.AddWorkingTime(China("2026-11-03 11:30"), TimeSpan.FromHours(1)));
        Assert.Equal(China("2026-11-03 13:30"), office.NextOpening(China("2026-11-03 12:00")));
        Assert.Equal(TimeSpan.FromHours(7.5), office.WorkingTime(China("2026-11-03 00:00"), China("2026-11-04 00:00")));
        Assert.Equal(China("2026-11-03 12:00"), office.AddWorkingTime(China("2026-11-03 08:30"), TimeSpan.FromHours(3.5)));
    }

    [Fact]
    public void Night_of_the_spring_change_is_an_hour_short_and_that_of_autumn_an_hour_long()
    {
        var always = WorkCalendar.AllDay(Boston);
        var nights = new WorkCalendar(
            "nights", Boston, new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> { [DayOfWeek.Sunday] = [WorkInterval.Between(1, 0, 4, 0)] });

        Assert.Equal(TimeSpan.FromHours(2), nights.WorkingTime(Us("2026-03-08 00:00"), Us("2026-03-08 12:00")));
        Assert.Equal(TimeSpan.FromHours(4), nights.WorkingTime(Us("2026-11-01 00:00"), Us("2026-11-01 12:00")));
        Assert.Equal(TimeSpan.FromHours(23), always.WorkingTime(Us("2026-03-08 00:00"), Us("2026-03-09 00:00")));
        Assert.Equal(TimeSpan.FromHours(25), always.WorkingTime(Us("2026-11-01 00:00"), Us("2026-11-02 00:00")));
    }

    [Fact]
    public void Time_that_spring_leaves_out_becomes_the_end_of_the_gap()
    {
        Assert.Equal(Us("2026-03-08 03:00"), WorkCalendar.AllDay(Boston).AddCalendarDays(Us("2026-03-07 02:30"), 1));
        Assert.Equal(Us("2026-03-08 03:00"), WorkCalendar.AllDay(Boston).AddWorkingDays(Us("2026-03-07 02:30"), 1));
    }

    [Fact]
    public void Time_that_autumn_repeats_is_its_first_showing()
    {
        var first = new DateTimeOffset(2026, 11, 1, 1, 30, 0, TimeSpan.FromHours(-4));

        Assert.Equal(first, WorkCalendar.AllDay(Boston).AddCalendarDays(Us("2026-10-31 01:30"), 1));
        Assert.Equal(first, WorkCalendar.AllDay(Boston).AddWorkingDays(Us("2026-10-31 01:30"), 1));
    }

    [Fact]
    public void Calendar_days_keep_the_time_of_day_over_a_change_and_elapsed_time_does_not()
    {
        var always = WorkCalendar.AllDay(Boston);

        Assert.Equal(Us("2026-03-09 10:00"), always.Due(Us("2026-03-07 10:00"), Limit.CalendarDays(2), []));
        Assert.Equal(Us("2026-03-09 11:00"), always.Due(Us("2026-03-07 10:00"), Limit.Elapsed(TimeSpan.FromHours(48)), []));
    }

    [Fact]
    public void Calendar_that_never_opens_is_an_error_and_not_an_endless_search()
    {
        var never = new WorkCalendar("Closed office", Shanghai, new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>());
        var year = Enumerable.Range(0, 1100).Select(day => new DateOnly(2026, 1, 1).AddDays(day));
        var closing = Weekdays(Shanghai, NineToFive, year);

        var error = Assert.Throws<NoWorkingTime>(() => never.NextOpening(China("2026-05-05 12:00")));
        Assert.Equal("Calendar Closed office has no working time in the 731 days after 2026-05-05.", error.Message);
        Assert.Throws<NoWorkingTime>(() => never.Due(China("2026-05-05 12:00"), Limit.WorkingDays(1), []));
        Assert.Throws<NoWorkingTime>(() => closing.AddWorkingDays(China("2025-12-31 12:00"), 1));
        Assert.Throws<NoWorkingTime>(() => closing.AddWorkingTime(China("2025-12-31 12:00"), TimeSpan.FromHours(6)));
        Assert.Equal(China("2025-12-31 17:00"), closing.AddWorkingTime(China("2025-12-31 12:00"), TimeSpan.FromHours(5)));
        Assert.Equal(TimeSpan.Zero, never.WorkingTime(China("2020-01-01 00:00"), China("2026-01-01 00:00")));
    }

    [Fact]
    public void Parts_that_contradict_each_other_are_refused()
    {
        var day = new DateOnly(2026, 10, 10);

        Assert.Contains("2026-10-10", Assert.Throws<ArgumentException>(() => Weekdays(Shanghai, NineToFive, [day], day)).Message);
        Assert.Contains("overlaps", Assert.Throws<ArgumentException>(() => Weekdays(Shanghai, [.. WithLunch, .. NineToFive])).Message);
        Assert.Throws<ArgumentException>(() => Weekdays(Shanghai, [WorkInterval.Between(17, 0, 9, 0)]));
        Assert.Throws<ArgumentException>(() => new WorkCalendar(
            "empty", Shanghai, new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>(), [], new Dictionary<DateOnly, IReadOnlyList<WorkInterval>> { [day] = [] }));
    }
}
