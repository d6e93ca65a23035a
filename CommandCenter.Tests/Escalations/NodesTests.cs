using CommandCenter.Escalations;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Escalations;

/// <summary>A step has its effect once, whatever stops, runs twice or runs on two nodes.</summary>
public class NodesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Job_that_runs_twice_even_at_once_and_on_two_nodes_takes_a_step_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var city = await EscalationCity.Open(database);
        await city.Chain([EscalationCity.To(await city.Person("王强")), EscalationCity.To(await city.Person("李敏"), 30)]);
        await city.Server.Settle();
        await using var other = await EscalationCity.Beside(database, city.Clock);
        for (var i = 0; i < 3; i++)
            await city.Ticket();
        await city.Server.Pass(EscalationCity.UntilBreach);
        city.Clock.Advance(TimeSpan.FromSeconds(1));
        await city.Get<DeadlinePump>().Sweep(Cancel);
        var jobs = city.Server.Jobs.Take();
        Assert.Equal(3, jobs.Count);
        await Task.WhenAll(jobs.Concat(jobs).Select(job => Task.Run(() => HandJobs.Run(job, city.Server.Services), Cancel))
            .Concat(jobs.Select(job => Task.Run(() => HandJobs.Run(job, other.Services), Cancel))));
        await city.Server.Settle();
        Assert.Equal(["王强 1.1", "王强 1.1", "王强 1.1"], await city.Told());
        Assert.Equal(3, await Steps(city));
        await city.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal(6, (await city.Told()).Count);
        Assert.Equal(6, await Steps(city));
    }

    [Theory, AllDatabases]
    public async Task Restart_during_a_wait_and_a_crash_before_the_job_lose_no_step_and_double_none(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        FakeTimeProvider clock;
        await using (var city = await EscalationCity.Open(database))
        {
            clock = city.Clock;
            var person = await city.Person("王强");
            await city.Chain([EscalationCity.To(person), EscalationCity.To(person, 30), EscalationCity.To(person, 30)]);
            await city.Late();
            clock.Advance(TimeSpan.FromMinutes(31));
            await city.Get<DeadlinePump>().Sweep(Cancel); // claimed, and then the process dies with its jobs
            Assert.Single(city.Server.Jobs.Take());
        }
        await using var again = await TestServer.Start(database, new ServerOptions { Clock = clock });
        await again.Pass(DeadlinePump.ClaimDuration + TimeSpan.FromSeconds(1));
        Assert.Equal([1, 2], await StepNumbers(again));
        await again.Pass(TimeSpan.FromMinutes(31));
        await again.Pass(TimeSpan.FromDays(1));
        Assert.Equal([1, 2, 3], await StepNumbers(again));
    }

    [Fact]
    public async Task Long_stop_is_followed_by_one_step_and_its_waits_and_not_by_a_burst()
    {
        await using var database = await TestDatabases.Open();
        FakeTimeProvider clock;
        await using (var city = await EscalationCity.Open(database))
        {
            clock = city.Clock;
            var person = await city.Person("王强");
            await city.Chain([EscalationCity.To(person), EscalationCity.To(person, 30), EscalationCity.To(person, 30)]);
            await city.Late();
        }
        clock.Advance(TimeSpan.FromHours(12));
        await using var again = await TestServer.Start(database, new ServerOptions { Clock = clock });
        await again.Pump();
        await again.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal([1, 2], await StepNumbers(again));
        await again.Pass(TimeSpan.FromMinutes(29));
        Assert.Equal([1, 2], await StepNumbers(again));
        await again.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal([1, 2, 3], await StepNumbers(again));
    }

    [Theory, AllDatabases]
    public async Task Clocks_of_two_nodes_that_differ_take_each_step_once_and_shorten_no_wait(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var city = await EscalationCity.Open(database);
        var person = await city.Person("王强");
        await city.Chain([EscalationCity.To(person), EscalationCity.To(person, 30), EscalationCity.To(person, 30)]);
        await city.Ticket();
        await city.Server.Settle();
        var ahead = new FakeTimeProvider(city.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        await using var fast = await EscalationCity.Beside(database, ahead);
        for (var minutes = 0; minutes < 10 * 60; minutes += 5)
        {
            city.Clock.Advance(TimeSpan.FromMinutes(5));
            ahead.Advance(TimeSpan.FromMinutes(5));
            await Work(minutes % 10 == 0 ? fast : city.Server);
            await Work(minutes % 10 == 0 ? city.Server : fast);
        }
        Assert.Equal([1, 2, 3], await StepNumbers(city.Server));
        await using var db = city.Server.Db();
        var taken = await db.Set<JournalEntry>().Where(e => e.Event == nameof(EscalationStepTaken)).OrderBy(e => e.Id).Select(e => e.At).ToListAsync(Cancel);
        Assert.All(taken.Zip(taken.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(30), $"{pair.First:T} {pair.Second:T}"));
    }

    [Fact]
    public async Task Saturated_database_delays_a_chain_and_does_not_silence_it()
    {
        var saturated = new Saturated();
        await using var city = await EscalationCity.Open(options: new ServerOptions { Services = services => services.ConfigureDbContext<CityDb>(o => o.AddInterceptors(saturated)) });
        await city.Chain([EscalationCity.To(await city.Person("王强"))]);
        await city.Ticket();
        await city.Server.Pass(EscalationCity.UntilBreach);
        city.Clock.Advance(TimeSpan.FromSeconds(1));
        await city.Get<DeadlinePump>().Sweep(Cancel);
        saturated.Refuses = true;
        await Assert.ThrowsAsync<TimeoutException>(() => city.Server.RunJobs()); // out to the job queue, which tries again; here the job is lost altogether
        saturated.Refuses = false;
        Assert.Empty(await city.Told());
        await city.Pass(DeadlinePump.ClaimDuration + TimeSpan.FromSeconds(1));
        Assert.Equal(["王强 1.1"], await city.Told());
    }

    // Without sealing: the lease for that is held by time, and neither of these clocks waits for the other.
    private static async Task Work(TestServer server)
    {
        await server.Get<DeadlinePump>().Sweep(Cancel);
        await server.RunJobs();
    }

    private static async Task<int> Steps(EscalationCity city)
    {
        await using var db = city.Server.Db();
        return await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(EscalationStepTaken), Cancel);
    }

    private static async Task<List<int>> StepNumbers(TestServer server)
    {
        await using var db = server.Db();
        Assert.Equal(1, await db.Set<Escalation>().CountAsync(Cancel));
        return await db.Set<Notice>().OrderBy(n => n.Id).Select(n => n.Step + 1).ToListAsync(Cancel);
    }

    private sealed class Saturated : SaveChangesInterceptor
    {
        public bool Refuses { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Refuses ? throw new TimeoutException("No connection was free in time.") : ValueTask.FromResult(result);
    }
}
