using System.Collections.Immutable;

namespace CommandCenter.Platform.Live;

/// <summary>One change of a live set: the new value, or null where the thing has left the set.</summary>
/// <param name="Key">The thing.</param>
/// <param name="Value">Its value now; null when it is gone.</param>
/// <param name="Number">Counts the changes of the set, from 1.</param>
public sealed record LiveChange<TKey, TValue>(TKey Key, TValue? Value, long Number) where TValue : class;

/// <summary>
/// What is true now, as immutable records shared by every screen. A subscriber gets a snapshot and what changes after it, taken under one lock, so that nothing
/// is missed or doubled. A slow subscriber costs memory by things, not by events: only the latest value of each key waits for it.
/// </summary>
public sealed class LiveSet<TKey, TValue>(TimeProvider clock) where TKey : notnull where TValue : class
{
    private readonly Lock gate = new();
    private readonly HashSet<LiveSubscription<TKey, TValue>> subscriptions = [];
    private ImmutableDictionary<TKey, TValue> items = ImmutableDictionary<TKey, TValue>.Empty;
    private long number;

    /// <summary>Everything, at this moment.</summary>
    public ImmutableDictionary<TKey, TValue> Items => Volatile.Read(ref items);

    /// <summary>When the set was last known to be in step with the database.</summary>
    public DateTimeOffset? FreshAt { get; private set; }

    /// <summary>How many screens listen.</summary>
    public int Subscribers
    {
        get
        {
            lock (gate)
                return subscriptions.Count;
        }
    }

    /// <summary>Starts listening. Dispose the subscription to stop.</summary>
    public LiveSubscription<TKey, TValue> Subscribe()
    {
        lock (gate)
        {
            var subscription = new LiveSubscription<TKey, TValue>(items, number, Unsubscribe);
            subscriptions.Add(subscription);
            return subscription;
        }
    }

    /// <summary>Sets or, with null, removes values, and tells every subscriber.</summary>
    public void Apply(IEnumerable<KeyValuePair<TKey, TValue?>> changes)
    {
        lock (gate)
        {
            var builder = items.ToBuilder();
            var said = new List<LiveChange<TKey, TValue>>();
            foreach (var (key, value) in changes)
            {
                if (value is null ? !builder.Remove(key) : builder.TryGetValue(key, out var old) && Equals(old, value))
                    continue;
                if (value is not null)
                    builder[key] = value;
                said.Add(new(key, value, ++number));
            }
            Volatile.Write(ref items, builder.ToImmutable());
            FreshAt = clock.GetUtcNow();
            if (said.Count > 0)
                foreach (var subscription in subscriptions)
                    subscription.Post(said);
        }
    }

    /// <summary>Replaces everything, telling subscribers only what differs.</summary>
    public void Reset(IReadOnlyDictionary<TKey, TValue> all) =>
        Apply(Items.Keys.Where(k => !all.ContainsKey(k)).Select(k => KeyValuePair.Create(k, (TValue?)null))
            .Concat(all.Select(p => KeyValuePair.Create(p.Key, (TValue?)p.Value))));

    /// <summary>Says that the set is in step although nothing changed.</summary>
    public void Touch() => FreshAt = clock.GetUtcNow();

    private void Unsubscribe(LiveSubscription<TKey, TValue> subscription)
    {
        lock (gate)
            subscriptions.Remove(subscription);
    }
}
