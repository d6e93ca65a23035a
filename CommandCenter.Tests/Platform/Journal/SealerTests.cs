using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Platform.Journal;

public class SealerTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 18, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Rows_get_positions_without_gap_and_the_chain_verifies(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await Write(database, 25);
        await Seal(database);
        await Write(database, 10);
        await Seal(database);
        await using var db = database.CreateDbContext();
        Assert.Equal(Enumerable.Range(1, 35).Select(i => (long?)i), await db.Set<JournalEntry>().OrderBy(e => e.Position).Select(e => e.Position).ToListAsync(Cancel));
        Assert.Null(await JournalChain.Verify(db, Cancel));
    }

    [Fact]
    public async Task Transactions_that_commit_in_reverse_leave_no_gap_and_lose_nothing()
    {
        await using var database = await TestDatabases.Open(DatabaseProvider.PostgreSql);
        await using var first = database.CreateDbContext();
        await using var second = database.CreateDbContext();
        await using var firstOpen = await first.Database.BeginTransactionAsync(Cancel);
        await using var secondOpen = await second.Database.BeginTransactionAsync(Cancel);
        await Write(first, 3);
        await Write(second, 2); // has the higher ids
        await secondOpen.CommitAsync(Cancel);
        await Seal(database);
        await using var db = database.CreateDbContext();
        Assert.Equal(2, await db.Set<JournalEntry>().MaxAsync(e => e.Position, Cancel));
        await firstOpen.CommitAsync(Cancel);
        await Seal(database);

        var rows = await db.Set<JournalEntry>().AsNoTracking().OrderBy(e => e.Position).ToListAsync(Cancel);
        Assert.Equal([1L, 2, 3, 4, 5], rows.Select(r => r.Position!.Value));
        Assert.True(rows[0].Id > rows[4].Id);
        Assert.Null(await JournalChain.Verify(db, Cancel));
    }

    [Theory, AllDatabases]
    public async Task Any_change_to_a_sealed_row_shows(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await Write(database, 5);
        await Seal(database);
        await using var db = database.CreateDbContext();
        var journal = db.Set<JournalEntry>();
        await Shows("Position 3", r => r.ExecuteUpdateAsync(s => s.SetProperty(e => e.ActorName, "somebody else"), Cancel), r => r.ExecuteUpdateAsync(s => s.SetProperty(e => e.ActorName, Actor.System.Name), Cancel));
        await Shows("Position 3", r => r.ExecuteUpdateAsync(s => s.SetProperty(e => e.At, Start.AddDays(1)), Cancel), r => r.ExecuteUpdateAsync(s => s.SetProperty(e => e.At, Start), Cancel));
        await Shows("payload at position 3", r => r.ExecuteUpdateAsync(s => s.SetProperty(e => e.Payload, "{}"), Cancel), r => r.ExecuteUpdateAsync(s => s.SetProperty(e => e.Payload, """{"text":"2"}"""), Cancel));
        await journal.Where(e => e.Position == 4).ExecuteDeleteAsync(Cancel);
        Assert.Contains("Position 4", await JournalChain.Verify(db, Cancel), StringComparison.Ordinal);

        async Task Shows(string said, Func<IQueryable<JournalEntry>, Task> change, Func<IQueryable<JournalEntry>, Task> undo)
        {
            await change(journal.Where(e => e.Position == 3));
            Assert.Contains(said, await JournalChain.Verify(db, Cancel), StringComparison.Ordinal);
            await undo(journal.Where(e => e.Position == 3));
            Assert.Null(await JournalChain.Verify(db, Cancel));
        }
    }

    [Theory, AllDatabases]
    public async Task Erased_payload_keeps_the_chain(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await Write(database, 4);
        await Seal(database);
        await using var db = database.CreateDbContext();
        await db.Set<JournalEntry>().Where(e => e.Position == 2).ExecuteUpdateAsync(s => s.SetProperty(e => e.Payload, JournalChain.Erased), Cancel);
        Assert.Null(await JournalChain.Verify(db, Cancel));
        await Write(database, 2);
        await Seal(database);
        Assert.Null(await JournalChain.Verify(db, Cancel));
    }

    [Theory, AllDatabases]
    public async Task Of_two_sealers_one_seals_and_the_other_takes_over_when_it_is_gone(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(Start);
        await using var database = await TestDatabases.Open(provider);
        var (one, other) = (Sealer(database, clock), Sealer(database, clock));
        await Write(database, 3);
        await one.Sweep(Cancel);
        await Write(database, 3);
        await other.Sweep(Cancel);
        await using var db = database.CreateDbContext();
        Assert.Equal(3, await db.Set<JournalEntry>().CountAsync(e => e.Position != null, Cancel));
        clock.Advance(Leases.Duration + TimeSpan.FromSeconds(1));
        await other.Sweep(Cancel);
        Assert.Equal(6, await db.Set<JournalEntry>().MaxAsync(e => e.Position, Cancel));
        Assert.Null(await JournalChain.Verify(db, Cancel));
    }

    [Theory, AllDatabases]
    public async Task Writers_and_two_sealers_at_once_make_one_whole_chain(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(Start);
        await using var database = await TestDatabases.Open(provider);
        var sealers = new[] { Sealer(database, clock), Sealer(database, clock) };
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 15; i++)
                await Write(database, 3);
        }, Cancel)));
        while (!writing.IsCompleted)
            foreach (var sealer in sealers)
                await sealer.Sweep(Cancel);
        await writing;
        await Seal(database, clock);
        await using var db = database.CreateDbContext();
        Assert.Equal(180, await db.Set<JournalEntry>().MaxAsync(e => e.Position, Cancel));
        Assert.Null(await JournalChain.Verify(db, Cancel));
    }

    internal static JournalSealer Sealer(TestDatabase database, TimeProvider clock) => new(database, new Leases(database, clock), clock, NullLogger<JournalSealer>.Instance);

    private static async Task Seal(TestDatabase database, FakeTimeProvider? clock = null)
    {
        clock ??= new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(1));
        clock.Advance(Leases.Duration * 2);
        while (await Sealer(database, clock).Sweep(Cancel))
        {
        }
    }

    internal static async Task Write(TestDatabase database, int count)
    {
        await using var db = database.CreateDbContext();
        await Write(db, count);
    }

    private static async Task Write(CityDb db, int count)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var journal = new JournalWriter([], services, TimeProvider.System);
        for (var i = 0; i < count; i++)
            await journal.Record(db, "test", new Noted($"{i}"), new EventContext(Guid.CreateVersion7(Start), Start, Actor.System, History: false), cancel: Cancel);
        await db.SaveChangesAsync(Cancel);
    }

    internal sealed record Noted(string Text) : IEvent;
}
