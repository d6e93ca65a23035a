using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Journeys;

/// <summary>Every deadline fires once in effect, whatever stops between its instant, its claim and its job.</summary>
public class DeadlinesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Stopped_and_started_server_fires_the_late_ones_at_once_and_each_once(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var database = await TestDatabases.Open(provider);
        await using (var server = await TestServer.Start(database, new ServerOptions { Clock = clock }))
        {
            await CitySeed.Into(server.Services, Cancel);
            await Open(server, 5);
            clock.Advance(TimeSpan.FromHours(1));
            await Open(server, 3);
        }
        clock.Advance(TimeSpan.FromHours(7) + TimeSpan.FromMinutes(1)); // eight hours for the first five, not for the last three
        await using (var server = await TestServer.Start(database, new ServerOptions { Clock = clock }))
        {
            await server.Pump();
            Assert.Equal((5, 5, 5), await Breaches(server));
        }
        await using (var server = await TestServer.Start(database, new ServerOptions { Clock = clock }))
        {
            await server.Pump();
            Assert.Equal((5, 5, 5), await Breaches(server));
            await server.Pass(TimeSpan.FromHours(1));
            Assert.Equal((8, 8, 8), await Breaches(server));
            Assert.Equal(8, server.Get<TicketsLive>().Set.Items.Values.Count(t => t.NextClock == ClockState.Breached));
        }
    }

    [Theory, AllDatabases]
    public async Task Crash_between_claim_and_job_loses_no_deadline(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        await CitySeed.Into(server.Services, Cancel);
        await Open(server, 4);
        clock.Advance(TimeSpan.FromHours(9));
        await server.Get<DeadlinePump>().Sweep(Cancel);
        Assert.Equal(8, server.Jobs.Take().Count); // a warning and a due instant each; the crash takes the jobs with it
        await server.Pump();
        Assert.Equal((0, 0, 0), await Breaches(server)); // claimed, so left to the job that may still come
        await server.Pass(DeadlinePump.ClaimDuration);
        Assert.Equal((4, 4, 4), await Breaches(server));
    }

    [Fact]
    public async Task Restarted_server_on_the_embedded_database_does_not_wait_for_the_claims_of_the_dead_one()
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var database = await TestDatabases.Open();
        await using (var server = await TestServer.Start(database, new ServerOptions { Clock = clock }))
        {
            await CitySeed.Into(server.Services, Cancel);
            await Open(server, 2);
            clock.Advance(TimeSpan.FromHours(9));
            await server.Get<DeadlinePump>().Sweep(Cancel);
        }
        await using var again = await TestServer.Start(database, new ServerOptions { Clock = clock });
        await again.Get<DeadlinePump>().StartAsync(Cancel);
        await again.Get<DeadlinePump>().StopAsync(Cancel);
        await again.Pump();
        Assert.Equal((2, 2, 2), await Breaches(again));
    }

    [Theory, AllDatabases]
    public async Task Job_that_runs_twice_even_at_once_has_its_effect_once(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        await CitySeed.Into(server.Services, Cancel);
        await Open(server, 3);
        clock.Advance(TimeSpan.FromHours(9));
        await server.Get<DeadlinePump>().Sweep(Cancel);
        var jobs = server.Jobs.Take();
        await Task.WhenAll(jobs.Concat(jobs).Concat(jobs).Select(async job =>
        {
            await Task.Yield();
            await HandJobs.Run(job, server.Services);
        }));
        await server.Settle();
        Assert.Equal((3, 3, 3), await Breaches(server));
    }

    [Theory, AllDatabases]
    public async Task Two_pumps_at_once_claim_each_deadline_once(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var database = await TestDatabases.Open(provider);
        await using var one = await TestServer.Start(database, new ServerOptions { Clock = clock });
        await CitySeed.Into(one.Services, Cancel);
        await using var other = await TestServer.Start(database, new ServerOptions { Clock = clock }, secondNode: true);
        await Open(one, 30);
        clock.Advance(TimeSpan.FromHours(9));
        await Task.WhenAll(Task.Run(() => one.Get<DeadlinePump>().Sweep(Cancel), Cancel), Task.Run(() => other.Get<DeadlinePump>().Sweep(Cancel), Cancel));
        Assert.Equal(60, one.Jobs.Waiting + other.Jobs.Waiting);
        await one.RunJobs();
        await other.RunJobs();
        await one.Settle();
        Assert.Equal((30, 30, 30), await Breaches(one));
    }

    [Theory, AllDatabases]
    public async Task More_than_two_thousand_due_at_once_all_fire(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        await CitySeed.Into(server.Services, Cancel);
        await Open(server, 1_100); // a warning and a due instant each: 2,200
        clock.Advance(TimeSpan.FromHours(9));
        await server.Pump();
        Assert.Equal((1_100, 1_100, 1_100), await Breaches(server));
    }

    [Theory, AllDatabases]
    public async Task Completion_at_the_due_instant_is_in_time_and_a_later_one_is_breached_once_without_the_pump(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        await CitySeed.Into(server.Services, Cancel);
        var (onTime, late) = (await Signed(server), await Signed(server));
        clock.Advance(TimeSpan.FromHours(8));
        await server.Get<DeadlinePump>().Sweep(Cancel);
        await Complete(server, onTime);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await Complete(server, late);
        await server.Pass(TimeSpan.FromHours(1));
        await using var db = server.Db();
        Assert.Equal(ClockState.Met, (await db.Set<Ticket>().SingleAsync(t => t.Number == onTime, Cancel)).ResolutionClock);
        Assert.Equal(ClockState.Breached, (await db.Set<Ticket>().SingleAsync(t => t.Number == late, Cancel)).ResolutionClock);
        Assert.Equal((1, 1, 1), await Breaches(server));
    }

    // Through the room itself: a thousand requests over HTTP would only test HTTP.
    private static async Task Open(TestServer server, int count)
    {
        for (var i = 0; i < count; i++)
            await server.Get<TicketOpening>().Open(Caller.System, new TicketRequest { Title = $"漏水 {i}", Category = CitySeed.Leak }, null, Cancel);
    }

    private static async Task<string> Signed(TestServer server)
    {
        var ticket = await server.Get<TicketOpening>().Open(Caller.System, new TicketRequest { Title = "漏水", Category = CitySeed.Leak }, null, Cancel);
        foreach (var verb in new[] { TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign })
            await server.Get<TicketDesk>().Do(Caller.System, ticket.Number, verb, new VerbInput { Department = "SW" }, Cancel);
        return ticket.Number;
    }

    private static Task<Ticket> Complete(TestServer server, string number) =>
        server.Get<TicketDesk>().Do(Caller.System, number, TicketVerb.Complete, new VerbInput { Reply = "已修" }, Cancel);

    // Fired due deadlines, breached tickets, journaled breaches: always the same number.
    private static async Task<(int Fired, int Breached, int Journaled)> Breaches(TestServer server)
    {
        await using var db = server.Db();
        return (await db.Set<Deadline>().CountAsync(d => d.Kind == "ticket.resolution" && d.State == DeadlineState.Fired, Cancel),
            await db.Set<Ticket>().CountAsync(t => t.ResolutionClock == ClockState.Breached, Cancel),
            await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(ClockBreached), Cancel));
    }
}
