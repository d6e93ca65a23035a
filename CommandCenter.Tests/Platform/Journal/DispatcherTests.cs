using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Noted = CommandCenter.Tests.Platform.Journal.SealerTests.Noted;

namespace CommandCenter.Tests.Platform.Journal;

public class DispatcherTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Every_handler_gets_every_event_once_and_in_order(DatabaseProvider provider)
    {
        await using var house = await House.Open(provider);
        await house.Write(1_200); // more than two batches
        await house.Deliver();
        Assert.Equal(Enumerable.Range(1, 1_200).Select(i => (long)i), house.Good.Seen);
        await house.Deliver();
        Assert.Equal(1_200, house.Good.Seen.Count);
    }

    [Theory, AllDatabases]
    public async Task Failing_handler_holds_up_no_other_is_seen_and_is_tried_again_with_growing_waits(DatabaseProvider provider)
    {
        await using var house = await House.Open(provider);
        house.Bad.FailAt = 7;
        await house.Write(10);
        await house.Deliver();
        Assert.Equal(10, house.Good.Seen.Count);
        var cursor = await house.Cursor("bad");
        Assert.Equal((0L, 1, "no 7"), (cursor.Position, cursor.Failures, cursor.LastError));

        var waits = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            cursor = await house.Cursor("bad");
            waits.Add(cursor.NextAttemptAt!.Value - house.Clock.GetUtcNow());
            var tries = house.Bad.Tries;
            await house.Deliver();
            Assert.Equal(tries, house.Bad.Tries); // not before its time
            house.Clock.SetUtcNow(cursor.NextAttemptAt.Value);
            await house.Deliver();
            Assert.Equal(tries + 1, house.Bad.Tries);
        }
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] > waits[0] * 8, string.Join(", ", waits));

        house.Bad.FailAt = null;
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.Deliver();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), house.Bad.Seen.Distinct().Order());
        cursor = await house.Cursor("bad");
        Assert.Equal((10L, 0, null, null), (cursor.Position, cursor.Failures, cursor.LastError, cursor.NextAttemptAt));
    }

    [Fact]
    public async Task One_bad_event_does_not_hold_back_what_stands_before_it_for_ever()
    {
        await using var house = await House.Open(DatabaseProvider.Sqlite);
        house.Bad.FailAt = 40;
        await house.Write(60);
        for (var i = 0; i < 12; i++)
        {
            await house.Deliver();
            house.Clock.Advance(TimeSpan.FromMinutes(11));
        }
        Assert.Equal(39, (await house.Cursor("bad")).Position);
        Assert.Equal(39, house.Bad.Seen.Distinct().Count());
    }

    [Theory, AllDatabases]
    public async Task Crash_between_handling_and_cursor_delivers_again_rather_than_never(DatabaseProvider provider)
    {
        await using var house = await House.Open(provider);
        await house.Write(5);
        using var crash = new CancellationTokenSource();
        house.Good.After = crash.Cancel; // the process ends when the handler is done and before the cursor is saved
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Dispatcher.Sweep(crash.Token));
        house.Good.After = null;
        Assert.Equal(5, house.Good.Seen.Count);
        await house.Deliver();
        Assert.Equal([1L, 2, 3, 4, 5, 1, 2, 3, 4, 5], house.Good.Seen);
    }

    [Fact]
    public async Task Handler_that_is_new_is_not_told_the_past()
    {
        await using var house = await House.Open(DatabaseProvider.Sqlite, begin: false);
        await house.Write(5);
        await house.Dispatcher.Begin(Cancel);
        await house.Write(2);
        await house.Deliver();
        Assert.Equal([6L, 7], house.Good.Seen);
    }

    private sealed class House(TestDatabase database, ServiceProvider services) : IAsyncDisposable
    {
        public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 18, 1, 0, 0, TimeSpan.Zero));

        public Handler Good => services.GetRequiredService<GoodHandler>();

        public Handler Bad => services.GetRequiredService<BadHandler>();

        public JournalDispatcher Dispatcher => field ??= new JournalDispatcher(
            database, services.GetServices<AfterCommitSubscription>(), new Leases(database, Clock), services, Clock, NullLogger<JournalDispatcher>.Instance);

        public static async Task<House> Open(DatabaseProvider provider, bool begin = true)
        {
            var services = new ServiceCollection().AddSingleton<GoodHandler>().AddSingleton<BadHandler>();
            services.HandleAfterCommit<Noted, BadHandler>("bad");
            services.HandleAfterCommit<Noted, GoodHandler>("good");
            var house = new House(await TestDatabases.Open(provider), services.BuildServiceProvider());
            if (begin)
                await house.Dispatcher.Begin(Cancel);
            return house;
        }

        public async Task Write(int count)
        {
            await SealerTests.Write(database, count);
            Clock.Advance(Leases.Duration * 2); // each sealer here is another process
            while (await SealerTests.Sealer(database, Clock).Sweep(Cancel))
            {
            }
        }

        public async Task Deliver()
        {
            while (await Dispatcher.Sweep(Cancel))
            {
            }
        }

        public async Task<HandlerCursor> Cursor(string name)
        {
            await using var db = database.CreateDbContext();
            return await db.Set<HandlerCursor>().AsNoTracking().SingleAsync(c => c.Name == name, Cancel);
        }

        public async ValueTask DisposeAsync()
        {
            Dispatcher.Dispose();
            await services.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    private abstract class Handler : IHandle<Noted>
    {
        public List<long> Seen { get; } = [];

        public int Tries { get; private set; }

        public long? FailAt { get; set; }

        public Action? After { get; set; }

        public Task Handle(IReadOnlyList<Delivered<Noted>> events, CancellationToken cancel)
        {
            Tries++;
            if (events.Any(e => e.Position == FailAt))
                throw new InvalidOperationException($"no {FailAt}");
            Seen.AddRange(events.Select(e => e.Position));
            After?.Invoke();
            return Task.CompletedTask;
        }
    }

    private sealed class GoodHandler : Handler;

    private sealed class BadHandler : Handler;
}
