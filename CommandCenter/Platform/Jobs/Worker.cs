using CommandCenter.Platform.Data;

namespace CommandCenter.Platform.Jobs;

/// <summary>
/// A loop that sweeps, then waits for a nudge or an interval. A failure is logged and the loop goes on with growing waits: the watcher itself must not stop.
/// A test calls <see cref="Sweep"/> and needs no loop.
/// </summary>
public abstract partial class Worker(TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim nudged = new(0, 1);
    private int failures;

    /// <summary>The longest pause between two sweeps when all is well.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>When the last sweep succeeded; null before the first.</summary>
    public DateTimeOffset? LastSweepAt { get; private set; }

    /// <summary>Why the last sweep failed; null when it succeeded.</summary>
    public string? LastError { get; private set; }

    /// <summary>Whether its loop runs in this process.</summary>
    public bool Runs => ExecuteTask is { IsCompleted: false };

    /// <summary>Does what there is to do; true when there is more to do at once.</summary>
    public abstract Task<bool> Sweep(CancellationToken cancel);

    /// <summary>Asks for a sweep now instead of after the interval.</summary>
    public void Nudge()
    {
        // A full slot means a sweep is already asked for; the race between the check and the release is caught below.
        if (nudged.CurrentCount != 0)
            return;
        try
        {
            nudged.Release();
        }
        catch (SemaphoreFullException)
        {
            LogNudgeRace();
        }
    }

    /// <summary>Sweeps until it is told that everything is done: for a process without background work, which drives it.</summary>
    public async Task Drive(CancellationToken done)
    {
        try
        {
            while (!done.IsCancellationRequested)
                await Sweep(done);
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            return;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = await SweepSafely(stoppingToken);
            if (more || stoppingToken.IsCancellationRequested)
                continue;
            await Wait(stoppingToken);
        }
    }

    private async Task<bool> SweepSafely(CancellationToken cancel)
    {
        try
        {
            var more = await Sweep(cancel);
            (failures, LastError, LastSweepAt) = (0, null, clock.Now());
            return more;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception problem)
        {
            failures++;
            LastError = problem.Message;
            LogSweepFailed(problem, GetType().Name, failures);
            return false;
        }
    }

    private async Task Wait(CancellationToken cancel)
    {
        var wait = failures == 0 ? Interval : TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, Interval.Ticks << Math.Min(failures, 8)));
        using var timer = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            await nudged.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return; // the interval has passed, or the application stops; the loop's condition tells which
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        nudged.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Worker} failed, attempt {Attempt}; it will try again")]
    private partial void LogSweepFailed(Exception problem, string worker, int attempt);

    [LoggerMessage(Level = LogLevel.Trace, Message = "Two nudges at once")]
    private partial void LogNudgeRace();
}
