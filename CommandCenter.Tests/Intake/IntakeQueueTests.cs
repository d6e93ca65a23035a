using CommandCenter.Intake;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Intake;

public sealed class IntakeQueueTests
{
    private static readonly SignalOrigin Origin = new("http", "gauges", History: false);
    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Sending_that_finds_no_room_is_not_taken_at_all()
    {
        var queue = new IntakeQueue(10);
        Assert.True(queue.TryOffer(Batch(7)));
        Assert.False(queue.TryOffer(Batch(4)));
        Assert.Equal(7, queue.Depth);
        Assert.True(queue.TryOffer(Batch(3)));
        Assert.Equal(10, queue.Depth);
    }

    [Fact]
    public async Task Sending_larger_than_the_queue_is_taken_when_the_queue_is_empty_and_never_before()
    {
        var queue = new IntakeQueue(10);
        var small = Batch(1);
        Assert.True(queue.TryOffer(small));
        Assert.False(queue.TryOffer(Batch(50)));
        await queue.Take(100, TimeSpan.Zero, TimeProvider.System, Cancel);
        Assert.False(queue.TryOffer(Batch(50))); // taken is not yet stored
        small.Complete([SignalReceipt.Stored]);
        Assert.True(queue.TryOffer(Batch(50)));
        Assert.False(queue.TryOffer(Batch(1)));
    }

    [Fact]
    public async Task Room_is_given_back_once_whoever_says_so()
    {
        var queue = new IntakeQueue(10);
        var (one, two) = (Batch(4), Batch(3));
        queue.TryOffer(one);
        queue.TryOffer(two);
        var taken = await queue.Take(100, TimeSpan.Zero, TimeProvider.System, Cancel);
        one.Complete([.. one.Signals.Select(_ => SignalReceipt.Stored)]);
        Assert.Equal(3, queue.Depth);
        queue.Release(taken);
        queue.Release(taken);
        two.Fail(new IOException("The disk is full."));
        Assert.Equal(0, queue.Depth);
    }

    [Fact]
    public async Task Door_that_waits_for_room_gets_in_as_soon_as_there_is_some()
    {
        var queue = new IntakeQueue(5);
        var first = Batch(5);
        queue.TryOffer(first);
        var waiting = queue.Offer(Batch(2), TimeSpan.FromSeconds(30), clock, Cancel);
        Assert.False(waiting.IsCompleted);
        first.Complete([.. first.Signals.Select(_ => SignalReceipt.Stored)]);
        Assert.True(await waiting);
        Assert.Equal(2, queue.Depth);
    }

    [Fact]
    public async Task Door_whose_patience_ends_took_nothing()
    {
        var queue = new IntakeQueue(5);
        queue.TryOffer(Batch(5));
        var waiting = queue.Offer(Batch(2), TimeSpan.FromSeconds(5), clock, Cancel);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(await waiting);
        Assert.Equal(5, queue.Depth);
    }

    [Fact]
    public async Task Sendings_within_the_window_share_a_commit_up_to_its_size()
    {
        var queue = new IntakeQueue(100);
        queue.TryOffer(Batch(2));
        var taking = queue.Take(5, TimeSpan.FromMilliseconds(50), clock, Cancel);
        queue.TryOffer(Batch(2));
        queue.TryOffer(Batch(2));
        queue.TryOffer(Batch(2));
        Assert.Equal(3, (await taking).Count);
        var rest = queue.Take(5, TimeSpan.FromMilliseconds(50), clock, Cancel);
        clock.Advance(TimeSpan.FromMilliseconds(60));
        Assert.Single(await rest);
    }

    [Fact]
    public async Task Wrong_number_of_receipts_acknowledges_nothing()
    {
        var batch = Batch(2);
        Assert.Throws<ArgumentException>(() => batch.Complete([SignalReceipt.Stored]));
        await Assert.ThrowsAsync<ArgumentException>(() => batch.Done);
    }

    [Fact]
    public async Task Closed_queue_takes_nothing_and_tells_whoever_waits_unread()
    {
        var queue = new IntakeQueue(5);
        var unread = Batch(5);
        queue.TryOffer(unread);
        var waiting = queue.Offer(Batch(1), Timeout.InfiniteTimeSpan, clock, Cancel);
        queue.Close();
        await Assert.ThrowsAsync<OperationCanceledException>(() => unread.Done);
        Assert.False(await waiting);
        Assert.False(queue.TryOffer(Batch(1)));
        Assert.Equal(0, queue.Depth);
    }

    [Fact]
    public async Task Never_more_than_the_capacity_waits_whatever_many_doors_do_at_once()
    {
        var queue = new IntakeQueue(100);
        var most = 0;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var reading = Task.Run(async () =>
        {
            while (!ending.IsCancellationRequested)
                foreach (var batch in await queue.Take(20, TimeSpan.Zero, TimeProvider.System, ending.Token))
                {
                    most = Math.Max(most, queue.Depth);
                    batch.Complete([.. batch.Signals.Select(_ => SignalReceipt.Stored)]);
                }
        }, Cancel);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(door => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                var batch = Batch(1 + (door + i) % 9);
                Assert.True(await queue.Offer(batch, Timeout.InfiniteTimeSpan, TimeProvider.System, Cancel));
                Assert.Equal(batch.Signals.Count, (await batch.Done).Count);
            }
        }, Cancel)));
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.InRange(most, 1, 100);
        Assert.Equal(0, queue.Depth);
    }

    private static SignalBatch Batch(int size) =>
        new([.. Enumerable.Range(0, size).Select(i => new MeasurementSignal("GD-1", null, DateTimeOffset.UnixEpoch, i, null, DateTimeOffset.UnixEpoch, Origin))]);
}
