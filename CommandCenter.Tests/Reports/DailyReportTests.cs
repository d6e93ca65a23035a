using CommandCenter.Platform.Data;
using CommandCenter.Reports.Figures;
using CommandCenter.Reports.Runs;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Reports;

public class DailyReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The small city's calendar: Friday 19 June 2026 is a holiday, Saturday 27 June is worked.
    [Theory]
    [InlineData("2026-06-18T07:59:59", "2026-06-17")]
    [InlineData("2026-06-18T08:00:00", "2026-06-18")]
    [InlineData("2026-06-19T12:00:00", "2026-06-18")]
    [InlineData("2026-06-20T12:00:00", "2026-06-18")]
    [InlineData("2026-06-22T07:00:00", "2026-06-18")]
    [InlineData("2026-06-22T08:00:00", "2026-06-22")]
    [InlineData("2026-06-27T07:59:00", "2026-06-26")]
    [InlineData("2026-06-27T08:00:00", "2026-06-27")]
    [InlineData("2026-06-28T08:00:00", "2026-06-27")]
    public async Task It_is_due_on_working_days_on_adjusted_saturdays_and_not_on_holidays(string local, string due)
    {
        var (server, _) = await ReportCity.Start(tickets: false);
        await using var __ = server;
        var now = new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), server.Get<DailyReport>().DueOn(now));
    }

    [Theory, AllDatabases]
    public async Task It_is_made_once_however_often_and_on_however_many_nodes_it_is_asked(DatabaseProvider provider)
    {
        var (server, _) = await ReportCity.Start(provider);
        await using var __ = server;
        await using var second = await TestServer.Start(server.Database, new ServerOptions { Clock = new FakeTimeProvider(ReportCity.Now) }, secondNode: true);
        var now = ReportCity.Now;

        var made = await Task.WhenAll(server.Get<DailyReport>().MakeIfDue(now, Cancel), second.Get<DailyReport>().MakeIfDue(now, Cancel));
        var again = await server.Get<DailyReport>().MakeIfDue(now.AddMinutes(1), Cancel);

        var run = Assert.Single(made.OfType<ReportRun>());
        Assert.Null(again);
        await using var db = server.Db();
        Assert.Equal(1, await db.Set<ReportRun>().CountAsync(Cancel));
        Assert.Equal((new DateOnly(2026, 6, 18), new DateOnly(2026, 6, 17), new DateOnly(2026, 6, 17)), (run.On, run.From, run.To));
        var stored = await db.Set<ReportRun>().AsNoTracking().SingleAsync(Cancel);
        Assert.Equal(run.Content, stored.Content);
        Assert.Equal(run.Received, (await server.Get<SlaReader>().Read(CommandCenter.Access.Caller.System, server.Get<SlaRequests>().Read(new SlaQuery { From = "2026-06-17", To = "2026-06-17" }), Cancel)).Total.Received);
    }

    [Fact]
    public async Task Over_a_weekend_and_a_holiday_the_next_report_covers_every_day_in_between()
    {
        var (server, _) = await ReportCity.Start();
        await using var __ = server;
        var report = server.Get<DailyReport>();
        Assert.NotNull(await report.MakeIfDue(At(18, 8), Cancel)); // Thursday
        Assert.Null(await report.MakeIfDue(At(19, 8), Cancel));
        Assert.Null(await report.MakeIfDue(At(20, 8), Cancel));
        Assert.Null(await report.MakeIfDue(At(22, 7), Cancel));

        var monday = await report.MakeIfDue(At(22, 8), Cancel);

        Assert.Equal((new DateOnly(2026, 6, 22), new DateOnly(2026, 6, 18), new DateOnly(2026, 6, 21)), (monday!.On, monday.From, monday.To));
    }

    [Fact]
    public async Task What_was_missed_during_a_stop_comes_as_one_report_and_not_as_a_burst()
    {
        var (server, _) = await ReportCity.Start();
        await using var __ = server;
        Assert.NotNull(await server.Get<DailyReport>().MakeIfDue(At(18, 8), Cancel));

        // Down from Thursday noon to Saturday 27, which is worked; a new process knows nothing of before but the rows.
        await using var restarted = await TestServer.Start(server.Database, new ServerOptions { Clock = new FakeTimeProvider(At(27, 9)) }, secondNode: true);
        Assert.NotNull(await restarted.Get<DailyReport>().MakeIfDue(At(27, 9), Cancel));
        for (var minute = 1; minute < 5; minute++)
            Assert.Null(await restarted.Get<DailyReport>().MakeIfDue(At(27, 9).AddMinutes(minute), Cancel));

        await using var db = server.Database.CreateDbContext();
        var run = Assert.Single(await db.Set<ReportRun>().AsNoTracking().Where(r => r.On > new DateOnly(2026, 6, 18)).ToListAsync(Cancel));
        Assert.Equal((new DateOnly(2026, 6, 27), new DateOnly(2026, 6, 18), new DateOnly(2026, 6, 26)), (run.On, run.From, run.To));
    }

    [Fact]
    public async Task A_city_without_a_ticket_gets_no_report()
    {
        var (server, _) = await ReportCity.Start(tickets: false);
        await using var __ = server;
        Assert.Null(await server.Get<DailyReport>().MakeIfDue(At(18, 9), Cancel));
    }

    [Fact]
    public async Task A_failed_report_is_tried_again_at_the_next_minute()
    {
        var (server, _) = await ReportCity.Start();
        await using var __ = server;
        var report = server.Get<DailyReport>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => report.MakeIfDue(At(18, 8), new CancellationToken(canceled: true)));

        Assert.NotNull(await report.MakeIfDue(At(18, 8).AddMinutes(1), Cancel));
    }

    [Fact]
    public async Task After_a_very_long_stop_it_covers_a_month_and_no_more()
    {
        var (server, _) = await ReportCity.Start(tickets: false);
        await using var __ = server;
        var covers = server.Get<DailyReport>().Covers(new DateOnly(2026, 6, 18), covered: new DateOnly(2025, 1, 1));
        Assert.Equal((new DateOnly(2026, 5, 18), new DateOnly(2026, 6, 17)), (covers.From, covers.To));
    }

    private static DateTimeOffset At(int day, int hour) => new(2026, 6, day, hour, 0, 0, TimeSpan.FromHours(8));
}
