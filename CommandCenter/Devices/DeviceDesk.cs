using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>What people do to devices. Every refusal is a <see cref="Refusal"/> that names its field.</summary>
public sealed class DeviceDesk(
    IDbContextFactory<CityDb> databases, DeviceIndex index, AreaIndex areas, DepartmentIndex departments, UserDirectory users, JournalWriter journal, TimeProvider clock)
{
    /// <summary>The kind of the deadline at which a device returns to service.</summary>
    public const string ServiceDeadline = "device.service";

    private const int Attempts = 5;

    /// <summary>Adds a device.</summary>
    /// <exception cref="Refusal">A field is wrong, or the code is taken.</exception>
    public async Task<Device> Add(DeviceDetails details, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        var kind = index.Kind(details.KindId) ?? throw Refusal.Invalid("kind", "there is no such kind.");
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var at = clock.Now();
        var device = Device.Create(Guid.CreateVersion7(at), await Counter.Take(db, DeviceSubject.Name, 1, cancel), details.Code, details.Name, kind);
        details.ApplyTo(device, areas);
        await Check(db, device, cancel);
        db.Add(device);
        await Record(db, device, new DeviceAdded(device.Code, device.Name, kind.Code), at, caller.Actor, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await index.LoadAsync([device.Id], cancel);
        return device;
    }

    /// <summary>Renames, respells, moves, gives away: whatever of <paramref name="details"/> differs, in one step. The code stays.</summary>
    /// <param name="id">Which device.</param>
    /// <param name="version">The <see cref="Device.Version"/> the caller saw.</param>
    /// <param name="details">What it is to be.</param>
    /// <param name="caller">Who changes it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Device> Change(Guid id, int version, DeviceDetails details, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var device = await Find(db, id, cancel);
        if (device.Version != version)
            throw ChangedMeanwhile(device);
        var changes = details.ApplyTo(device, areas);
        if (changes.Count == 0)
            return device;
        await Check(db, device, cancel);
        await Record(db, device, new DeviceChanged(device.Code, string.Join(", ", changes)), clock.Now(), caller.Actor, cancel);
        return await Save(db, device, cancel);
    }

    /// <summary>停用: takes it out for maintenance, or changes reason and end. With an end it returns by itself.</summary>
    /// <exception cref="Refusal">There is no such device, no reason, or the end lies in the past.</exception>
    public async Task<Device> TakeOutOfService(Guid id, string reason, DateTimeOffset? untilAt, Caller caller, CancellationToken cancel)
    {
        MustHandle(caller);
        return await Retry(async db =>
        {
            var (device, now) = (await Find(db, id, cancel), clock.Now());
            device.TakeOutOfService(reason, untilAt is { } until ? Instants.Truncate(until) : null, now);
            await Arm(db, device, now, cancel);
            await Record(db, device, new DeviceTakenOutOfService(device.Code, device.ServiceReason!, device.ServiceUntilAt), now, caller.Actor, cancel);
            return device;
        }, cancel);
    }

    /// <summary>Puts it back into service.</summary>
    /// <exception cref="Refusal">There is no such device, or it is in service.</exception>
    public async Task<Device> ReturnToService(Guid id, Caller caller, CancellationToken cancel)
    {
        MustHandle(caller);
        return await Retry(async db =>
        {
            var (device, now) = (await Find(db, id, cancel), clock.Now());
            device.ReturnToService(index.Kind(device.KindId)?.SilentAfter, now);
            await Arm(db, device, now, cancel);
            await Record(db, device, new DeviceReturnedToService(device.Code), now, caller.Actor, cancel);
            return device;
        }, cancel);
    }

    /// <summary>The time of maintenance is over; called by its deadline.</summary>
    public async Task ServiceIsOver(CityDbDeadline due, CancellationToken cancel)
    {
        var device = await due.Db.Set<Device>().FirstOrDefaultAsync(d => d.Id == due.Deadline.SubjectId, cancel);
        if (device is not { State: DeviceState.OutOfService, ServiceUntilAt: not null })
            return;
        var now = clock.Now();
        device.ReturnToService(index.Kind(device.KindId)?.SilentAfter, now);
        await journal.Record(due.Db, DeviceSubject.Name, new DeviceReturnedToService(device.Code), new EventContext(device.Id, now, Actor.System, History: false), due.Deadline.OnceKey, cancel);
    }

    /// <summary>Sets a device's own thresholds of a quantity from an instant on; those from the same instant are replaced. 0 is "not set".</summary>
    /// <exception cref="Refusal">They do not rise, or its kind measures no such thing.</exception>
    public async Task SetThresholds(Guid id, string quantity, DateTimeOffset fromAt, double? watch, double? warning, double? limit, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (device, now) = (await Find(db, id, cancel), clock.Now());
        var measured = index.Kind(device.KindId)?.QuantityOf(quantity) ?? throw Refusal.Invalid("quantity", $"{device.Code} does not measure '{quantity}'.");
        var rising = new[] { watch, warning, limit }.Where(t => t is not null and not 0).OfType<double>().ToList();
        if (rising.Exists(t => !double.IsFinite(t)) || !rising.SequenceEqual(rising.Order()))
            throw Refusal.Invalid("thresholds", "must rise from watch to warning to limit.");
        var from = Instants.Truncate(fromAt);
        if (await db.Set<DeviceThresholds>().FirstOrDefaultAsync(t => t.DeviceId == id && t.Quantity == measured.Code && t.FromAt == from, cancel) is { } there)
            there.Set(watch, warning, limit);
        else
            db.Add(there = DeviceThresholds.Create(Guid.CreateVersion7(now), id, measured.Code, from, watch, warning, limit));
        await Record(db, device, new DeviceThresholdsSet(device.Code, measured.Code, from, there.Watch, there.Warning, there.Limit), now, caller.Actor, cancel);
        await db.SaveChangesAsync(cancel);
        await index.LoadAsync([id], cancel);
    }

    private async Task Check(CityDb db, Device device, CancellationToken cancel)
    {
        var lower = device.Code.ToLowerInvariant();
        if (await db.Set<Device>().AnyAsync(d => d.Id != device.Id && d.Code.ToLower() == lower, cancel))
            throw new Refusal(StatusCodes.Status409Conflict, "code-taken", $"code: another device has the code {device.Code}.") { Field = "code" };
        if (index.Kind(device.KindId) is null)
            throw Refusal.Invalid("kind", "there is no such kind.");
        if (device.DepartmentId is { } department && departments.Find(department) is null)
            throw Refusal.Invalid("department", "there is no such department.");
        if (device.GridWorkerId is { } worker && await users.Find(worker, cancel) is null)
            throw Refusal.Invalid("gridWorker", "there is no such person.");
        var passed = new HashSet<Guid> { device.Id };
        for (var above = device.ParentId; above is { } parent; above = (index.Find(parent) ?? throw Refusal.Invalid("parent", "there is no such device.")).ParentId)
            if (!passed.Add(parent))
                throw new Refusal(StatusCodes.Status422UnprocessableEntity, "device-circle", $"parent: {device.Code} cannot speak through itself or through a device below it.") { Field = "parent" };
    }

    private static async Task Arm(CityDb db, Device device, DateTimeOffset now, CancellationToken cancel)
    {
        var deadline = await db.Set<Deadline>().FirstOrDefaultAsync(d => d.SubjectId == device.Id && d.Kind == ServiceDeadline, cancel);
        if (device.ServiceUntilAt is not { } until)
            deadline?.Cancel(now);
        else if (deadline is null)
            db.Add(Deadline.Arm(Guid.CreateVersion7(now), ServiceDeadline, device.Id, until));
        else
            deadline.Rearm(until);
    }

    // A device is also moved by the watch over silence; who meets it reads again, for the reason still stands.
    private async Task<Device> Retry(Func<CityDb, Task<Device>> act, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var device = await act(db);
            try
            {
                await db.SaveChangesAsync(cancel);
                await index.LoadAsync([device.Id], cancel);
                return device;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Read again.
            }
        }
    }

    private async Task<Device> Save(CityDb db, Device device, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(device);
        }
        await index.LoadAsync([device.Id], cancel);
        return device;
    }

    private static async Task<Device> Find(CityDb db, Guid id, CancellationToken cancel) =>
        await db.Set<Device>().FirstOrDefaultAsync(d => d.Id == id, cancel) ?? throw Refusal.NotFound($"Device {id}");

    private Task Record(CityDb db, Device device, IDeviceEvent happened, DateTimeOffset at, Actor actor, CancellationToken cancel) =>
        journal.Record(db, DeviceSubject.Name, happened, new EventContext(device.Id, at, actor, History: false), cancel: cancel);

    private static Refusal ChangedMeanwhile(Device device) => new(StatusCodes.Status409Conflict, "changed-meanwhile", $"{device.Code} was changed by somebody else; look at it again.")
    {
        Facts = new Dictionary<string, object?> { ["version"] = device.Version },
    };

    private static void MustAdminister(Caller caller)
    {
        if (!caller.Is(Role.Administrator))
            throw new Refusal(StatusCodes.Status403Forbidden, "not-administrator", "Only an administrator changes devices.");
    }

    private static void MustHandle(Caller caller)
    {
        if (!caller.Is(Role.DutyOfficer) && !caller.Is(Role.Supervisor) && !caller.Is(Role.Administrator))
            throw new Refusal(StatusCodes.Status403Forbidden, "not-yours", "Only a duty officer, a supervisor or an administrator takes devices out of service.");
    }
}
