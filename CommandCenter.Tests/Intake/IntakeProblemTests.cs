using CommandCenter.Access;
using CommandCenter.Intake;
using CommandCenter.Intake.Problems;
using CommandCenter.Intake.Reading;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Intake;

public sealed class IntakeProblemTests
{
    private readonly FakeTimeProvider clock = new(CitySeed.Thursday);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Flood_of_equal_rubbish_is_one_row_counted(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        var problems = Problems(database);
        for (var i = 0; i < 100_000; i++)
            problems.Note(Origin("gauges"), SignalKind.Measurements, Receipt("bad-json"), null, $"rubbish {i}", kept: false);
        await problems.Sweep(Cancel);
        clock.Advance(TimeSpan.FromSeconds(5));
        problems.Note(Origin("gauges"), SignalKind.Measurements, Receipt("bad-json"), null, "the last", kept: false);
        await problems.Sweep(Cancel);

        await using var db = database.CreateDbContext();
        var row = await db.Set<IntakeProblem>().SingleAsync(Cancel);
        Assert.Equal((100_001, "the last", CitySeed.Thursday, CitySeed.Thursday.AddSeconds(5)), (row.Count, row.Head, row.FirstAt, row.LastAt));
    }

    [Fact]
    public async Task Flood_in_which_everything_differs_is_counted_together_beyond_the_first_thousand()
    {
        await using var database = await TestDatabases.Open();
        var problems = Problems(database);
        for (var i = 0; i < 5_000; i++)
            problems.Note(Origin("gauges"), SignalKind.Measurements, Receipt("unknown-device"), $"GD-{i}", null, kept: false);
        await problems.Sweep(Cancel);
        await using var db = database.CreateDbContext();
        Assert.Equal(1_001, await db.Set<IntakeProblem>().CountAsync(Cancel));
        Assert.Equal(5_000, await db.Set<IntakeProblem>().SumAsync(p => p.Count, Cancel));
        Assert.Equal(4_000, (await db.Set<IntakeProblem>().SingleAsync(p => p.Named == null, Cancel)).Count);
    }

    [Theory, AllDatabases]
    public async Task Problems_go_by_age_and_by_number(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        var problems = Problems(database, new IntakeOptions { ProblemRows = 100, ProblemDays = 10 });
        problems.Note(Origin("old"), SignalKind.Measurements, Receipt("bad-json"), null, null, kept: false);
        await problems.Sweep(Cancel);
        clock.Advance(TimeSpan.FromDays(11));
        for (var i = 0; i < 150; i++)
        {
            problems.Note(Origin("new"), SignalKind.Measurements, Receipt("unknown-device"), $"GD-{i}", null, kept: false);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        await problems.Sweep(Cancel);
        await using var db = database.CreateDbContext();
        var left = await db.Set<IntakeProblem>().OrderBy(p => p.LastAt).ToListAsync(Cancel);
        Assert.Equal(100, left.Count);
        Assert.Equal("GD-50", left[0].Named);
    }

    [Fact]
    public async Task Problem_that_could_not_be_written_is_written_with_the_next()
    {
        await using var database = await TestDatabases.Open();
        var problems = new IntakeProblems(new Failing(database), new IntakeOptions(), clock, NullLogger<IntakeProblems>.Instance);
        problems.Note(Origin("gauges"), SignalKind.Measurements, Receipt("bad-json"), null, null, kept: false);
        await Assert.ThrowsAsync<IOException>(() => problems.Sweep(Cancel));
        problems.Note(Origin("gauges"), SignalKind.Measurements, Receipt("bad-json"), null, null, kept: false);
        await problems.Sweep(Cancel);
        await using var db = database.CreateDbContext();
        Assert.Equal(2, (await db.Set<IntakeProblem>().SingleAsync(Cancel)).Count);
    }

    [Theory, AllDatabases]
    public async Task Administrator_filters_and_takes_off_the_list_what_was_mended(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider, new() { Clock = clock });
        var (problems, desk) = (server.Get<IntakeProblems>(), server.Get<IntakeProblemDesk>());
        problems.Note(Origin("gauges"), SignalKind.Measurements, Receipt("unknown-device"), "GD-1", "{}", kept: false);
        problems.Note(Origin("gauges"), SignalKind.Measurements, Receipt("bad-json"), null, "{", kept: false);
        problems.Note(Origin("portal"), SignalKind.Alarms, Receipt("bad-json"), null, "{", kept: false);
        await problems.Sweep(Cancel);

        var all = await desk.List(new ProblemFilter(), Cancel);
        Assert.Equal((3, 2, 2), (all.Total, all.Senders.Count, all.Codes.Count));
        Assert.Equal("GD-1", (await desk.List(new ProblemFilter("gauges", "unknown-device"), Cancel)).Rows.Single().Named);
        var officer = await server.SignIn(Role.DutyOfficer);
        Assert.Equal(403, (await Assert.ThrowsAsync<Refusal>(() => desk.Dismiss(all.Rows[0].Key, officer.Caller, Cancel))).Status);

        var administrator = await server.SignIn(Role.Administrator);
        await desk.Dismiss(all.Rows[0].Key, administrator.Caller, Cancel);
        Assert.Equal(2, (await desk.List(new ProblemFilter(), Cancel)).Total);
        Assert.Equal(404, (await Assert.ThrowsAsync<Refusal>(() => desk.Dismiss(all.Rows[0].Key, administrator.Caller, Cancel))).Status);
        await using var db = server.Db();
        Assert.Equal(administrator.Caller.Actor.Name, (await db.Set<JournalEntry>().SingleAsync(e => e.Event == nameof(IntakeProblemDismissed), Cancel)).ActorName);
    }

    [Fact]
    public async Task Page_is_for_administrators()
    {
        await using var server = await TestServer.Start();
        var administrator = await server.SignIn(Role.Administrator);
        var officer = await server.SignIn(Role.DutyOfficer);
        using var page = await administrator.Http.GetAsync("/admin/intake", Cancel);
        Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
        using var refused = await officer.Http.GetAsync("/admin/intake", Cancel);
        Assert.NotEqual(System.Net.HttpStatusCode.OK, refused.StatusCode);
    }

    private static SignalOrigin Origin(string sender) => new("http", sender, History: false);

    private static SignalReceipt Receipt(string code) => SignalReceipt.Rejected(code, "device", "It cannot be taken.");

    private IntakeProblems Problems(TestDatabase database, IntakeOptions? options = null) => new(database, options ?? new IntakeOptions(), clock, NullLogger<IntakeProblems>.Instance);

    /// <summary>A database that is away once.</summary>
    private sealed class Failing(TestDatabase database) : IDbContextFactory<CityDb>
    {
        private bool failed;

        public CityDb CreateDbContext()
        {
            if (failed)
                return database.CreateDbContext();
            failed = true;
            throw new IOException("The database is away.");
        }
    }
}
