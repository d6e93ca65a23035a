using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CommandCenter.Platform.Live;

/// <summary>A screen's ear on a live set: a snapshot, then batches of the latest value per key.</summary>
public sealed class LiveSubscription<TKey, TValue> : IDisposable where TKey : notnull where TValue : class
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly Action<LiveSubscription<TKey, TValue>> unsubscribe;
    private Dictionary<TKey, LiveChange<TKey, TValue>> waiting = [];

    internal LiveSubscription(ImmutableDictionary<TKey, TValue> snapshot, long number, Action<LiveSubscription<TKey, TValue>> unsubscribe) =>
        (Snapshot, Number, this.unsubscribe) = (snapshot, number, unsubscribe);

    /// <summary>Everything at the moment of subscribing.</summary>
    public ImmutableDictionary<TKey, TValue> Snapshot { get; }

    /// <summary>The number of the last change that is in the snapshot.</summary>
    public long Number { get; }

    /// <summary>
    /// The changes after the snapshot, in batches no more often than <paramref name="pace"/>; only the latest of each key. Ends when cancelled or disposed.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<LiveChange<TKey, TValue>>> Batches(TimeSpan pace, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await signal.WaitAsync(cancel);
            yield return Take();
            await Task.Delay(pace, clock, cancel);
        }
    }

    /// <summary>What waits now, in the order it happened.</summary>
    public IReadOnlyList<LiveChange<TKey, TValue>> Take()
    {
        lock (gate)
        {
            var taken = waiting;
            waiting = [];
            return [.. taken.Values.OrderBy(c => c.Number)];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => unsubscribe(this);

    internal void Post(List<LiveChange<TKey, TValue>> changes)
    {
        lock (gate)
        {
            foreach (var change in changes)
                waiting[change.Key] = change;
            if (signal.CurrentCount == 0)
                signal.Release();
        }
    }
}
