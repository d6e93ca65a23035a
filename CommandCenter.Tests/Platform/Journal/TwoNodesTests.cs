using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Platform.Journal;

public class TwoNodesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_on_one_database_follow_each_other_with_their_real_workers()
    {
        await using var database = await TestDatabases.Open(DatabaseProvider.PostgreSql);
        await using var one = await TestServer.Start(database, new ServerOptions { Background = true });
        await CitySeed.Into(one.Services, Cancel);
        await using var other = await TestServer.Start(database, new ServerOptions { Background = true }, secondNode: true);
        using var first = await one.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);
        using var second = await other.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);

        var opened = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? first : second).Open(new { title = $"{i}", category = CitySeed.Leak })));
        await Task.WhenAll(opened.Select((number, i) => (i % 2 == 0 ? second : first).Do(number, "accept")));

        foreach (var node in new[] { one, other })
            await Eventually(() => node.Get<TicketsLive>().Set.Items.Values is var seen && seen.Count() == 10 && seen.All(t => t.State == TicketState.Accepted));
        Assert.Equal(10, opened.Distinct().Count());
        await using var db = database.CreateDbContext();
        Assert.Null(await JournalChain.Verify(db, Cancel));
        Assert.False(await db.Set<JournalEntry>().GroupBy(e => e.Position).AnyAsync(g => g.Key != null && g.Count() > 1, Cancel));
    }

    [Fact]
    public async Task Category_made_on_one_node_can_be_used_on_the_other()
    {
        await using var database = await TestDatabases.Open(DatabaseProvider.PostgreSql);
        await using var one = await TestServer.Start(database);
        await using var other = await TestServer.Start(database, secondNode: true);
        await CitySeed.Into(one.Services, Cancel);
        await other.Get<JournalTail>().Sweep(Cancel);
        using var client = await other.Client(Scope.RequestsWrite);
        Assert.NotNull((await client.Tell("requests", new { title = "漏水", category = CitySeed.Leak })).At("resolutionDueAt"));
    }

    private static async Task Eventually(Func<bool> isSo)
    {
        for (var attempt = 0; !isSo(); attempt++)
        {
            Assert.True(attempt < 300, "The node did not follow within 30 s.");
            await Task.Delay(100, Cancel);
        }
    }
}
