using System.Threading.Channels;

namespace CommandCenter.Intake;

/// <summary>Signals of one sending, and the promise of an answer to each after the commit.</summary>
public sealed class SignalBatch(IReadOnlyList<Signal> signals)
{
    private readonly TaskCompletionSource<IReadOnlyList<SignalReceipt>> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>In the sender's order.</summary>
    public IReadOnlyList<Signal> Signals { get; } = signals;

    /// <summary>One receipt for each signal, in their order, after the commit; fails when storing failed, so that the door does not acknowledge.</summary>
    public Task<IReadOnlyList<SignalReceipt>> Done => done.Task;

    /// <summary>The reader's answer, after the commit.</summary>
    public void Complete(IReadOnlyList<SignalReceipt> receipts) => done.TrySetResult(receipts);

    /// <summary>Nothing was stored: the sender must send again.</summary>
    public void Fail(Exception problem) => done.TrySetException(problem);
}

/// <summary>
/// The one bounded queue behind all doors. A door offers a sending and is told at once when there is no room, so that it says so to its sender (503 with Retry-After; no
/// PUBACK); nothing is dropped in silence. The Alarms room reads it: it stores and judges many sendings in one commit.
/// </summary>
/// <param name="capacity">How many signals may wait.</param>
public sealed class IntakeQueue(int capacity)
{
    private readonly Channel<SignalBatch> waiting = Channel.CreateUnbounded<SignalBatch>(new UnboundedChannelOptions { SingleReader = true });
    private int depth;

    /// <summary>How many signals may wait.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>How many signals wait or are being stored.</summary>
    public int Depth => Volatile.Read(ref depth);

    /// <summary>Takes a sending whole, or says that there is no room for it. A sending larger than the whole queue is taken when the queue is empty.</summary>
    public bool TryOffer(SignalBatch batch)
    {
        var size = batch.Signals.Count;
        if (Interlocked.Add(ref depth, size) > Capacity && Volatile.Read(ref depth) != size)
        {
            Interlocked.Add(ref depth, -size);
            return false;
        }
        return waiting.Writer.TryWrite(batch);
    }

    /// <summary>
    /// Waits for the first sending, then takes what is there, and for a short window what still comes, up to <paramref name="most"/> signals: one group commit.
    /// </summary>
    public async Task<IReadOnlyList<SignalBatch>> Take(int most, TimeSpan window, TimeProvider clock, CancellationToken cancel)
    {
        var taken = new List<SignalBatch> { await waiting.Reader.ReadAsync(cancel) };
        var count = taken[0].Signals.Count;
        using var closing = new CancellationTokenSource(window, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(closing.Token, cancel);
        while (count < most)
        {
            if (!waiting.Reader.TryRead(out var next))
                try
                {
                    next = await waiting.Reader.ReadAsync(either.Token);
                }
                catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
                {
                    break;
                }
            taken.Add(next);
            count += next.Signals.Count;
        }
        return taken;
    }

    /// <summary>The reader is through with these sendings: their room is free again.</summary>
    public void Release(IEnumerable<SignalBatch> batches) => Interlocked.Add(ref depth, -batches.Sum(b => b.Signals.Count));
}
