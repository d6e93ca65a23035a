using System.Globalization;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Maps;
using CommandCenter.Platform.Time;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Administration;
using CommandCenter.Tickets.Import;

namespace CommandCenter.Desk.Administration;

/// <summary>The first rows of a file as they would become.</summary>
/// <param name="Columns">Keys of the columns' names: <c>Column.{key}</c>.</param>
/// <param name="Rows">Their values; one that begins with ~ is the key of a text, <c>Value.{key}</c>.</param>
/// <param name="Rejected">What could not be taken, with its line.</param>
public sealed record ImportPreview(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<RejectedRow> Rejected);

/// <summary>Reads the beginning of an uploaded file without importing anything.</summary>
public sealed class ImportPreviews(ImportDesk desk, ImportWork work, DeviceFiles devices, City city, TimeProvider clock)
{
    private const int Most = 20;

    /// <summary>The first 20 rows, and what of them is rejected.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    /// <exception cref="CalendarFileProblem">The calendar cannot be used.</exception>
    /// <exception cref="Refusal">The file is refused, or lies on another node.</exception>
    public async Task<ImportPreview> Read(ImportRun run, ImportKind kind, ImportChoices choices, CancellationToken cancel)
    {
        if (!desk.IsHere(run))
            throw desk.IsOurs(run) ? ImportDesk.FileGone(run) : ImportDesk.FileElsewhere(run);
        var path = desk.PathOf(run.Id);
        return kind switch
        {
            ImportKind.Tickets => Tickets(await TicketImport.Preview(work.OptionsOf(run, choices), cancel)),
            ImportKind.Devices => await DeviceFiles.PreviewDevices(path, choices, cancel),
            ImportKind.Measurements => await devices.PreviewMeasurements(path, choices, cancel),
            ImportKind.Areas => await Areas(path, choices, cancel),
            ImportKind.Calendar => Calendar(CalendarFiles.Read(await File.ReadAllTextAsync(path, cancel), clock.Now().Year)),
            ImportKind.Policies => Policies(path),
            _ => Categories(path),
        };
    }

    private ImportPreview Tickets((IReadOnlyList<MappedRow> Rows, IReadOnlyList<RejectedRow> Rejected) read) => new(
        ["Line", "Number", "OpenedAt", "State", "Title", "Category", "Department", "Area", "Place", "DueAt", "CompletedAt"],
        [.. read.Rows.Select(r => new[]
        {
            Formats.Number(r.Line), r.SourceNumber, At(r.OpenedAt), $"~{r.State}", r.Title, string.Join(CategoryNode.Separator, r.Category), r.Department ?? Formats.None, r.Area ?? Formats.None,
            r is { Latitude: { } lat, Longitude: { } lon } ? string.Create(CultureInfo.InvariantCulture, $"{lat:0.0000}, {lon:0.0000}") : Formats.None, At(r.DueAt), At(r.CompletedAt),
        })],
        read.Rejected);

    private static async Task<ImportPreview> Areas(string path, ImportChoices choices, CancellationToken cancel)
    {
        await using var content = File.OpenRead(path);
        var file = await AreaFile.ReadAsync(content, Datum.Wgs84, cancel);
        var naming = AreaNaming.Find(file.Features, string.IsNullOrWhiteSpace(choices.NameProperty) ? null : choices.NameProperty.Trim());
        return new(
            ["Feature", "Name", "Code", "Points"],
            [.. file.Features.Take(Most).Select(f => new[] { Formats.Number(f.Index), naming.NameOf(f) ?? Formats.None, naming.CodeOf(f) ?? Formats.None, Formats.Number(f.Shape.NumPoints) })],
            [.. file.Refused.Take(Most).Select(n => new RejectedRow(n.Feature, n.Detail))]);
    }

    private static ImportPreview Calendar(CalendarImport file) => new(
        ["Date", "Day", "Name"],
        [.. file.Holidays.Select(h => (h.On, Kind: DayKind.Holiday, h.Name)).Concat(file.AdjustedWorkdays.Select(d => (d.On, Kind: DayKind.AdjustedWorkday, d.Name)))
            .OrderBy(d => d.On).Take(Most).Select(d => new[] { d.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"~{d.Kind}", d.Name })],
        []);

    private static ImportPreview Policies(string path)
    {
        using var text = new StreamReader(path);
        var file = PolicyFile.Read(text);
        return new(
            ["Line", "Category", "Priority", "Resolution", "Sign"],
            [.. file.Rows.Take(Most).Select(r => new[] { Formats.Number(r.Line), r.Category, r.Priority ?? Formats.None, Words(r.Resolution), r.Sign is null ? Formats.None : Words(r.Sign) })],
            [.. file.Problems.Take(Most).Select(p => new RejectedRow(p.Line, p.Reason))]);
    }

    private static ImportPreview Categories(string path)
    {
        using var text = new StreamReader(path);
        var file = CategoryFile.Read(text);
        return new(["Line", "Category"], [.. file.Rows.Take(Most).Select(r => new[] { Formats.Number(r.Line), string.Join(CategoryNode.Separator, r.Names) })],
            [.. file.Problems.Take(Most).Select(p => new RejectedRow(p.Line, p.Reason))]);
    }

    private static string Words(Limit limit) => LimitText.Write(limit) is var (unit, amount) ? $"{amount} {unit}" : "";

    private string At(DateTimeOffset? at) => at is { } known ? TimeZoneInfo.ConvertTime(known, city.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : Formats.None;
}
