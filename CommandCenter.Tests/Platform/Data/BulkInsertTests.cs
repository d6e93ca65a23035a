using CommandCenter.Callbacks;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Data.Bulk;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Platform.Data;

public sealed class BulkInsertTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 18, 4, 0, 0, 123, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_row_inserted_in_bulk_is_the_row_that_the_context_would_have_saved(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        var (bulk, saved) = (Request(1, full: true), Request(2, full: true));
        var (bulkBare, savedBare) = (Request(3, full: false), Request(4, full: false));
        await using (var db = database.CreateDbContext())
        {
            db.AddRange(saved, savedBare);
            await db.SaveChangesAsync(Cancel);
        }
        await InBulk(database, db => db.AddRange(bulk, bulkBare), db => BulkWriter.InsertAdded<Ticket>(db, Cancel));

        await using var read = database.CreateDbContext();
        foreach (var (one, other) in new[] { (bulk, saved), (bulkBare, savedBare) })
            Assert.Equal(await Values(read, other.Id), await Values(read, one.Id));
    }

    [Theory, AllDatabases]
    public async Task Keys_that_the_database_counts_are_counted_in_the_order_of_adding(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);

        await InBulk(database, db => db.AddRange(Enumerable.Range(1, 3_000).Select(i => Entry($"E{i}"))), db => BulkWriter.InsertAdded<JournalEntry>(db, Cancel));

        await using var read = database.CreateDbContext();
        Assert.Equal(Enumerable.Range(1, 3_000).Select(i => $"E{i}"), await read.Set<JournalEntry>().OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel));
    }

    [Theory, AllDatabases]
    public async Task A_key_that_may_exist_once_refuses_the_whole_transaction(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await InBulk(database, db => db.Add(Entry("first", once: "deadline-1")), db => BulkWriter.InsertAdded<JournalEntry>(db, Cancel));

        await Assert.ThrowsAsync<DbUpdateException>(() =>
            InBulk(database, db => db.AddRange(Entry("second"), Entry("third", once: "deadline-1")), db => BulkWriter.InsertAdded<JournalEntry>(db, Cancel)));

        await using var read = database.CreateDbContext();
        Assert.Equal("first", (await read.Set<JournalEntry>().SingleAsync(Cancel)).Event);
    }

    [Fact]
    public async Task What_else_the_context_holds_is_saved_afterwards_and_nothing_twice()
    {
        await using var database = await TestDatabases.Open();

        var ticket = Request(1, full: false);

        await InBulk(database, db => { db.Add(ticket); db.Add(Entry("opened")); db.Add(Callback.Impossible(ticket, 1, Noon, new CallbackPromise(PromiseReason.Sampled, Noon, null, 3), NotCallableReason.Anonymous)); }, async db =>
        {
            await BulkWriter.InsertAdded<Ticket>(db, Cancel);
            await BulkWriter.InsertAdded<JournalEntry>(db, Cancel);
            await db.SaveChangesAsync(Cancel);
        });

        await using var read = database.CreateDbContext();
        Assert.Equal((1, 1, ticket.Id),
            (await read.Set<Ticket>().CountAsync(Cancel), await read.Set<JournalEntry>().CountAsync(Cancel), (await read.Set<Callback>().SingleAsync(Cancel)).TicketId)); // it hangs below the ticket
    }

    [Fact]
    public async Task Without_a_transaction_nothing_is_inserted()
    {
        await using var database = await TestDatabases.Open();
        await using var db = database.CreateDbContext();
        db.Add(Entry("lost"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => BulkWriter.InsertAdded<JournalEntry>(db, Cancel));
    }

    private static async Task InBulk(TestDatabase database, Action<CityDb> add, Func<CityDb, Task> insert)
    {
        await using var db = database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        add(db);
        await insert(db);
        await transaction.CommitAsync(Cancel);
    }

    // All stored values but those in which the two were made to differ.
    private static async Task<Dictionary<string, object?>> Values(CityDb db, Guid id)
    {
        var entry = db.Entry(await db.Set<Ticket>().AsNoTracking().SingleAsync(t => t.Id == id, Cancel));
        return entry.Properties.Where(p => p.Metadata.Name is not (nameof(Ticket.Id) or nameof(Ticket.Number) or nameof(Ticket.Sequence)))
            .ToDictionary(p => p.Metadata.Name, p => p.CurrentValue);
    }

    private static Ticket Request(int number, bool full)
    {
        var ticket = new Ticket
        {
            Id = Guid.CreateVersion7(Noon), Sequence = number, Number = $"JC-{number}", Source = "phone", Title = "路面破损 “坑洞”", OpenedAt = Noon,
            Description = full ? "第一行\n第二行 it's" : null, Latitude = full ? 30.123456789 : null, Longitude = full ? 114.1 : null, AreaId = full ? new Guid("0b1cb0a8-5d4b-4a9c-9a62-6b2f5ea0a001") : null,
            RequesterName = full ? "王女士" : null, Anonymous = full, ImportedAt = full ? Noon.AddDays(1) : null,
        };
        if (!full)
            return ticket;
        ticket.Doubt(TicketDoubts.AreaDiffers | TicketDoubts.NotGeocoded);
        return ticket.Restore(new TicketPast
        {
            State = TicketState.Closed, CategoryId = new Guid("0b1cb0a8-5d4b-4a9c-9a62-6b2f5ea0a002"), Priority = TicketPriority.Urgent, DispatchedAt = Noon.AddMinutes(3), SignedAt = Noon.AddHours(1),
            CompletedAt = Noon.AddDays(1), ClosedAt = Noon.AddDays(2), Reply = "已修复。",
        });
    }

    private static JournalEntry Entry(string happened, string? once = null) => new()
    {
        At = Noon, RecordedAt = Noon, ActorId = "system", ActorName = "System", Subject = "ticket", SubjectId = Guid.NewGuid(), Event = happened, Payload = "{}", PayloadDigest = "", Once = once,
    };
}
