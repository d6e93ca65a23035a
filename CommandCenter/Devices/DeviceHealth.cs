using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>
/// Watches for devices that fall silent or are heard of again. It looks at the live set and asks the database only about those that change; one node does it at a time.
/// Silence counts from when this process began to listen: nobody was heard of while it stood still, and that says nothing about the devices.
/// </summary>
public sealed class DeviceHealth(
    IDbContextFactory<CityDb> databases, DevicesLive live, DeviceIndex index, JournalWriter journal, Leases leases, TimeProvider clock, ILogger<DeviceHealth> logger) : Worker(clock, logger)
{
    private const string LeaseName = "devices.health";
    private const int BatchSize = 500;
    private readonly TimeProvider clock = clock;
    private DateTimeOffset? listeningSince;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        var now = clock.Now();
        listeningSince ??= now;
        if (!await leases.TryHold(LeaseName, cancel))
            return false;
        var turned = live.Set.Items.Values.Where(v => Turned(v.State, v.LastSeenAt, index.KindByCode(v.KindCode), now) is not null).Select(v => v.Id).ToList();
        foreach (var ids in turned.Chunk(BatchSize))
            await Turn(ids, now, cancel);
        return false;
    }

    private async Task Turn(Guid[] ids, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        // The row decides: another node may have heard of it, or it was turned already and the live set has not followed yet.
        foreach (var device in await db.Set<Device>().Where(d => ids.Contains(d.Id)).ToListAsync(cancel))
            switch (Turned(device.State, device.LastSeenAt, index.Kind(device.KindId), now))
            {
                case DeviceState.Offline when device.GoOffline():
                    await Record(db, device, new DeviceWentOffline(device.Code, device.LastSeenAt), now, cancel);
                    break;
                case DeviceState.Online when device.ComeOnline():
                    await Record(db, device, new DeviceCameOnline(device.Code), now, cancel);
                    break;
            }
        await db.SaveChangesAsync(cancel);
    }

    // Null: it stays as it is.
    private DeviceState? Turned(DeviceState state, DateTimeOffset? seenAt, DeviceKind? kind, DateTimeOffset now)
    {
        if (kind is null || state == DeviceState.OutOfService)
            return null;
        if (state == DeviceState.Offline)
            return kind.SilentAfter is not { } lately || seenAt + lately > now ? DeviceState.Online : null;
        var heard = seenAt > listeningSince ? seenAt : listeningSince;
        return kind.SilentAfter is { } patience && now - heard > patience ? DeviceState.Offline : null;
    }

    private Task Record(CityDb db, Device device, IDeviceEvent happened, DateTimeOffset at, CancellationToken cancel) =>
        journal.Record(db, DeviceSubject.Name, happened, new EventContext(device.Id, at, Actor.System, History: false), cancel: cancel);
}
