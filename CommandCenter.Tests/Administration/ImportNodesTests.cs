using CommandCenter.Desk.Administration;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using static CommandCenter.Tests.Administration.TownFile;

namespace CommandCenter.Tests.Administration;

/// <summary>An uploaded file lies on one node; what the others can do about it.</summary>
public class ImportNodesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task The_node_that_has_the_file_carries_the_import_out_wherever_it_was_started(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var first = await AdminWorld.Open(database);
        await using var second = await Elsewhere(database);
        var run = await first.Get<ImportDesk>().Upload(AdminWorld.Administrator.Actor, "town.csv", Rows(1, 4, wrong: 2), Cancel);

        var desk = second.Get<ImportDesk>();
        Assert.Equal("import-elsewhere", (await Assert.ThrowsAsync<Refusal>(() => second.Get<ImportPreviews>().Read(run, ImportKind.Tickets, Choices, Cancel))).Code);
        await desk.Start(AdminWorld.Administrator.Actor, run.Id, ImportKind.Tickets, Choices, Cancel);
        Assert.False(await second.Get<ImportRunner>().Sweep(Cancel));
        Assert.Equal(ImportState.Waiting, (await desk.Find(run.Id, Cancel))!.State);

        Assert.True(await first.Get<ImportRunner>().Sweep(Cancel));
        var done = (await desk.Find(run.Id, Cancel))!;
        Assert.Equal((ImportState.Done, 3), (done.State, await Taken(database)));
        Assert.NotNull(first.Get<ImportDesk>().RejectsOf(done));
        Assert.Null(desk.RejectsOf(done));
        Assert.False(desk.IsOurs(done));
        Assert.Contains(database.DataFolder, done.Node, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_whose_node_is_away_can_be_cancelled_and_discarded_and_its_files_go_when_the_node_comes_back()
    {
        await using var database = await TestDatabases.Open();
        string path;
        Guid id;
        await using (var first = await AdminWorld.Open(database))
        {
            var desk = first.Get<ImportDesk>();
            id = (await desk.Upload(AdminWorld.Administrator.Actor, "town.csv", Rows(1, 3), Cancel)).Id;
            await desk.Start(AdminWorld.Administrator.Actor, id, ImportKind.Tickets, Choices, Cancel);
            path = desk.PathOf(id);
        }
        await using var second = await Elsewhere(database);
        await second.Get<ImportDesk>().Cancel(id, Cancel);
        Assert.True(await second.Get<ImportRunner>().Sweep(Cancel));
        Assert.Equal(ImportState.Cancelled, (await second.Get<ImportDesk>().Find(id, Cancel))!.State);
        await second.Get<ImportDesk>().Discard(id, Cancel);
        Assert.True(File.Exists(path));

        await using var back = await AdminWorld.Open(database);
        var kept = await back.Get<ImportDesk>().Upload(AdminWorld.Administrator.Actor, "other.csv", Rows(1, 3), Cancel);
        await back.Get<ImportDesk>().Tidy(Cancel);
        Assert.False(File.Exists(path));
        Assert.True(back.Get<ImportDesk>().IsHere(kept));
    }

    [Fact]
    public async Task An_import_whose_file_was_lost_here_says_so_and_lets_the_next_one_through()
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);
        var (desk, actor) = (world.Get<ImportDesk>(), AdminWorld.Administrator.Actor);
        var lost = (await desk.Upload(actor, "town.csv", Rows(1, 3), Cancel)).Id;
        await desk.Start(actor, lost, ImportKind.Tickets, Choices, Cancel);
        File.Delete(desk.PathOf(lost));

        Assert.True(await world.Get<ImportRunner>().Sweep(Cancel));

        var run = (await desk.Find(lost, Cancel))!;
        Assert.Equal(ImportState.Failed, run.State);
        Assert.Contains("cannot be read", run.Problem, StringComparison.Ordinal);
        Assert.Equal("import-file-gone", (await Assert.ThrowsAsync<Refusal>(() => desk.Start(actor, lost, run.Kind, run.ReadChoices(), Cancel))).Code);
    }

    /// <summary>Another node: the same database, a data folder of its own.</summary>
    private static Task<AdminWorld> Elsewhere(TestDatabase database) => AdminWorld.Open(database, more: services =>
        services.AddSingleton(new DataFolder(Directory.CreateDirectory(Path.Combine(database.DataFolder, "second")).FullName)));
}
