namespace CommandCenter.Tests.Hosts;

/// <summary>A clock that runs as the machine's does, from another moment on, and can be put forward: for open screens and background work, which a clock that stands still would stop.</summary>
/// <param name="start">What it says now.</param>
public sealed class JumpingClock(DateTimeOffset start) : TimeProvider
{
    private readonly long began = System.GetTimestamp();
    private long jumped;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(began) + TimeSpan.FromTicks(Interlocked.Read(ref jumped));

    /// <summary>Puts it forward.</summary>
    public void Jump(TimeSpan time) => Interlocked.Add(ref jumped, time.Ticks);
}
