using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Areas;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.People;

public sealed class ShiftTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeZoneInfo Boston = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly DayOfWeek[] Daily = Enum.GetValues<DayOfWeek>();
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Theory]
    [InlineData("2026-03-02T08:00", "Day", "2026-03-02")]
    [InlineData("2026-03-02T19:59", "Day", "2026-03-02")]
    [InlineData("2026-03-02T20:00", "Night", "2026-03-02")]
    [InlineData("2026-03-03T00:30", "Night", "2026-03-02")]
    [InlineData("2026-03-03T07:59", "Night", "2026-03-02")]
    public void A_night_shift_belongs_to_the_date_on_which_it_starts(string local, string shift, string on)
    {
        var span = ShiftDesk.OnDuty([Make("Day", 8, 20, Daily), Make("Night", 20, 8, Daily)], At(local, Shanghai), Shanghai);

        Assert.Equal((shift, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture)), (span?.Shift.Name, span?.On));
    }

    [Fact]
    public void A_shift_is_on_duty_only_on_its_days()
    {
        Shift[] roster = [Make("Office", 9, 17, Weekdays), Make("Watch", 22, 6, [DayOfWeek.Friday])];

        Assert.Null(ShiftDesk.OnDuty(roster, At("2026-03-07T10:00", Shanghai), Shanghai));
        Assert.Equal("Watch", ShiftDesk.OnDuty(roster, At("2026-03-07T05:00", Shanghai), Shanghai)?.Shift.Name);
        Assert.Null(ShiftDesk.OnDuty(roster, At("2026-03-06T05:00", Shanghai), Shanghai));
    }

    [Fact]
    public void Of_two_shifts_that_overlap_the_later_has_taken_over()
    {
        Shift[] roster = [Make("Late", 13, 22, Daily), Make("Early", 6, 14, Daily)];

        Assert.Equal("Late", ShiftDesk.OnDuty(roster, At("2026-03-02T13:30", Shanghai), Shanghai)?.Shift.Name);
    }

    [Theory]
    [InlineData("2026-03-07", 12)]
    [InlineData("2026-03-08", 12)]
    [InlineData("2026-10-31", 13)]
    public void A_shift_keeps_its_local_hours_when_the_clock_is_changed(string on, int hours)
    {
        var date = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture);
        var span = Make("Night", 20, 8, Daily).SpanOn(date, Boston);

        Assert.Equal(date == new DateOnly(2026, 3, 7) ? 11 : hours, (span.EndsAt - span.StartsAt).TotalHours);
    }

    [Fact]
    public void A_start_that_the_clock_jumps_over_is_the_jump()
    {
        var span = Shift.Create(Guid.NewGuid(), "Odd", new TimeOnly(2, 30), new TimeOnly(10, 0), Daily).SpanOn(new DateOnly(2026, 3, 8), Boston);

        Assert.Equal(new DateTimeOffset(2026, 3, 8, 7, 0, 0, TimeSpan.Zero), span.StartsAt);
    }

    [Fact]
    public void A_start_that_comes_twice_is_the_first()
    {
        var span = Shift.Create(Guid.NewGuid(), "Odd", new TimeOnly(1, 30), new TimeOnly(10, 0), Daily).SpanOn(new DateOnly(2026, 11, 1), Boston);

        Assert.Equal(new DateTimeOffset(2026, 11, 1, 5, 30, 0, TimeSpan.Zero), span.StartsAt);
    }

    [Fact]
    public void A_shift_from_an_hour_to_the_same_hour_lasts_the_day_round()
    {
        var round = Make("Watch", 8, 8, Daily);

        Assert.Equal(new DateOnly(2026, 3, 2), ShiftDesk.OnDuty([round], At("2026-03-03T07:59", Shanghai), Shanghai)?.On);
        Assert.Equal(new DateOnly(2026, 3, 3), ShiftDesk.OnDuty([round], At("2026-03-03T08:00", Shanghai), Shanghai)?.On);
    }

    [Fact]
    public async Task A_shift_change_is_written_once_for_each_shift_and_date()
    {
        await using var city = await TemporaryCity.Create();
        var desk = city.Get<ShiftDesk>();
        await desk.Add("白班", new TimeOnly(8, 0), new TimeOnly(20, 0), Daily, Caller.System, Cancel);
        await desk.Add("夜班", new TimeOnly(20, 0), new TimeOnly(8, 0), Daily, Caller.System, Cancel);

        var first = await desk.RecordChange(At("2026-03-02T08:00", Shanghai), Shanghai, Cancel);
        var again = await desk.RecordChange(At("2026-03-02T09:00", Shanghai), Shanghai, Cancel);
        var night = await desk.RecordChange(At("2026-03-02T20:00", Shanghai), Shanghai, Cancel);
        var tomorrow = await desk.RecordChange(At("2026-03-03T08:00", Shanghai), Shanghai, Cancel);

        Assert.Equal(("白班", "夜班", new DateOnly(2026, 3, 2)), (first?.Shift, first?.Before, first?.On));
        Assert.Null(again);
        Assert.Equal(("夜班", "白班"), (night?.Shift, night?.Before));
        Assert.Equal(new DateOnly(2026, 3, 3), tomorrow?.On);
        Assert.Equal(3, (await city.Events()).Count(e => e == nameof(ShiftChanged)));
        await using var db = await city.Open();
        Assert.Equal(3, await db.Set<ShiftHandover>().CountAsync(Cancel));
    }

    [Fact]
    public async Task Many_nodes_that_fire_at_once_write_one_handover()
    {
        await using var city = await TemporaryCity.Create();
        var desk = city.Get<ShiftDesk>();
        await desk.Add("白班", new TimeOnly(8, 0), new TimeOnly(20, 0), Daily, Caller.System, Cancel);

        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.RecordChange(At("2026-03-02T08:00", Shanghai), Shanghai, Cancel), Cancel)));

        Assert.Single(written, h => h is not null);
        Assert.Single(await city.Events(), e => e == nameof(ShiftChanged));
    }

    [Fact]
    public async Task The_journal_refuses_the_same_change_twice_even_without_the_handover_row()
    {
        await using var city = await TemporaryCity.Create();
        var desk = city.Get<ShiftDesk>();
        await desk.Add("白班", new TimeOnly(8, 0), new TimeOnly(20, 0), Daily, Caller.System, Cancel);
        await desk.RecordChange(At("2026-03-02T08:00", Shanghai), Shanghai, Cancel);
        await using var db = await city.Open();
        await db.Set<ShiftHandover>().ExecuteDeleteAsync(Cancel);

        await Assert.ThrowsAsync<DbUpdateException>(() => desk.RecordChange(At("2026-03-02T08:05", Shanghai), Shanghai, Cancel));
    }

    [Fact]
    public async Task Nobody_on_duty_writes_nothing()
    {
        await using var city = await TemporaryCity.Create();

        Assert.Null(await city.Get<ShiftDesk>().RecordChange(At("2026-03-02T08:00", Shanghai), Shanghai, Cancel));
        Assert.Empty(await city.Events());
    }

    [Fact]
    public async Task A_removed_shift_is_off_the_roster_and_its_handovers_stay()
    {
        await using var city = await TemporaryCity.Create();
        var desk = city.Get<ShiftDesk>();
        var shift = await desk.Add("白班", new TimeOnly(8, 0), new TimeOnly(20, 0), Weekdays, Caller.System, Cancel);
        Assert.Equal(Weekdays, Assert.Single(await desk.List(Cancel)).Days);
        await desk.RecordChange(At("2026-03-02T08:00", Shanghai), Shanghai, Cancel);

        await desk.Remove(shift.Id, Caller.System, Cancel);

        Assert.Null(await desk.Current(At("2026-03-02T08:00", Shanghai), Shanghai, Cancel));
        await using var db = await city.Open();
        Assert.Equal("白班", (await db.Set<ShiftHandover>().SingleAsync(Cancel)).Shift);
        Assert.Equal(404, (await Assert.ThrowsAsync<Refusal>(() => desk.Remove(shift.Id, Caller.System, Cancel))).Status);
    }

    [Fact]
    public void A_shift_needs_a_name_and_a_day()
    {
        Assert.Equal("name", Assert.Throws<Refusal>(() => Make(" ", 8, 9, Daily)).Field);
        Assert.Equal("days", Assert.Throws<Refusal>(() => Make("x", 8, 9, [])).Field);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Shift Make(string name, int from, int to, DayOfWeek[] days) => Shift.Create(Guid.NewGuid(), name, new TimeOnly(from, 0), new TimeOnly(to, 0), days);

    private static DateTimeOffset At(string local, TimeZoneInfo zone)
    {
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, zone.GetUtcOffset(time));
    }
}
