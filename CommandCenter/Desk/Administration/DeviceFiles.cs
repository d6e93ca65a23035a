using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Devices.Import;
using CommandCenter.Intake.Import;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets.Import;

namespace CommandCenter.Desk.Administration;

/// <summary>Uploaded files of devices and of measurements: how they begin, and what came of them. Measurements go through the intake's queue, which this server reads.</summary>
public sealed class DeviceFiles(ImportDesk desk, DeviceImport devices, MeasurementImport measurements, City city)
{
    private const int MostNames = 20;

    /// <summary>Imports devices.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    public async Task<ImportOutcome> Devices(ImportRun run, ImportChoices choices, Actor actor, CancellationToken cancel)
    {
        var report = await devices.Run(desk.PathOf(run.Id), DeviceProfile.Shelf.Chosen(choices.Profile, choices.OwnProfile), desk.NewRejectsOf(run.Id), Caller.System with { Actor = actor }, cancel);
        List<ReportLine> lines =
        [
            new("Devices", N(report.Read), N(report.Added), N(report.Changed), N(report.Unchanged), N(report.Rejected)),
            new("WithoutPlace", N(report.WithoutPlace), N(report.OutsideAreas)),
        ];
        if (report.Unknown.Count > 0)
            lines.Add(new("UnknownNames", N(report.Unknown.Count), Some(report.Unknown)));
        if (report.Circles.Count > 0)
            lines.Add(new("GatewayCircles", Some(report.Circles)));
        return new(lines, report.RejectsPath);
    }

    /// <summary>Plays measurements.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    public async Task<ImportOutcome> Measurements(ImportRun run, ImportChoices choices, Actor actor, IProgress<ImportProgress> progress, CancellationToken cancel)
    {
        var options = MeasurementOptions(desk.PathOf(run.Id), choices) with { RejectsPath = desk.NewRejectsOf(run.Id) };
        var report = await measurements.Run(options, Caller.System with { Actor = actor }, new InTheDesksWords(progress), cancel);
        List<ReportLine> lines =
        [
            new("Measurements", N(report.Rows), N(report.Readings), N(report.Stored), N(report.Duplicates), N(report.NotTaken), N(report.RejectedRows)),
            new("DevicesMade", N(report.Devices), N(report.Aliases), N(report.Thresholds)),
        ];
        if (report.InTheFuture > 0)
            lines.Add(new("InTheFuture", N(report.InTheFuture)));
        lines.Add(new("Took", report.Took.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)));
        return new(lines, report.RejectsPath);
    }

    /// <summary>The first devices of a file as they would become.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    public static async Task<ImportPreview> PreviewDevices(string path, ImportChoices choices, CancellationToken cancel)
    {
        var (rows, rejected) = await DeviceImport.Preview(path, DeviceProfile.Shelf.Chosen(choices.Profile, choices.OwnProfile), cancel);
        return new(
            ["Line", "Code", "Name", "DeviceKind", "Aliases", "Place", "Department", "GridWorker", "Gateway"],
            [.. rows.Select(r => new[]
            {
                N(r.Line), r.Code, r.Name ?? Formats.None, r.Kind ?? Formats.None, r.Aliases.Count > 0 ? string.Join(", ", r.Aliases) : Formats.None,
                r.Position is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.Latitude:0.0000}, {at.Longitude:0.0000}") : r.Place ?? Formats.None,
                r.Department ?? Formats.None, r.GridWorker ?? Formats.None, r.Parent ?? Formats.None,
            })],
            rejected);
    }

    /// <summary>The first measurements of a file as they would become.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    public async Task<ImportPreview> PreviewMeasurements(string path, ImportChoices choices, CancellationToken cancel)
    {
        var (rows, rejected) = await MeasurementImport.Preview(MeasurementOptions(path, choices), cancel);
        return new(
            ["Line", "Instant", "Device", "Quantity", "Value", "Thresholds"],
            [.. rows.Select(r => new[]
            {
                N(r.Line), TimeZoneInfo.ConvertTime(r.At, city.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), r.Device, r.Reading.Quantity,
                r.Value.ToString(CultureInfo.InvariantCulture), Thresholds(r.Facts.Thresholds),
            })],
            rejected);
    }

    private static MeasurementImportOptions MeasurementOptions(string path, ImportChoices choices) =>
        new() { Path = path, Profile = MeasurementProfile.Shelf.Chosen(choices.Profile, choices.OwnProfile), AsOf = choices.AsOf, Live = choices.Live };

    private static string Thresholds(RowThresholds? row) =>
        row is null ? Formats.None : string.Join(" / ", new[] { row.Watch, row.Warning, row.Limit }.Select(t => t?.ToString(CultureInfo.InvariantCulture) ?? Formats.None));

    private static string Some(IReadOnlyCollection<string> names) => string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : "");

    private static string N(long number) => Formats.Number(number);

    private sealed class InTheDesksWords(IProgress<ImportProgress> progress) : IProgress<MeasurementProgress>
    {
        public void Report(MeasurementProgress value) => progress.Report(new(
            value.Done, value.Total > 0 ? (double)value.Done / value.Total : 0, value.PerSecond, value.Left, value.CatchingUp ? ImportPhase.CatchingUp : ImportPhase.Reading));
    }
}
