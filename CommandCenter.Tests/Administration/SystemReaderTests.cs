using CommandCenter.Desk.Administration;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Administration;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.Administration;

public class SystemReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_failing_handler_is_seen_with_its_reason_and_can_be_tried_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        var handler = new Fails();
        await using var world = await AdminWorld.Open(database, more: services => services.AddSingleton(handler).HandleAfterCommit<CategoryChanged, Fails>("test.fails"));
        await world.Get<CategoryDesk>().Add(AdminWorld.Administrator.Actor, new CategoryDetails("道路"), Cancel);
        await world.Get<JournalSealer>().Sweep(Cancel);
        await world.Get<JournalDispatcher>().Sweep(Cancel);
        var reader = world.Get<SystemReader>();

        var seen = await Seen(reader);
        Assert.Equal(("test.fails", nameof(CategoryChanged), 1, 1, "The other side is away."), (seen.Name, seen.Event, seen.Behind, seen.Failures, seen.LastError));
        Assert.True(seen.NextAttemptAt > world.Clock.GetUtcNow());

        handler.Well = true;
        await world.Get<JournalDispatcher>().Sweep(Cancel);
        Assert.Equal(1, (await Seen(reader)).Failures); // still waiting
        await reader.RetryNow("test.fails", Cancel);
        await world.Get<JournalDispatcher>().Sweep(Cancel);
        seen = await Seen(reader);
        Assert.Equal((0, 0, null), (seen.Behind, seen.Failures, seen.LastError));
    }

    private static async Task<HandlerStanding> Seen(SystemReader reader) => (await reader.Read(Cancel)).Handlers.Single(h => h.Name == "test.fails");

    [Theory, AllDatabases]
    public async Task Deadlines_are_counted_by_how_they_stand(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);
        var now = world.Clock.GetUtcNow();
        var paused = Deadline.Arm(Guid.NewGuid(), "k", Guid.NewGuid(), now.AddHours(3));
        paused.Pause();
        var claimed = Deadline.Arm(Guid.NewGuid(), "k", Guid.NewGuid(), now.AddMinutes(-5));
        claimed.ClaimedUntil = now.AddMinutes(1);
        await using (var db = database.CreateDbContext())
        {
            db.AddRange(paused, claimed, Deadline.Arm(Guid.NewGuid(), "k", Guid.NewGuid(), now.AddHours(1)), Deadline.Arm(Guid.NewGuid(), "k", Guid.NewGuid(), now.AddHours(2)));
            await db.SaveChangesAsync(Cancel);
        }

        var picture = await world.Get<SystemReader>().Read(Cancel);

        Assert.Equal(new DeadlineCounts(3, 1, 1, 1, now.AddHours(1)), picture.Deadlines);
        Assert.False(picture.IsWell);
    }

    [Fact]
    public async Task The_journal_is_verified_and_a_changed_row_is_found()
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);
        await world.Get<CategoryDesk>().Add(AdminWorld.Administrator.Actor, new CategoryDetails("道路"), Cancel);
        await world.Get<JournalSealer>().Sweep(Cancel);
        var reader = world.Get<SystemReader>();
        Assert.Equal((1, 0), ((await reader.Read(Cancel)).JournalSealed, (await reader.Read(Cancel)).JournalUnsealed));
        Assert.Null(await reader.VerifyJournal(Cancel));

        await using (var db = database.CreateDbContext())
        {
            db.Set<JournalEntry>().Single().Payload = """{"name":"别的"}""";
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Contains("position 1", await reader.VerifyJournal(Cancel), StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Fails : IHandle<CategoryChanged>
    {
        public bool Well { get; set; }

        public Task Handle(IReadOnlyList<Delivered<CategoryChanged>> events, CancellationToken cancel) =>
            Well ? Task.CompletedTask : throw new InvalidOperationException("The other side is away.");
    }
}
