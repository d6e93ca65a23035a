using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Data.Bulk;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices.Import;

/// <summary>Writes mapped rows as devices, a batch in one transaction. One for each import.</summary>
public sealed class DeviceWriter(
    IDbContextFactory<CityDb> databases, DeviceIndex index, AreaIndex areas, DepartmentIndex departments, UserDirectory users, JournalWriter journal, TimeProvider clock)
{
    private const int ReadBatch = 500;
    private readonly Dictionary<string, Guid> people = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Code, string Parent)> below = [];

    /// <summary>Looks up what rows name.</summary>
    public async Task Begin(CancellationToken cancel)
    {
        await index.LoadAsync(cancel);
        foreach (var user in await users.List(cancel))
        {
            people.TryAdd(user.UserName, user.Id);
            people.TryAdd(user.DisplayName, user.Id);
        }
    }

    /// <summary>Writes a batch and counts it into the report; returns the rows that were refused.</summary>
    public async Task<IReadOnlyList<RejectedRow>> Write(IReadOnlyList<MappedDevice> rows, Caller caller, DeviceImportReport report, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (known, rejected, counts) = (await Known(db, rows, cancel), new List<RejectedRow>(), new DeviceImportReport());
        var next = await Counter.Take(db, DeviceSubject.Name, rows.Count, cancel); // an update leaves a gap, which is no harm
        foreach (var row in rows)
            try
            {
                var device = known.TryGetValue(row.Code, out var there) ? await Update(db, there, row, caller, counts, cancel) : await Add(db, row, next++, caller, counts, cancel);
                counts.WithoutPlace += device.Latitude is null ? 1 : 0;
                counts.OutsideAreas += device.Latitude is not null && device.AreaId is null && areas.All.Count > 0 ? 1 : 0;
                // A new device has nothing below it, so it makes no circle; a gateway that is known already need not wait for the end.
                if (row.Parent is { } parent && (known.ContainsKey(row.Code) || !HangAtOnce(device, parent)))
                    below.Add((row.Code, parent));
            }
            catch (Refusal refusal)
            {
                rejected.Add(new RejectedRow(row.Line, refusal.Message));
                if (known.TryGetValue(row.Code, out var half))
                    db.Entry(half).State = EntityState.Detached; // what was changed of it before the refusal is not saved
            }
        await BulkWriter.InsertAdded<JournalEntry>(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await index.LoadAsync(cancel);
        (report.Added, report.Changed, report.Unchanged) = (report.Added + counts.Added, report.Changed + counts.Changed, report.Unchanged + counts.Unchanged);
        (report.WithoutPlace, report.OutsideAreas) = (report.WithoutPlace + counts.WithoutPlace, report.OutsideAreas + counts.OutsideAreas);
        report.Unknown.UnionWith(counts.Unknown);
        return rejected;
    }

    private bool HangAtOnce(Device device, string parent)
    {
        if (index.FindByText(parent) is not { } gateway)
            return false;
        device.HangBelow(gateway.Id);
        return true;
    }

    /// <summary>Hangs devices below the gateways they name, once every device of the file is there.</summary>
    public async Task Hang(Caller caller, DeviceImportReport report, CancellationToken cancel)
    {
        var above = index.All.ToDictionary(d => d.Id, d => d.ParentId);
        var moves = new Dictionary<Guid, Guid>();
        foreach (var (code, parent) in below)
        {
            var device = index.FindByCode(code)!;
            if (index.FindByText(parent) is not { } gateway)
                report.Unknown.Add(parent);
            else if (Upwards(gateway.Id, above).Contains(device.Id))
                report.Circles.Add(device.Code);
            else if (device.ParentId != gateway.Id)
                above[device.Id] = moves[device.Id] = gateway.Id;
        }
        foreach (var ids in moves.Keys.Chunk(ReadBatch))
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            foreach (var device in await db.Set<Device>().Where(d => ids.Contains(d.Id)).ToListAsync(cancel))
            {
                device.HangBelow(moves[device.Id]);
                await Record(db, device, new DeviceChanged(device.Code, "parent"), caller, cancel);
            }
            await db.SaveChangesAsync(cancel);
        }
        if (moves.Count > 0)
            await index.LoadAsync(cancel);
    }

    private static IEnumerable<Guid> Upwards(Guid device, Dictionary<Guid, Guid?> above)
    {
        for (Guid? at = device; at is { } id; at = above.GetValueOrDefault(id))
            yield return id;
    }

    private async Task<Dictionary<string, Device>> Known(CityDb db, IReadOnlyList<MappedDevice> rows, CancellationToken cancel)
    {
        var known = new Dictionary<string, Device>(StringComparer.OrdinalIgnoreCase);
        foreach (var ids in rows.Select(r => index.FindByCode(r.Code)?.Id).OfType<Guid>().Chunk(ReadBatch))
            foreach (var device in await db.Set<Device>().Where(d => ids.Contains(d.Id)).ToListAsync(cancel))
                known[device.Code] = device;
        return known;
    }

    private async Task<Device> Add(CityDb db, MappedDevice row, long sequence, Caller caller, DeviceImportReport counts, CancellationToken cancel)
    {
        var kind = Kind(row) ?? throw Refusal.Invalid("kind", "is empty.");
        var at = clock.Now();
        var device = Device.Create(Guid.CreateVersion7(at), sequence, row.Code, row.Name ?? row.Code, kind);
        Details(device, row, counts).ApplyTo(device, areas);
        db.Add(device);
        await Record(db, device, new DeviceAdded(device.Code, device.Name, kind.Code), caller, cancel);
        counts.Added++;
        return device;
    }

    private async Task<Device> Update(CityDb db, Device device, MappedDevice row, Caller caller, DeviceImportReport counts, CancellationToken cancel)
    {
        var changes = Details(device, row, counts).ApplyTo(device, areas);
        if (changes.Count == 0)
        {
            counts.Unchanged++;
            return device;
        }
        await Record(db, device, new DeviceChanged(device.Code, string.Join(", ", changes)), caller, cancel);
        counts.Changed++;
        return device;
    }

    private DeviceDetails Details(Device device, MappedDevice row, DeviceImportReport counts)
    {
        var now = DeviceDetails.Of(device);
        return now with
        {
            Name = row.Name ?? now.Name,
            KindId = Kind(row)?.Id ?? now.KindId,
            Aliases = [.. now.Aliases.Concat(row.Aliases.Where(a => !device.IsCalled(a)))],
            Latitude = row.Position?.Latitude ?? now.Latitude,
            Longitude = row.Position?.Longitude ?? now.Longitude,
            PlaceText = row.Place ?? now.PlaceText,
            DepartmentId = Known(row.Department, t => departments.FindByText(t)?.Id, counts) ?? now.DepartmentId,
            GridWorkerId = Known(row.GridWorker, t => people.TryGetValue(t, out var id) ? id : null, counts) ?? now.GridWorkerId,
        };
    }

    private DeviceKind? Kind(MappedDevice row) => row.Kind is not { } text ? null
        : index.KindByCode(text) ?? index.Kinds.FirstOrDefault(k => k.Name == text || string.Equals(k.NameEn, text, StringComparison.OrdinalIgnoreCase))
        ?? throw Refusal.Invalid("kind", $"'{text}' is not one of {string.Join(", ", index.Kinds.Select(k => k.Code))}.");

    private static Guid? Known(string? text, Func<string, Guid?> find, DeviceImportReport counts)
    {
        if (text is null)
            return null;
        var found = find(text);
        if (found is null)
            counts.Unknown.Add(text);
        return found;
    }

    private Task Record(CityDb db, Device device, IDeviceEvent happened, Caller caller, CancellationToken cancel) =>
        journal.Record(db, DeviceSubject.Name, happened, new EventContext(device.Id, clock.Now(), caller.Actor, History: false), cancel: cancel);
}
