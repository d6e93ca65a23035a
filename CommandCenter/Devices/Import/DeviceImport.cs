using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Devices.Import;

/// <summary>What came of an import of devices, with the dirt named.</summary>
public sealed class DeviceImportReport
{
    /// <summary>Rows in the file.</summary>
    public long Read { get; set; }

    /// <summary>Devices added.</summary>
    public long Added { get; set; }

    /// <summary>Devices of which something changed.</summary>
    public long Changed { get; set; }

    /// <summary>Devices that were there as the file says.</summary>
    public long Unchanged { get; set; }

    /// <summary>Rows that were refused.</summary>
    public long Rejected { get; set; }

    /// <summary>Where the rejected rows are listed; null when there are none.</summary>
    public string? RejectsPath { get; set; }

    /// <summary>Devices without a place.</summary>
    public long WithoutPlace { get; set; }

    /// <summary>Devices whose place lies outside every area.</summary>
    public long OutsideAreas { get; set; }

    /// <summary>Departments, people and gateways that the file names and that are not here; the devices came without them.</summary>
    public SortedSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>Devices that would speak through themselves, directly or not; their gateway was left as it is.</summary>
    public SortedSet<string> Circles { get; } = new(StringComparer.Ordinal);

    /// <summary>The report in lines, most important first.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"Rows read {Read:N0}: {Added:N0} devices added, {Changed:N0} changed, {Unchanged:N0} unchanged, {Rejected:N0} rejected.";
        if (RejectsPath is not null)
            yield return $"Rejected rows with line and reason: {RejectsPath}";
        yield return $"Without a place: {WithoutPlace:N0}. Outside every area: {OutsideAreas:N0}.";
        if (Unknown.Count > 0)
            yield return $"Not known here, {Unknown.Count:N0}: {string.Join(", ", Unknown.Take(10))}{(Unknown.Count > 10 ? ", …" : ".")}";
        if (Circles.Count > 0)
            yield return $"Would speak through themselves, and do not: {string.Join(", ", Circles)}.";
    }
}

/// <summary>
/// Imports devices from a file. A device's identity is its code, so a second import of the same file changes nothing. What a file does not say of a device stays as it is,
/// and other spellings are only ever added.
/// </summary>
public sealed class DeviceImport(DataFolder dataFolder, IServiceProvider services)
{
    private const int BatchSize = 1_000;
    private const int PreviewRows = 20;

    /// <summary>The first rows as they would become.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    public static async Task<(IReadOnlyList<MappedDevice> Rows, IReadOnlyList<RejectedRow> Rejected)> Preview(string path, DeviceProfile profile, CancellationToken cancel)
    {
        await using var source = SourceFile.Open(path, profile);
        var (mapper, rows, rejected) = (new DeviceRows(profile), new List<MappedDevice>(), new List<RejectedRow>());
        await foreach (var row in source.Rows(cancel))
        {
            var (mapped, reject) = mapper.Map(row);
            if (mapped is not null)
                rows.Add(mapped);
            if (reject is not null)
                rejected.Add(reject);
            if (rows.Count + rejected.Count == PreviewRows)
                break;
        }
        return (rows, [.. rejected, .. source.Malformed]);
    }

    /// <summary>Imports, and returns when every handler has caught up.</summary>
    /// <param name="path">The file, CSV or JSON, gzipped or not.</param>
    /// <param name="profile">How to read it.</param>
    /// <param name="rejectsPath">Where rejected rows go; by default into the data folder.</param>
    /// <param name="caller">Who imports.</param>
    /// <param name="cancel">Ends it; what was committed stays, and the same import continues.</param>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    public async Task<DeviceImportReport> Run(string path, DeviceProfile profile, string? rejectsPath, Caller caller, CancellationToken cancel)
    {
        var (report, mapper, lines) = (new DeviceImportReport(), new DeviceRows(profile), new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase));
        await using var rejects = new RejectsFile(rejectsPath ?? Path.Combine(dataFolder.Folder("imports"), $"{Path.GetFileNameWithoutExtension(path)}.rejects.csv"));
        var writer = ActivatorUtilities.CreateInstance<DeviceWriter>(services);
        await writer.Begin(cancel);
        await using var source = SourceFile.Open(path, profile);
        var batch = new List<MappedDevice>(BatchSize);
        await foreach (var row in source.Rows(cancel))
        {
            report.Read++;
            var (mapped, reject) = mapper.Map(row);
            if (mapped is null)
                await Reject(reject!);
            else if (!lines.TryAdd(mapped.Code, mapped.Line))
                await Reject(new RejectedRow(row.Line, $"code: '{mapped.Code}' stands in line {lines[mapped.Code]} already."));
            else
                batch.Add(mapped);
            if (batch.Count == BatchSize)
                await Flush();
        }
        await Flush();
        foreach (var malformed in source.Malformed)
        {
            report.Read++;
            await Reject(malformed);
        }
        await writer.Hang(caller, report, cancel);
        await JournalFeature.CatchUp(services, cancel);
        report.RejectsPath = rejects.Written ? rejects.Path : null;
        return report;

        async Task Flush()
        {
            foreach (var reject in await writer.Write(batch, caller, report, cancel))
                await Reject(reject);
            batch.Clear();
        }

        async Task Reject(RejectedRow row)
        {
            report.Rejected++;
            await rejects.Write(row);
        }
    }
}
