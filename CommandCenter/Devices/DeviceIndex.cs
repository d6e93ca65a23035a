using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>
/// Every device, kind and dated threshold in memory. One per process; every node follows the Journal. A command line verb calls <see cref="LoadAsync"/> once.
/// What it hands out is shared: read it, never change it. <see cref="Device.LastSeenAt"/> moves without the Journal; <see cref="DevicesLive"/> has it as it is now.
/// </summary>
public sealed class DeviceIndex(IDbContextFactory<CityDb> databases) : IFollowJournal, IDisposable
{
    private const int ReadBatch = 500;
    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile DeviceSnapshot now = DeviceSnapshot.Empty;

    /// <summary>Raised after devices, kinds or thresholds have changed, on any thread; handlers only set a flag or queue a render.</summary>
    public event Action? Changed;

    /// <summary>Every device, the oldest first.</summary>
    public IReadOnlyList<Device> All => now.All;

    /// <summary>Every kind, by code.</summary>
    public IReadOnlyList<DeviceKind> Kinds => now.Kinds;

    /// <summary>Reads everything from the database. Loads do not overtake each other.</summary>
    public Task LoadAsync(CancellationToken cancel) => Replace(async db => new DeviceSnapshot(
        await db.Set<Device>().AsNoTracking().ToListAsync(cancel),
        await db.Set<DeviceKind>().AsNoTracking().ToListAsync(cancel),
        await db.Set<DeviceThresholds>().AsNoTracking().ToListAsync(cancel)), cancel);

    /// <summary>Reads these devices and their thresholds again.</summary>
    public Task LoadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel) => Replace(async db =>
    {
        var (devices, thresholds) = (new List<Device>(ids.Count), new List<DeviceThresholds>());
        foreach (var chunk in ids.Chunk(ReadBatch))
        {
            devices.AddRange(await db.Set<Device>().AsNoTracking().Where(d => chunk.Contains(d.Id)).ToListAsync(cancel));
            thresholds.AddRange(await db.Set<DeviceThresholds>().AsNoTracking().Where(t => chunk.Contains(t.DeviceId)).ToListAsync(cancel));
        }
        return now.With(devices, thresholds);
    }, cancel);

    /// <summary>The device with that id.</summary>
    public Device? Find(Guid id) => now.Find(id);

    /// <summary>The device with that code, in any case.</summary>
    public Device? FindByCode(string? code) => now.FindByCode(code);

    /// <summary>The device that a sender's text means: its code without regard to case, else its name, else an alias, the last two in any spelling.</summary>
    /// <returns>Null when none is meant, or two are.</returns>
    public Device? FindByText(string? codeNameOrAlias) => now.FindByText(codeNameOrAlias);

    /// <summary>The kind with that id.</summary>
    public DeviceKind? Kind(Guid id) => now.Kind(id);

    /// <summary>The kind with that code.</summary>
    public DeviceKind? KindByCode(string? code) => now.KindByCode(code);

    /// <summary>The thresholds that were in force for a quantity of a device at an instant; null before the first set, or where there is none.</summary>
    public DeviceThresholds? ThresholdsAt(Guid deviceId, string quantity, DateTimeOffset at) => now.ThresholdsAt(deviceId, quantity, at);

    /// <summary>Every set of thresholds of a quantity of a device, the oldest first.</summary>
    public IReadOnlyList<DeviceThresholds> ThresholdsOf(Guid deviceId, string quantity) => now.ThresholdsOf(deviceId, quantity);

    /// <summary>The quantities of which a device has thresholds of its own.</summary>
    public IReadOnlyList<string> ThresholdQuantities(Guid deviceId) => now.ThresholdQuantities(deviceId);

    /// <inheritdoc/>
    public Task Rebuild(CancellationToken cancel) => LoadAsync(cancel);

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        if (entries.Any(e => e.Subject == DeviceSubject.Kind))
            return LoadAsync(cancel);
        var ids = entries.Where(e => e.Subject == DeviceSubject.Name).Select(e => e.SubjectId).Distinct().ToList();
        return ids.Count == 0 ? Task.CompletedTask : LoadAsync(ids, cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => loading.Dispose();

    private async Task Replace(Func<CityDb, Task<DeviceSnapshot>> read, CancellationToken cancel)
    {
        await loading.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            now = await read(db);
        }
        finally
        {
            loading.Release();
        }
        Changed?.Invoke();
    }
}
