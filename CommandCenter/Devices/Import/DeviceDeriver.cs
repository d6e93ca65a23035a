using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices.Import;

/// <summary>What was made of the rows of a measurement file before they are played.</summary>
/// <param name="Devices">Devices that were added.</param>
/// <param name="Aliases">Spellings that were added to devices.</param>
/// <param name="Thresholds">Dated sets of thresholds that were added or changed.</param>
/// <param name="Unreadable">Rows whose thresholds cannot be read; they changed none.</param>
public sealed record DerivedReport(int Devices, int Aliases, int Thresholds, int Unreadable);

/// <summary>
/// Makes devices and their dated thresholds of what a measurement file says of them, so that every row finds its device and is judged by what was in force at its time.
/// What is there stays: a spelling that means a device already means it still, and nothing an administrator set is taken back. A second time it changes nothing.
/// </summary>
public sealed class DeviceDeriver(
    IDbContextFactory<CityDb> databases, DeviceIndex index, AreaIndex areas, DepartmentIndex departments, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Reads the whole file and derives.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    public async Task<DerivedReport> Derive(MeasurementProfile profile, string path, Caller caller, CancellationToken cancel)
    {
        if (profile.Devices is null)
            return new DerivedReport(0, 0, 0, 0);
        var (rows, readings) = (new MeasurementRows(profile), new List<MappedReading>());
        await using var file = SourceFile.Open(path, profile);
        await foreach (var row in file.Rows(cancel))
            readings.AddRange(rows.Map(row).Readings);
        return await Derive(profile, readings, caller, cancel);
    }

    /// <summary>Derives from rows in any order; it sorts them by time, and keeps the order of arrival within an instant.</summary>
    /// <exception cref="ProfileProblem">The profile names a kind that is not there.</exception>
    public async Task<DerivedReport> Derive(MeasurementProfile profile, IReadOnlyList<MappedReading> readings, Caller caller, CancellationToken cancel)
    {
        if (profile.Devices is not { } derived)
            return new DerivedReport(0, 0, 0, 0);
        await index.LoadAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var work = new Work(db, profile, derived, caller.Actor, clock.Now());
        foreach (var spelling in readings.OrderBy(r => r.At).ThenBy(r => r.Line).GroupBy(r => r.Device))
            await Meet(work, spelling.Key, [.. spelling], cancel);
        foreach (var (device, rows) in work.Rows.Values)
            foreach (var quantity in rows.OrderBy(r => r.At).ThenBy(r => r.Line).GroupBy(r => r.Reading.Quantity))
                await Date(work, device, quantity.Key, quantity, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await index.LoadAsync(cancel);
        return new DerivedReport(work.Devices, work.Aliases, work.Sets, readings.Count(r => r.Facts.ThresholdsUnreadable));
    }

    // What the text already means here comes first, then what the profile says it means, then a device that this file named before; else it is new.
    private async Task Meet(Work work, string text, IReadOnlyList<MappedReading> rows, CancellationToken cancel)
    {
        var suffix = rows[0].Reading.Suffix;
        var written = text[..^suffix.Length];
        var meant = work.Profile.Aliases.GetValueOrDefault(written, written) + suffix;
        if (index.FindByText(text) is { } known)
        {
            work.Take(known, rows);
            return;
        }
        var device = index.FindByText(meant) is { } there ? await work.Tracked(there, cancel)
            : work.Named.TryGetValue(Spelling.Normalize(meant), out var named) ? named
            : await Add(work, meant, rows, cancel);
        work.Take(device, rows);
        if (device.IsCalled(text))
            return;
        device.SetAliases(device.Aliases.Append(text));
        work.Aliases++;
        if (!work.IsNew(device))
            await Record(work, device, new DeviceChanged(device.Code, "aliases"), cancel);
    }

    private async Task<Device> Add(Work work, string name, IReadOnlyList<MappedReading> rows, CancellationToken cancel)
    {
        var kind = index.KindByCode(rows[0].Reading.Kind) ?? throw new ProfileProblem($"The profile '{work.Profile.Name}' names the kind '{rows[0].Reading.Kind}', which is not there.");
        var sequence = await Counter.Take(work.Db, DeviceSubject.Name, 1, cancel);
        var device = Device.Create(Guid.CreateVersion7(work.Now), sequence, Code(work, name), name, kind);
        var facts = rows.Select(r => r.Facts).ToList();
        var position = facts.Select(f => f.Position).FirstOrDefault(p => p is not null);
        device.Place(position, facts.Select(f => f.Place).FirstOrDefault(p => p is not null), position is { } at ? areas.SmallestAt(at.Latitude, at.Longitude)?.Id : null);
        device.GiveTo(departments.FindByText(facts.Select(f => f.Department).FirstOrDefault(d => d is not null))?.Id, gridWorkerId: null);
        work.Db.Add(device);
        work.Named[Spelling.Normalize(name)] = device;
        work.Devices++;
        await Record(work, device, new DeviceAdded(device.Code, device.Name, kind.Code), cancel);
        return device;
    }

    // The name in letters and digits; a second device of the same letters gets a number.
    private string Code(Work work, string name)
    {
        var letters = string.Concat(work.Derived.CodePrefix, string.Join('-', Spelling.Normalize(name).Split(' ')).ToUpperInvariant());
        letters = letters[..Math.Min(letters.Length, Device.CodeLength - 4)];
        var code = letters;
        for (var number = 2; index.FindByCode(code) is not null || work.Named.Values.Any(d => d.Code.Equals(code, StringComparison.OrdinalIgnoreCase)); number++)
            code = $"{letters}-{number}";
        return code;
    }

    // A new set only where the values change in time order; of several rows for one instant the last that arrived counts.
    private async Task Date(Work work, Device device, string quantity, IEnumerable<MappedReading> rows, CancellationToken cancel)
    {
        var sets = work.IsNew(device) ? [] : index.ThresholdsOf(device.Id, quantity).ToDictionary(s => s.FromAt, s => (s.Id, Values: new RowThresholds(s.Watch, s.Warning, s.Limit)));
        var instants = new SortedList<DateTimeOffset, RowThresholds>(sets.ToDictionary(s => s.Key, s => s.Value.Values));
        RowThresholds? last = null;
        foreach (var row in rows.Where(r => r.Facts.Thresholds is not null))
        {
            var said = row.Facts.Thresholds!;
            if (said == last)
                continue;
            last = said;
            if (said == InForce(instants, row.At))
                continue;
            instants[row.At] = said;
        }
        foreach (var (from, said) in instants.Where(i => !sets.TryGetValue(i.Key, out var stored) || stored.Values != i.Value))
        {
            if (sets.TryGetValue(from, out var replaced))
                (await work.Db.Set<DeviceThresholds>().SingleAsync(t => t.Id == replaced.Id, cancel)).Set(said.Watch, said.Warning, said.Limit);
            else
                work.Db.Add(DeviceThresholds.Create(Guid.CreateVersion7(work.Now), device.Id, quantity, from, said.Watch, said.Warning, said.Limit));
            work.Sets++;
            await Record(work, device, new DeviceThresholdsSet(device.Code, quantity, from, said.Watch, said.Warning, said.Limit), cancel);
        }
    }

    private static RowThresholds InForce(SortedList<DateTimeOffset, RowThresholds> sets, DateTimeOffset at)
    {
        var force = new RowThresholds(null, null, null); // before the first set none is set
        foreach (var (from, values) in sets)
            if (from <= at)
                force = values;
            else
                break;
        return force;
    }

    private Task Record(Work work, Device device, IDeviceEvent happened, CancellationToken cancel) =>
        journal.Record(work.Db, DeviceSubject.Name, happened, new EventContext(device.Id, work.Now, work.Actor, History: true), cancel: cancel);

    private sealed class Work(CityDb db, MeasurementProfile profile, DerivedDevices derived, Actor actor, DateTimeOffset now)
    {
        private readonly Dictionary<Guid, Device> tracked = [];

        public CityDb Db => db;

        public MeasurementProfile Profile => profile;

        public DerivedDevices Derived => derived;

        public Actor Actor => actor;

        public DateTimeOffset Now => now;

        public Dictionary<string, Device> Named { get; } = [];

        public Dictionary<Guid, (Device Device, List<MappedReading> Rows)> Rows { get; } = [];

        public int Devices { get; set; }

        public int Aliases { get; set; }

        public int Sets { get; set; }

        public bool IsNew(Device device) => Named.ContainsValue(device);

        public void Take(Device device, IReadOnlyList<MappedReading> rows)
        {
            if (!Rows.TryGetValue(device.Id, out var taken))
                Rows[device.Id] = taken = (device, []);
            taken.Rows.AddRange(rows);
        }

        public async Task<Device> Tracked(Device device, CancellationToken cancel)
        {
            if (!tracked.TryGetValue(device.Id, out var row))
                tracked[device.Id] = row = await db.Set<Device>().SingleAsync(d => d.Id == device.Id, cancel);
            return row;
        }
    }
}
