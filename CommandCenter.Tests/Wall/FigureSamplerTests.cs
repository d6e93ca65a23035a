using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

public sealed class FigureSamplerTests
{
    private readonly FakeTimeProvider clock = new(Now);
    private long sequence;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task At_start_the_last_day_the_usual_and_the_rate_come_from_the_database(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await Save(database,
            Row(Now.AddDays(-29), TicketState.Closed, ended: Now.AddDays(-10), due: Now.AddDays(-9)),                 // in time
            Row(Now.AddDays(-29), TicketState.Closed, ended: Now.AddDays(-10), due: Now.AddDays(-11)),                // late
            Row(Now.AddDays(-50), TicketState.Closed, ended: Now.AddDays(-31), due: Now.AddDays(-20)),                // before the 30 days
            Row(Now.AddDays(-29), TicketState.Closed, ended: Now.AddDays(-10)),                                       // no limit
            Row(Now.AddDays(-7).AddHours(-1), TicketState.Closed, ended: Now.AddDays(-7).AddMinutes(-1), due: Now),   // opened and closed last week by this hour; in time
            Row(Now.AddDays(-7).AddHours(-2), TicketState.Closed, ended: Now.AddDays(-7).AddMinutes(1), due: Now),    // closed after this hour; in time
            Row(Now.AddDays(-14).AddHours(-1), TicketState.Signed, due: Now.AddHours(-12)),                           // breached twelve hours ago
            Row(Now.AddHours(-6), TicketState.New, due: Now.AddHours(1)));
        var sampler = Sampler(database);

        await sampler.Sweep(Cancel);

        var trend = sampler.Trend;
        Assert.Equal(new FigureRate(3, 4), trend.OnTime);
        Assert.Equal((1, 0), (trend.UsualOpened, trend.UsualClosed)); // (2 + 1 + 0 + 0) / 4 and 1 / 4
        Assert.Equal((97, Now.AddDays(-1), Now), (trend.Samples.Count, trend.Samples[0].At, trend.Samples[^1].At));
        Assert.Equal(new FigureSample(Now.AddDays(-1), 1, 0, 0, 0, 0, 0), trend.Yesterday(Now));
        Assert.Equal(new FigureSample(Now, 2, 0, 1, 1, 1, 0), trend.Samples[^1]);
        Assert.Equal(0, trend.Samples[47].Breached);
        Assert.Equal(1, trend.Samples[49].Breached);
    }

    [Fact]
    public async Task A_fresh_city_has_no_usual_and_nothing_to_divide()
    {
        await using var database = await TestDatabases.Open();
        var sampler = Sampler(database);
        await sampler.Sweep(Cancel);

        Assert.Equal(((int?)null, (int?)null, 0), (sampler.Trend.UsualOpened, sampler.Trend.UsualClosed, sampler.Trend.OnTime!.Whole));
        Assert.Null(sampler.Trend.OnTime.Share);
    }

    [Fact]
    public async Task Samples_are_taken_of_the_live_set_and_only_a_day_of_them_is_kept()
    {
        await using var database = await TestDatabases.Open();
        var live = new TicketsLive(database, Shanghai, clock);
        var sampler = new FigureSampler(database, live, Shanghai, clock, NullLogger<FigureSampler>.Instance);
        await sampler.Sweep(Cancel);
        live.Put(Ticket());

        clock.Advance(FigureSampler.Step - TimeSpan.FromSeconds(1));
        await sampler.Sweep(Cancel);
        Assert.Equal(0, sampler.Trend.Samples[^1].Open);

        clock.Advance(TimeSpan.FromSeconds(1));
        await sampler.Sweep(Cancel);
        Assert.Equal((1, clock.GetUtcNow()), (sampler.Trend.Samples[^1].Open, sampler.Trend.Samples[^1].At));
        Assert.All(sampler.Trend.Samples, s => Assert.True(clock.GetUtcNow() - s.At <= TimeSpan.FromDays(1) + FigureSampler.Step));
        Assert.InRange(sampler.Trend.Samples.Count, 97, 98);
    }

    private FigureSampler Sampler(TestDatabase database) => new(database, new TicketsLive(database, Shanghai, clock), Shanghai, clock, NullLogger<FigureSampler>.Instance);

    private Ticket Row(DateTimeOffset opened, TicketState state, DateTimeOffset? ended = null, DateTimeOffset? due = null)
    {
        var number = ++sequence;
        var ticket = new Ticket { Id = Guid.CreateVersion7(opened), Sequence = number, Number = $"T{number}", Source = "phone", Title = "t", OpenedAt = opened }
            .Restore(new TicketPast { State = state, CompletedAt = ended, ClosedAt = ended });
        if (due is { } limit)
            ticket.SetClock(TicketClock.Resolution, new ClockReading(opened, null, limit, ended is null ? ClockState.Running : ended <= limit ? ClockState.Met : ClockState.Breached));
        return ticket;
    }

    private static async Task Save(TestDatabase database, params Ticket[] tickets)
    {
        await using var db = database.CreateDbContext();
        db.AddRange(tickets);
        await db.SaveChangesAsync(Cancel);
    }
}
