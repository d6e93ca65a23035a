using CommandCenter.People;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Http;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.People;

public sealed class ShiftTests
{
    [Theory]
    [InlineData("2026-03-07", 11)]
    [InlineData("2026-03-08", 12)]
    [InlineData("2026-10-31", 13)]
    public void A_shift_keeps_its_local_hours_when_the_clock_is_changed(string on, int hours)
    {
        var span = Make(Shift("Night", 20, 8)).SpanOn(On(on), Boston);

        Assert.Equal(hours, (span.EndsAt - span.StartsAt).TotalHours);
        Assert.Equal(20, TimeZoneInfo.ConvertTime(span.StartsAt, Boston).Hour);
        Assert.Equal(8, TimeZoneInfo.ConvertTime(span.EndsAt, Boston).Hour);
    }

    [Fact]
    public void A_start_that_the_clock_jumps_over_is_the_jump()
    {
        var span = Make(new ShiftDetails(null, "Odd", new TimeOnly(2, 30), new TimeOnly(10, 0), Daily)).SpanOn(On("2026-03-08"), Boston);

        Assert.Equal(new DateTimeOffset(2026, 3, 8, 7, 0, 0, TimeSpan.Zero), span.StartsAt);
    }

    [Fact]
    public void A_start_that_comes_twice_is_the_first()
    {
        var span = Make(new ShiftDetails(null, "Odd", new TimeOnly(1, 30), new TimeOnly(10, 0), Daily)).SpanOn(On("2026-11-01"), Boston);

        Assert.Equal(new DateTimeOffset(2026, 11, 1, 5, 30, 0, TimeSpan.Zero), span.StartsAt);
    }

    [Theory]
    [InlineData(HolidayRule.Same, "2026-06-19", true)] // a Friday that is a holiday
    [InlineData(HolidayRule.Off, "2026-06-19", false)]
    [InlineData(HolidayRule.On, "2026-06-19", true)]
    [InlineData(HolidayRule.Same, "2026-06-27", false)] // a Saturday that is worked
    [InlineData(HolidayRule.Off, "2026-06-27", true)]
    [InlineData(HolidayRule.On, "2026-06-27", true)]
    [InlineData(HolidayRule.Off, "2026-06-20", false)] // an ordinary Saturday
    [InlineData(HolidayRule.On, "2026-06-20", false)]
    [InlineData(HolidayRule.Off, "2026-06-18", true)] // an ordinary Thursday
    public void A_weekday_shift_and_the_calendar(HolidayRule rule, string on, bool starts) =>
        Assert.Equal(starts, Make(Shift("Office", 9, 17, Weekdays, rule)).StartsOn(On(on), DragonBoat.Of(On(on))));

    [Fact]
    public void A_shift_of_weekends_and_holidays_is_the_other_half_of_the_office_hours()
    {
        var office = Make(Shift("Office", 9, 17, Weekdays, HolidayRule.Off));
        var watch = Make(Shift("Watch", 9, 17, [DayOfWeek.Saturday, DayOfWeek.Sunday], HolidayRule.On));

        for (var date = On("2026-06-01"); date <= On("2026-06-30"); date = date.AddDays(1))
            Assert.NotEqual(office.StartsOn(date, DragonBoat.Of(date)), watch.StartsOn(date, DragonBoat.Of(date)));
    }

    [Fact]
    public void A_shift_needs_a_name_and_a_day_unless_it_is_for_holidays()
    {
        Assert.Equal("name", Assert.Throws<Refusal>(() => Make(Shift(" ", 8, 9))).Field);
        Assert.Equal("days", Assert.Throws<Refusal>(() => Make(Shift("x", 8, 9, []))).Field);
        Assert.Empty(Make(Shift("x", 8, 9, [], HolidayRule.On)).Days);
    }

    private static CityDays DragonBoat { get; } = new(date => date == On("2026-06-19") ? CityDay.Holiday : date == On("2026-06-27") ? CityDay.Workday : CityDay.Ordinary);

    private static Shift Make(ShiftDetails details) => CommandCenter.People.Rosters.Shift.Create(Guid.NewGuid(), Guid.NewGuid(), details);
}
