using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>
/// Every device with its newest values, live. Measurements are not journaled: the process that stored them says so by <see cref="Apply"/> after the commit, and
/// <see cref="DevicesLiveTail"/> reads what other processes stored. What people change comes by the Journal's tail,
/// which tells the index first.
/// </summary>
public sealed class DevicesLive(IDbContextFactory<CityDb> databases, DeviceIndex index, TimeProvider clock) : IFollowJournal
{
    private const int ReadBatch = 500;
    private readonly Lock gate = new();

    /// <summary>The set; keys are device ids.</summary>
    public LiveSet<Guid, DeviceView> Set { get; } = new(clock);

    /// <summary>Raised after an offline device was heard of just now, on any thread: whoever decides that it is online again need not wait.</summary>
    public event Action? HeardOfOffline;

    /// <summary>These were stored and are committed. Duplicates and future instants change nothing; what is late only says that the device was heard of.</summary>
    public void Apply(IReadOnlyList<StoredMeasurement> stored)
    {
        var newest = MeasurementStore.Newest(stored).ToLookup(m => m.DeviceId, m => new LatestValue(m.Quantity, m.Value, m.At));
        var woke = Change(MeasurementStore.Seen(stored).Select(seen => (seen.Key, newest[seen.Key], (DateTimeOffset?)seen.Value)));
        if (woke)
            HeardOfOffline?.Invoke();
    }

    /// <summary>Another process stored these.</summary>
    internal void Apply(IEnumerable<DeviceLatest> rows)
    {
        var woke = Change(rows.GroupBy(r => r.DeviceId).Select(g => (g.Key, g.Select(r => new LatestValue(r.Quantity, r.Value, r.At)), (DateTimeOffset?)g.Max(r => r.At < r.WrittenAt ? r.At : r.WrittenAt))));
        Set.Touch();
        if (woke)
            HeardOfOffline?.Invoke();
    }

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var latest = (await db.Set<DeviceLatest>().AsNoTracking().ToListAsync(cancel)).ToLookup(l => l.DeviceId);
        var devices = await db.Set<Device>().AsNoTracking().ToListAsync(cancel);
        lock (gate)
            Set.Reset(devices.Select(d => Merged(d, latest[d.Id])).ToDictionary(v => v.Id));
    }

    /// <inheritdoc/>
    public async Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        if (entries.Any(e => e.Subject == DeviceSubject.Kind))
        {
            await Rebuild(cancel);
            return;
        }
        var ids = entries.Where(e => e.Subject == DeviceSubject.Name).Select(e => e.SubjectId).Distinct().ToList();
        foreach (var chunk in ids.Chunk(ReadBatch))
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var latest = (await db.Set<DeviceLatest>().AsNoTracking().Where(l => chunk.Contains(l.DeviceId)).ToListAsync(cancel)).ToLookup(l => l.DeviceId);
            var devices = await db.Set<Device>().AsNoTracking().Where(d => chunk.Contains(d.Id)).ToListAsync(cancel);
            lock (gate)
                Set.Apply(devices.Select(d => KeyValuePair.Create(d.Id, (DeviceView?)Merged(d, latest[d.Id]))));
        }
    }

    // The row may have been read before a measurement was applied here: what is newer stays.
    private DeviceView Merged(Device device, IEnumerable<DeviceLatest> latest)
    {
        var kind = index.Kind(device.KindId);
        var row = DeviceView.Of(device, kind, latest.Select(l => new LatestValue(l.Quantity, l.Value, l.At)));
        return Set.Items.TryGetValue(device.Id, out var known) ? row.With(known.Latest, known.LastSeenAt, kind) : row;
    }

    private bool Change(IEnumerable<(Guid Device, IEnumerable<LatestValue> Values, DateTimeOffset? SeenAt)> heard)
    {
        lock (gate)
        {
            var (changes, woke) = (new List<KeyValuePair<Guid, DeviceView?>>(), false);
            foreach (var (device, values, seenAt) in heard)
                if (Set.Items.TryGetValue(device, out var view))
                {
                    var kind = index.KindByCode(view.KindCode);
                    changes.Add(KeyValuePair.Create(device, (DeviceView?)view.With(values, seenAt, kind)));
                    woke |= view.State == DeviceState.Offline && seenAt + kind?.SilentAfter > clock.GetUtcNow();
                }
            Set.Apply(changes);
            return woke;
        }
    }
}
