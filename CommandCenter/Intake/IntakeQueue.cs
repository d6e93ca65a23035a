using System.Threading.Channels;

namespace CommandCenter.Intake;

/// <summary>Signals of one sending, and the promise of an answer to each after the commit.</summary>
public sealed class SignalBatch(IReadOnlyList<Signal> signals)
{
    private readonly TaskCompletionSource<IReadOnlyList<SignalReceipt>> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IntakeQueue? waitsIn;

    /// <summary>In the sender's order.</summary>
    public IReadOnlyList<Signal> Signals { get; } = signals;

    /// <summary>One receipt for each signal, in their order, after the commit; fails when storing failed, so that the door does not acknowledge.</summary>
    public Task<IReadOnlyList<SignalReceipt>> Done => done.Task;

    /// <summary>The reader's answer, after the commit.</summary>
    /// <exception cref="ArgumentException">It is not one receipt for each signal: a sender would take another item's answer for its own. Nothing is acknowledged.</exception>
    public void Complete(IReadOnlyList<SignalReceipt> receipts)
    {
        if (receipts.Count != Signals.Count)
        {
            var wrong = new ArgumentException($"{receipts.Count} receipts for {Signals.Count} signals.", nameof(receipts));
            Fail(wrong);
            throw wrong;
        }
        GiveRoom();
        done.TrySetResult(receipts);
    }

    /// <summary>Nothing was stored: the sender must send again.</summary>
    public void Fail(Exception problem)
    {
        GiveRoom();
        if (done.TrySetException(problem))
            _ = done.Task.Exception; // a sender that has gone asks no more, and nobody else must trip over it
    }

    internal void WaitsIn(IntakeQueue queue) => waitsIn = queue;

    /// <summary>Its room is free again, once, however often and by whomever it is said.</summary>
    internal void GiveRoom() => Interlocked.Exchange(ref waitsIn, null)?.Free(Signals.Count);
}

/// <summary>
/// The one bounded queue behind all doors. A door offers a sending and is told at once when there is no room, so that it says so to its sender (503 with Retry-After; no
/// PUBACK); nothing is dropped in silence. The Alarms room reads it: it stores and judges many sendings in one commit. A sending keeps its room until it is answered, so the
/// capacity bounds what waits and what is being stored together.
/// </summary>
/// <param name="capacity">How many signals may wait.</param>
public sealed class IntakeQueue(int capacity)
{
    private readonly Channel<SignalBatch> waiting = Channel.CreateUnbounded<SignalBatch>(); // two read it when it closes: the reader and who tells the rest
    private TaskCompletionSource room = NewRoom();
    private int depth;

    /// <summary>How many signals may wait.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>How many signals wait or are being stored.</summary>
    public int Depth => Volatile.Read(ref depth);

    /// <summary>Takes a sending whole, or says that there is no room for it. A sending larger than the whole queue is taken when the queue is empty.</summary>
    public bool TryOffer(SignalBatch batch)
    {
        var size = batch.Signals.Count;
        for (var seen = Depth; ; seen = Depth)
        {
            if (seen != 0 && seen + size > Capacity)
                return false;
            if (Interlocked.CompareExchange(ref depth, seen + size, seen) == seen)
                break;
        }
        batch.WaitsIn(this);
        if (waiting.Writer.TryWrite(batch))
            return true;
        batch.GiveRoom(); // closed meanwhile
        return false;
    }

    /// <summary>Takes a sending whole as soon as there is room for it, or says after a while that there was none.</summary>
    /// <param name="batch">The sending.</param>
    /// <param name="patience">How long its door may hold its sender back; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="clock">The clock that patience is measured by.</param>
    /// <param name="cancel">Ends the waiting; nothing was taken then.</param>
    public async Task<bool> Offer(SignalBatch batch, TimeSpan patience, TimeProvider clock, CancellationToken cancel)
    {
        if (TryOffer(batch))
            return true;
        using var enough = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancel);
        while (true)
        {
            // Taken before the next attempt, so that room that is made between the two is not missed.
            var next = Volatile.Read(ref room).Task;
            if (TryOffer(batch))
                return true;
            if (waiting.Reader.Completion.IsCompleted)
                return false;
            try
            {
                await next.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return false;
            }
        }
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
                catch (Exception nothing) when (nothing is OperationCanceledException or ChannelClosedException)
                {
                    break; // what was taken is the caller's, also when the application stops
                }
            taken.Add(next);
            count += next.Signals.Count;
        }
        return taken;
    }

    /// <summary>The reader is through with these sendings: their room is free again. A sending that was answered has given it back already.</summary>
    public void Release(IEnumerable<SignalBatch> batches)
    {
        foreach (var batch in batches)
            batch.GiveRoom();
    }

    /// <summary>Nothing more is taken, and what nobody has read is not stored: its senders are told to send again.</summary>
    public void Close()
    {
        waiting.Writer.TryComplete();
        while (waiting.Reader.TryRead(out var batch))
            batch.Fail(new OperationCanceledException("The intake has closed."));
    }

    internal void Free(int count)
    {
        Interlocked.Add(ref depth, -count);
        Interlocked.Exchange(ref room, NewRoom()).TrySetResult();
    }

    private static TaskCompletionSource NewRoom() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
