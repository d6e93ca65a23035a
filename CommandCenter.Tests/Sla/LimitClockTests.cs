using CommandCenter.Sla;
using static CommandCenter.Tests.Sla.Calendars;

namespace CommandCenter.Tests.Sla;

public class LimitClockTests
{
    private static readonly WorkCalendar s_office = Weekdays(Shanghai, NineToFive, [new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 2)]);
    private static readonly Limit s_twoHours = Limit.WorkingTime(TimeSpan.FromHours(2));

    [Theory]
    [InlineData("2026-09-28 16:00", "2026-09-28 16:30", "2026-09-29 09:30", "2026-09-29 11:00")]
    [InlineData("2026-09-25 16:00", "2026-09-25 16:30", "2026-09-28 09:30", "2026-09-28 11:00")]
    [InlineData("2026-09-30 16:00", "2026-09-30 16:30", "2026-10-05 09:30", "2026-10-05 11:00")]
    [InlineData("2026-09-30 16:00", "2026-09-30 20:00", "2026-10-04 12:00", "2026-10-05 10:00")]
    public void Pause_across_midnight_weekend_or_holiday_counts_its_working_time_only(string opened, string from, string to, string due) =>
        Assert.Equal(China(due), s_office.Due(China(opened), s_twoHours, [Pause(China(from), China(to))]));

    [Fact]
    public void Several_pauses_add_up_and_overlapping_ones_count_once()
    {
        Pause[] pauses =
        [
            Pause(China("2026-09-29 09:00"), China("2026-09-29 12:00")),
            Pause(China("2026-09-28 10:00"), China("2026-09-28 11:00")),
            Pause(China("2026-09-28 10:30"), China("2026-09-28 11:30")),
            Pause(China("2026-09-28 16:00"), China("2026-09-28 23:00")),
        ];

        Assert.Equal(China("2026-09-29 12:30"), s_office.Due(China("2026-09-28 09:00"), Limit.WorkingTime(TimeSpan.FromHours(6)), pauses));
    }

    [Fact]
    public void Working_days_are_put_off_by_the_working_time_paused() => Assert.Equal(
        China("2026-09-30 11:00"),
        s_office.Due(China("2026-09-28 10:00"), Limit.WorkingDays(1), [Pause(China("2026-09-28 12:00"), China("2026-09-29 13:00"))]));

    [Theory]
    [InlineData(LimitUnit.CalendarDays, 2)]
    [InlineData(LimitUnit.Elapsed, 48 * 60)]
    public void Calendar_days_and_elapsed_time_are_put_off_by_all_time_paused(LimitUnit unit, int amount) => Assert.Equal(
        China("2026-10-04 08:00"),
        s_office.Due(China("2026-09-30 20:00"), new Limit(unit, amount), [Pause(China("2026-10-01 00:00"), China("2026-10-02 12:00"))]));

    [Theory]
    [InlineData(LimitUnit.WorkingDays, 3)]
    [InlineData(LimitUnit.WorkingTime, 300)]
    [InlineData(LimitUnit.CalendarDays, 3)]
    [InlineData(LimitUnit.Elapsed, 300)]
    public void Suspended_ticket_has_no_due_and_cannot_turn_at_risk(LimitUnit unit, int amount)
    {
        Pause[] open = [Pause(China("2026-09-28 10:00"), null)];

        Assert.Null(s_office.Due(China("2026-09-28 09:00"), new Limit(unit, amount), open));
        Assert.Null(s_office.AtRiskAt(China("2026-09-28 09:00"), new Limit(unit, amount), open, 0.8));
    }

    [Fact]
    public void Breach_never_falls_into_a_pause()
    {
        // Opened on Sunday, so due on Tuesday at opening; nothing is left to work when it is suspended in the night before.
        var (opened, limit) = (China("2026-09-27 12:00"), Limit.WorkingDays(1));

        Assert.Equal(China("2026-09-29 09:00"), s_office.Due(opened, limit, []));
        Assert.Equal(China("2026-09-29 11:00"), s_office.Due(opened, limit, [Pause(China("2026-09-28 22:00"), China("2026-09-29 11:00"))]));
        Assert.Equal(China("2026-09-30 09:00"), s_office.Due(opened, limit, [Pause(China("2026-09-28 22:00"), China("2026-09-29 20:00"))]));
        Assert.Equal(China("2026-09-30 09:00"), s_office.Due(opened, limit, [Pause(China("2026-09-28 22:00"), China("2026-09-29 17:00"))]));
    }

    [Fact]
    public void Pause_after_the_due_time_undoes_no_breach()
    {
        var due = China("2026-09-28 11:00");

        Assert.Equal(due, s_office.Due(China("2026-09-28 09:00"), s_twoHours, [Pause(due, null)]));
        Assert.Equal(due, s_office.Due(China("2026-09-28 09:00"), s_twoHours, [Pause(due.AddHours(1), due.AddHours(2))]));
    }

    [Theory]
    [InlineData(LimitUnit.WorkingDays, 1)]
    [InlineData(LimitUnit.WorkingTime, 1)]
    [InlineData(LimitUnit.CalendarDays, 1)]
    [InlineData(LimitUnit.Elapsed, 1)]
    public void Ticket_just_opened_is_neither_at_risk_nor_breached(LimitUnit unit, int amount)
    {
        foreach (var opened in new[] { China("2026-09-28 09:00"), China("2026-09-28 16:59"), China("2026-09-28 17:00"), China("2026-10-01 03:00") })
        {
            Assert.True(s_office.Due(opened, new Limit(unit, amount), []) > opened);
            Assert.True(s_office.AtRiskAt(opened, new Limit(unit, amount), [], 0.8) > opened);
        }
    }

    [Fact]
    public void Limit_of_nothing_is_due_at_the_next_working_opening_and_not_at_creation()
    {
        var (night, opening) = (China("2026-09-30 17:00"), China("2026-10-05 09:00"));

        foreach (var limit in new[] { Limit.WorkingDays(0), Limit.WorkingTime(TimeSpan.Zero) })
        {
            Assert.Equal(opening, s_office.Due(night, limit, []));
            Assert.Equal(opening, s_office.AtRiskAt(night, limit, [], 0.8));
        }
        Assert.Equal(night, s_office.Due(night, Limit.CalendarDays(0), []));
    }

    [Fact]
    public void Share_of_a_working_limit_is_measured_in_working_time()
    {
        // Friday 09:00 to Monday 09:00 is one working day of eight hours: four fifths of it are over on Friday at 15:24.
        Assert.Equal(China("2026-09-25 15:24"), s_office.AtRiskAt(China("2026-09-25 09:00"), Limit.WorkingDays(1), [], 0.8));
        Assert.Equal(China("2026-09-25 15:24"), s_office.AtRiskAt(China("2026-09-25 09:00"), China("2026-09-28 09:00"), 0.8, LimitUnit.WorkingDays));
        Assert.Equal(China("2026-09-27 18:36"), s_office.AtRiskAt(China("2026-09-25 09:00"), China("2026-09-28 09:00"), 0.8, LimitUnit.CalendarDays));
        Assert.Equal(China("2026-09-28 09:00"), s_office.AtRiskAt(China("2026-09-25 09:00"), Limit.WorkingDays(1), [], 1));
    }

    [Fact]
    public void Pause_puts_off_the_moment_of_risk_too() => Assert.Equal(
        China("2026-09-28 09:24"),
        s_office.AtRiskAt(China("2026-09-25 09:00"), Limit.WorkingDays(1), [Pause(China("2026-09-25 10:00"), China("2026-09-25 12:00"))], 0.8));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Share_outside_the_whole_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => s_office.AtRiskAt(China("2026-09-25 09:00"), s_twoHours, [], share));

    [Fact]
    public void Limit_is_never_negative_nor_longer_than_a_century()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Limit.WorkingDays(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Limit.CalendarDays(Limit.MostDays + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Limit.Elapsed(TimeSpan.FromDays(Limit.MostDays + 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Limit.WorkingTime(TimeSpan.FromSeconds(90)));
        Assert.Equal("working_time 90m", Limit.WorkingTime(TimeSpan.FromMinutes(90)).ToString());
    }
}
