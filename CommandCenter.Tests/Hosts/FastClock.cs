namespace CommandCenter.Tests.Hosts;

/// <summary>
/// A clock that runs some times as fast as the machine's, with all its timers: for what waits long by the real clock and runs by itself meanwhile, such as a silence that is
/// judged. What a network takes seems longer by it, so a test leaves room for that.
/// </summary>
/// <param name="start">What it says now.</param>
/// <param name="times">How many of its seconds pass in one.</param>
public sealed class FastClock(DateTimeOffset start, int times) : TimeProvider
{
    private readonly long began = System.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency / times;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(began) * times);

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(System.CreateTimer(callback, state, Fast(dueTime), Fast(period)), this);

    private TimeSpan Fast(TimeSpan time) => time == Timeout.InfiniteTimeSpan || time == TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / times));

    private sealed class Timer(ITimer inner, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.Fast(dueTime), clock.Fast(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
