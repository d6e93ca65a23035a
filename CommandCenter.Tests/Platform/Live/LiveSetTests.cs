using CommandCenter.Platform.Live;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Platform.Live;

public class LiveSetTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Thing(int Value);

    [Fact]
    public void Snapshot_and_batches_make_the_set_whatever_happens_between() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[-1, 9]).Array[0, 40].Sample(steps =>
        {
            var set = Set();
            var screens = new List<(LiveSubscription<int, Thing> Ear, Dictionary<int, Thing> Picture)>();
            foreach (var (key, value) in steps)
            {
                if (value == 9)
                    screens.Add(Open(set));
                else if (value == 8 && screens.Count > 0)
                    Take(screens[key % screens.Count]);
                else
                    set.Apply([KeyValuePair.Create(key, value < 0 ? null : new Thing(value))]);
            }
            foreach (var screen in screens)
            {
                Take(screen);
                Assert.Equal(set.Items.OrderBy(p => p.Key), screen.Picture.OrderBy(p => p.Key));
            }
        }, iter: 2_000);

    [Fact]
    public async Task Screens_that_come_and_go_while_many_write_end_with_the_same_picture()
    {
        var set = Set();
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(w => Task.Run(() =>
        {
            var random = new Random(w);
            for (var i = 0; i < 20_000; i++)
                set.Apply([KeyValuePair.Create(random.Next(50), random.Next(4) == 0 ? null : new Thing(i))]);
        }, Cancel)).ToList();
        var screens = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await Task.Yield();
            var screen = Open(set);
            while (!done.IsCancellationRequested)
            {
                Take(screen);
                if (screen.Picture.Count % 7 == 3)
                {
                    screen.Ear.Dispose();
                    screen = Open(set);
                }
            }
            return screen;
        }, Cancel)).ToList();
        await Task.WhenAll(writers);
        await done.CancelAsync();
        foreach (var screen in await Task.WhenAll(screens))
        {
            Take(screen);
            Assert.Equal(set.Items.OrderBy(p => p.Key), screen.Picture.OrderBy(p => p.Key));
        }
    }

    [Fact]
    public void Changes_are_numbered_and_a_subscriber_gets_only_those_after_its_snapshot()
    {
        var set = Set();
        set.Apply([KeyValuePair.Create(1, (Thing?)new Thing(1)), KeyValuePair.Create(2, (Thing?)new Thing(2))]);
        using var ear = set.Subscribe();
        Assert.Equal(2, ear.Number);
        set.Apply([KeyValuePair.Create(1, (Thing?)new Thing(1))]); // nothing new
        set.Apply([KeyValuePair.Create(3, (Thing?)null)]); // was never there
        Assert.Empty(ear.Take());
        set.Apply([KeyValuePair.Create(2, (Thing?)null), KeyValuePair.Create(1, (Thing?)new Thing(5))]);
        Assert.Equal([(2, null, 3L), (1, new Thing(5), 4L)], ear.Take().Select(c => (c.Key, c.Value, c.Number)));
    }

    [Fact]
    public void Slow_subscriber_keeps_only_the_latest_of_each_key()
    {
        var set = Set();
        using var slow = set.Subscribe();
        for (var i = 0; i < 100_000; i++)
            set.Apply([KeyValuePair.Create(i % 10, (Thing?)new Thing(i))]);
        var waiting = slow.Take();
        Assert.Equal(Enumerable.Range(99_990, 10), waiting.Select(c => c.Value!.Value));
        Assert.Empty(slow.Take());
    }

    [Fact]
    public void Disposed_subscription_is_forgotten_by_the_set()
    {
        var set = Set();
        var (one, other) = (set.Subscribe(), set.Subscribe());
        Assert.Equal(2, set.Subscribers);
        one.Dispose();
        one.Dispose();
        Assert.Equal(1, set.Subscribers);
        set.Apply([KeyValuePair.Create(1, (Thing?)new Thing(1))]);
        Assert.Empty(one.Take());
        Assert.Single(other.Take());
        other.Dispose();
        Assert.Equal(0, set.Subscribers);
    }

    [Fact]
    public async Task Batches_come_no_more_often_than_their_pace_and_end_when_cancelled()
    {
        var clock = new FakeTimeProvider();
        var set = new LiveSet<int, Thing>(clock);
        using var ear = set.Subscribe();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var batches = ear.Batches(TimeSpan.FromMilliseconds(500), clock, stop.Token).GetAsyncEnumerator(Cancel);
        set.Apply([KeyValuePair.Create(1, (Thing?)new Thing(1))]);
        Assert.True(await batches.MoveNextAsync());
        Assert.Equal(1, Assert.Single(batches.Current).Value!.Value);
        var next = batches.MoveNextAsync().AsTask();
        for (var i = 2; i < 50; i++)
            set.Apply([KeyValuePair.Create(1, (Thing?)new Thing(i))]);
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.True(await next);
        Assert.Equal(49, Assert.Single(batches.Current).Value!.Value);
        next = batches.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private static LiveSet<int, Thing> Set() => new(TimeProvider.System);

    private static (LiveSubscription<int, Thing> Ear, Dictionary<int, Thing> Picture) Open(LiveSet<int, Thing> set)
    {
        var ear = set.Subscribe();
        return (ear, ear.Snapshot.ToDictionary());
    }

    private static void Take((LiveSubscription<int, Thing> Ear, Dictionary<int, Thing> Picture) screen)
    {
        var last = 0L;
        foreach (var change in screen.Ear.Take())
        {
            Assert.True(change.Number > last && change.Number > screen.Ear.Number);
            last = change.Number;
            if (change.Value is null)
                screen.Picture.Remove(change.Key);
            else
                screen.Picture[change.Key] = change.Value;
        }
    }
}
