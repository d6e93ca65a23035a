using System.Text;
using CommandCenter.Access;
using CommandCenter.Desk.Administration;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Jobs;
using CommandCenter.Sla;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CommandCenter.Tests.Administration.TownFile;

namespace CommandCenter.Tests.Administration;

public class ImportRunnerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task An_upload_waits_then_becomes_tickets_with_a_report_and_its_rejects(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);
        var desk = world.Get<ImportDesk>();
        var run = await desk.Upload(AdminWorld.Administrator.Actor, @"C:\data\town.csv", Rows(1, 30, wrong: 7), Cancel);
        Assert.Equal(("town.csv", ImportState.Uploaded), (run.FileName, run.State));
        Assert.False(await world.Get<ImportRunner>().Sweep(Cancel));

        await desk.Start(AdminWorld.Administrator.Actor, run.Id, ImportKind.Tickets, Choices, Cancel);
        Assert.True(await world.Get<ImportRunner>().Sweep(Cancel));

        run = (await desk.Find(run.Id, Cancel))!;
        Assert.Equal(ImportState.Done, run.State);
        Assert.Equal(["30", "29", "0", "1"], run.ReadReport()[0].Values);
        Assert.Contains("at", await File.ReadAllTextAsync(desk.RejectsOf(run)!, Cancel), StringComparison.Ordinal);
        Assert.Equal(29, await Taken(database));
        Assert.Equal([nameof(ImportStarted), nameof(ImportEnded)], (await world.Events()).Where(e => e.StartsWith("Import", StringComparison.Ordinal)));
    }

    [Theory, AllDatabases]
    public async Task After_the_server_was_killed_the_import_goes_on_by_itself_and_doubles_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        Guid id;
        await using (var killed = await AdminWorld.Open(database))
        {
            var desk = killed.Get<ImportDesk>();
            id = (await desk.Upload(AdminWorld.Administrator.Actor, "town.csv", Rows(1, 60), Cancel)).Id;
            await desk.Start(AdminWorld.Administrator.Actor, id, ImportKind.Tickets, Choices, Cancel);
            // What a killed process leaves: a lease nobody renews, a row that says it runs, and the first tickets.
            var part = Path.Combine(database.DataFolder, "part.csv");
            await File.WriteAllBytesAsync(part, Bytes(1, 25), Cancel);
            await killed.Get<TicketImport>().Run(new ImportOptions { Path = part, Profile = ImportProfile.Read(Profile) }, Caller.System, null, Cancel);
            await using var db = database.CreateDbContext();
            db.Add(new Lease { Name = "import-runner", Holder = "killed", ExpiresAt = killed.Clock.Now() + Leases.Duration });
            await db.SaveChangesAsync(Cancel);
            await db.Set<ImportRun>().ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Running).SetProperty(r => r.Attempts, 1).SetProperty(r => r.Rows, 25), Cancel);
        }
        await using var restarted = await AdminWorld.Open(database);
        var runner = restarted.Get<ImportRunner>();

        Assert.False(await runner.Sweep(Cancel)); // the dead process may still be alive for all we know
        restarted.Clock.Advance(Leases.Duration + TimeSpan.FromSeconds(1));
        Assert.True(await runner.Sweep(Cancel));

        var run = (await restarted.Get<ImportDesk>().Find(id, Cancel))!;
        Assert.Equal((ImportState.Done, 2), (run.State, run.Attempts));
        Assert.Equal(["60", "35", "25", "0"], run.ReadReport()[0].Values);
        Assert.Contains(run.ReadReport(), l => l.Key == "Continued");
        Assert.Equal(60, await Taken(database));
    }

    [Fact]
    public async Task A_server_stopped_anywhere_in_an_import_leaves_it_to_the_next_start()
    {
        var (interrupted, finished) = (0, 0);
        for (var operations = 1; finished == 0; operations++)
        {
            await using var database = await TestDatabases.Open();
            using var stopping = new CancellationTokenSource();
            Guid id;
            await using (var world = await AdminWorld.Open(database, more: services => services.AddSingleton<IDbContextFactory<CityDb>>(s => new Stops(database, stopping))))
            {
                var desk = world.Get<ImportDesk>();
                id = (await desk.Upload(AdminWorld.Administrator.Actor, "town.csv", Rows(1, 40), Cancel)).Id;
                await desk.Start(AdminWorld.Administrator.Actor, id, ImportKind.Tickets, Choices, Cancel);
                ((Stops)world.Get<IDbContextFactory<CityDb>>()).After(operations);
                var stopped = await Record.ExceptionAsync(() => world.Get<ImportRunner>().Sweep(stopping.Token));
                var left = (await desk.Find(id, Cancel))!;
                if (stopped is null)
                {
                    // The work was done when the stop came: then its report is written, too.
                    Assert.Equal((ImportState.Done, "40"), (left.State, left.ReadReport()[0].Values[1]));
                    finished++;
                }
                else
                {
                    Assert.IsType<OperationCanceledException>(stopped, exactMatch: false);
                    Assert.True(left.IsUnderWay, $"after {operations} operations it is {left.State}");
                    Assert.True(left.Attempts == 0, $"A stop after {operations} operations counts as an attempt.");
                    interrupted++;
                }
                await world.Get<Leases>().Release(Cancel); // what a server does once all its work has stopped
            }
            await using var next = await AdminWorld.Open(database);

            await next.Get<ImportRunner>().Sweep(Cancel);

            Assert.Equal(ImportState.Done, (await next.Get<ImportDesk>().Find(id, Cancel))!.State);
            Assert.Equal(40, await Taken(database));
        }
        Assert.True(interrupted > 5, $"Only {interrupted} stops came before the work was done.");
    }

    [Fact]
    public async Task What_ends_the_server_again_and_again_waits_for_a_person()
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);
        var (desk, actor) = (world.Get<ImportDesk>(), AdminWorld.Administrator.Actor);
        var id = (await desk.Upload(actor, "town.csv", Rows(1, 3), Cancel)).Id;
        await desk.Start(actor, id, ImportKind.Tickets, Choices, Cancel);
        await using (var db = database.CreateDbContext())
            await db.Set<ImportRun>().ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Running).SetProperty(r => r.Attempts, ImportRunner.MostAttempts), Cancel);

        await world.Get<ImportRunner>().Sweep(Cancel);
        var run = (await desk.Find(id, Cancel))!;
        Assert.Equal((ImportState.Interrupted, true), (run.State, run.CanStart));
        Assert.Equal(0, await Taken(database));

        await desk.Start(actor, id, run.Kind, run.ReadChoices(), Cancel);
        await world.Get<ImportRunner>().Sweep(Cancel);
        Assert.Equal(ImportState.Done, (await desk.Find(id, Cancel))!.State);
        Assert.Equal(3, await Taken(database));
    }

    [Theory, AllDatabases]
    public async Task A_cancelled_import_can_be_continued_or_discarded(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);
        var (desk, actor, runner) = (world.Get<ImportDesk>(), AdminWorld.Administrator.Actor, world.Get<ImportRunner>());
        var id = (await desk.Upload(actor, "town.csv", Rows(1, 3), Cancel)).Id;
        await desk.Start(actor, id, ImportKind.Tickets, Choices, Cancel);

        Assert.Equal("import-under-way", (await Assert.ThrowsAsync<Refusal>(() => desk.Discard(id, Cancel))).Code);
        Assert.Equal("import-not-startable", (await Assert.ThrowsAsync<Refusal>(() => desk.Start(actor, id, ImportKind.Tickets, Choices, Cancel))).Code);
        await desk.Cancel(id, Cancel);
        await runner.Sweep(Cancel);
        Assert.Equal((ImportState.Cancelled, 0), ((await desk.Find(id, Cancel))!.State, await Taken(database)));

        await desk.Start(actor, id, ImportKind.Tickets, Choices, Cancel);
        await runner.Sweep(Cancel);
        Assert.Equal((ImportState.Done, 3), ((await desk.Find(id, Cancel))!.State, await Taken(database)));

        await desk.Discard(id, Cancel);
        Assert.Null(await desk.Find(id, Cancel));
        Assert.False(File.Exists(desk.PathOf(id)));
        Assert.Equal(3, await Taken(database));
    }

    [Fact]
    public async Task A_file_that_is_refused_says_why_and_lets_the_next_one_through()
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);
        var (desk, actor, runner) = (world.Get<ImportDesk>(), AdminWorld.Administrator.Actor, world.Get<ImportRunner>());
        var wrong = await Started("calendar.json", "{}", ImportKind.Calendar);
        var lines = await Started("policies.csv", "type,unit,amount\nA,fortnights,1\n", ImportKind.Policies);
        var right = await Started("categories.csv", "kind\n道路\n", ImportKind.Categories);

        while (await runner.Sweep(Cancel)) { }

        Assert.Equal(ImportState.Failed, wrong.State = (await desk.Find(wrong.Id, Cancel))!.State);
        Assert.Contains("workingHours", (await desk.Find(wrong.Id, Cancel))!.Problem, StringComparison.Ordinal);
        var refused = (await desk.Find(lines.Id, Cancel))!;
        Assert.Equal(ImportState.Failed, refused.State);
        Assert.Equal(["2"], refused.ReadReport().Single(l => l.Key == "ProblemLine").Values.Take(1));
        Assert.Equal(ImportState.Done, (await desk.Find(right.Id, Cancel))!.State);
        Assert.Empty(world.Get<SlaRules>().Policies);
        Assert.Single(world.Get<CategoryIndex>().All);

        async Task<ImportRun> Started(string name, string text, ImportKind kind)
        {
            var run = await desk.Upload(actor, name, new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancel);
            Assert.Equal(kind, run.Kind); // guessed from the name
            await desk.Start(actor, run.Id, kind, new ImportChoices(), Cancel);
            return run;
        }
    }

    [Fact]
    public async Task Half_an_upload_leaves_nothing()
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);
        var desk = world.Get<ImportDesk>();

        await Assert.ThrowsAsync<IOException>(() => desk.Upload(AdminWorld.Administrator.Actor, "a.csv", new BreaksOff(), Cancel));
        await Assert.ThrowsAsync<Refusal>(() => desk.Upload(AdminWorld.Administrator.Actor, "a.csv", new MemoryStream(), Cancel));

        Assert.Empty(await desk.List(Cancel));
        Assert.Empty(Directory.GetFiles(Path.Combine(database.DataFolder, "imports")));
    }

    [Fact]
    public async Task A_preview_shows_twenty_rows_and_what_is_rejected_and_imports_nothing()
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);
        var run = await world.Get<ImportDesk>().Upload(AdminWorld.Administrator.Actor, "town.csv", Rows(1, 100, wrong: 5), Cancel);

        var preview = await world.Get<ImportPreviews>().Read(run, ImportKind.Tickets, Choices, Cancel);

        Assert.Equal((19, 1), (preview.Rows.Count, preview.Rejected.Count));
        Assert.Equal(6, preview.Rejected[0].Line);
        Assert.All(preview.Rows, row => Assert.Equal(preview.Columns.Count, row.Count));
        Assert.Equal(0, await Taken(database));
    }

    /// <summary>Stops the server at the n-th operation on the database.</summary>
    private sealed class Stops(TestDatabase database, CancellationTokenSource stopping) : IDbContextFactory<CityDb>
    {
        private int left = int.MaxValue;

        public void After(int operations) => left = operations;

        public CityDb CreateDbContext()
        {
            if (Interlocked.Decrement(ref left) == 0)
                stopping.Cancel();
            return database.CreateDbContext();
        }
    }

    private sealed class BreaksOff : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("The connection broke.");
    }
}
