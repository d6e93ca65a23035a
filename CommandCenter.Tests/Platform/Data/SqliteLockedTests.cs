using CommandCenter.Access;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Platform.Data;

public class SqliteLockedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writers_at_once_in_one_process_all_succeed_while_sealer_and_readers_work()
    {
        await using var server = await TestServer.Start(options: new ServerOptions { Background = true });
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async w =>
        {
            for (var i = 0; i < 8; i++)
            {
                var number = await client.Open(new { title = $"{w}/{i}", category = CitySeed.Pothole });
                await client.Do(number, "accept");
                await client.Ask("tickets?limit=20");
                await client.Do(number, "dispatch", new { department = "CG" });
            }
        }));
        await using var db = server.Db();
        Assert.Equal(64, await db.Set<Ticket>().CountAsync(t => t.State == TicketState.Dispatched, Cancel));
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task Writer_waits_for_a_transactiontransaction_of_another_process_instead_of_failing()
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.RequestsWrite);
        await using (var other = ServerProcess.Db(server.Database.DataFolder))
        {
            await using var transaction = await other.Database.BeginTransactionAsync(Cancel);
            await other.Database.ExecuteSqlRawAsync("UPDATE \"Counters\" SET \"Last\" = \"Last\"", Cancel);
            var waiting = client.Tell("requests", new { title = "等待" });
            Assert.False(waiting.IsCompleted);
            await Task.WhenAny(waiting, Task.Delay(500, Cancel));
            Assert.False(waiting.IsCompleted, "It should wait for the other's transaction.");
            await transaction.CommitAsync(Cancel);
            Assert.NotNull((await waiting).Text("number"));
        }
        ServerProcess.Forget(server.Database.DataFolder);
        await using var db = server.Db();
        Assert.Equal(1, await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(TicketOpened), Cancel));
    }
}
