using System.Collections.Concurrent;
using CommandCenter.Intake;

namespace CommandCenter.Tests.Intake;

/// <summary>Reads the queue in the test's hand: it takes at once, and answers when the test lets it, as the test says.</summary>
internal sealed class HandReader : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim answers;
    private readonly Task reading;

    /// <summary>Begins to read.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="answer">What becomes of a signal; stored, unless told otherwise. What it throws fails the sending.</param>
    /// <param name="holding">Whether it answers only as often as <see cref="Answer"/> is called.</param>
    public HandReader(IntakeQueue queue, Func<Signal, SignalReceipt>? answer = null, bool holding = false)
    {
        answers = new SemaphoreSlim(holding ? 0 : int.MaxValue);
        reading = Task.Run(() => Read(queue, answer ?? (_ => SignalReceipt.Stored)));
    }

    /// <summary>What it took, in order, answered or not.</summary>
    public ConcurrentQueue<Signal> Taken { get; } = new();

    /// <summary>Lets it answer one sending.</summary>
    public void Answer() => answers.Release();

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading;
        ending.Dispose();
        answers.Dispose();
    }

    private async Task Read(IntakeQueue queue, Func<Signal, SignalReceipt> answer)
    {
        try
        {
            while (true)
                foreach (var batch in await queue.Take(1, TimeSpan.Zero, TimeProvider.System, ending.Token))
                {
                    foreach (var signal in batch.Signals)
                        Taken.Enqueue(signal);
                    await answers.WaitAsync(ending.Token);
                    Complete(batch, answer);
                }
        }
        catch (OperationCanceledException)
        {
            return; // the test is through
        }
    }

    private static void Complete(SignalBatch batch, Func<Signal, SignalReceipt> answer)
    {
        try
        {
            batch.Complete([.. batch.Signals.Select(answer)]);
        }
        catch (InvalidOperationException broken)
        {
            batch.Fail(broken);
        }
    }
}
