using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Devices.Import;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Sla;
using CommandCenter.Tickets.Administration;
using CommandCenter.Tickets.Import;

namespace CommandCenter.Desk.Administration;

/// <summary>What an import said at its end.</summary>
/// <param name="Lines">The report, most important first.</param>
/// <param name="RejectsPath">The file of rejected rows; null for none.</param>
/// <param name="Refused">Whether nothing was taken.</param>
public sealed record ImportOutcome(IReadOnlyList<ReportLine> Lines, string? RejectsPath, bool Refused = false);

/// <summary>Hands an uploaded file to the room whose rows it writes. Every kind may be run again over what an earlier attempt has committed.</summary>
public sealed class ImportWork(
    ImportDesk desk, AreaImport areas, SlaDesk sla, CategoryDesk categories, TicketImport tickets, DeviceFiles devices, IServiceProvider services)
{
    private const int MostProblems = 100;

    /// <summary>Imports, and returns when every handler has caught up.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    /// <exception cref="CalendarFileProblem">The calendar cannot be used.</exception>
    /// <exception cref="Platform.Http.Refusal">The file is refused.</exception>
    public async Task<ImportOutcome> Run(ImportRun run, IProgress<ImportProgress> progress, CancellationToken cancel)
    {
        var (path, choices, actor) = (desk.PathOf(run.Id), run.ReadChoices(), new Actor(run.StartedById, run.StartedBy));
        if (run.Kind == ImportKind.Tickets)
            return await Tickets(run, path, choices, actor, progress, cancel);
        if (run.Kind == ImportKind.Measurements)
            return await devices.Measurements(run, choices, actor, progress, cancel);
        var outcome = run.Kind switch
        {
            ImportKind.Devices => await devices.Devices(run, choices, actor, cancel),
            ImportKind.Areas => await Areas(path, choices, actor, cancel),
            ImportKind.Calendar => await Calendar(path, choices, actor, cancel),
            ImportKind.Policies => await Policies(path, actor, cancel),
            _ => await Categories(path, actor, cancel),
        };
        progress.Report(new ImportProgress(0, 1, 0, null, ImportPhase.CatchingUp));
        await JournalFeature.CatchUp(services, cancel);
        return outcome;
    }

    /// <summary>Whether the choices name a profile that can be read; a kind that needs none is content with any.</summary>
    /// <exception cref="ProfileProblem">There is none, or it is wrong.</exception>
    public static void CheckProfile(ImportKind kind, ImportChoices choices) => _ = kind switch
    {
        ImportKind.Tickets => ImportProfile.Shelf.Chosen(choices.Profile, choices.OwnProfile),
        ImportKind.Devices => DeviceProfile.Shelf.Chosen(choices.Profile, choices.OwnProfile),
        ImportKind.Measurements => MeasurementProfile.Shelf.Chosen(choices.Profile, choices.OwnProfile),
        _ => (SourceProfile?)null,
    };

    /// <summary>The profiles that come with the product for a kind of file; none where it needs none.</summary>
    public static IReadOnlyList<string> Profiles(ImportKind kind) => kind switch
    {
        ImportKind.Tickets => ImportProfile.Shelf.Names,
        ImportKind.Devices => DeviceProfile.Shelf.Names,
        ImportKind.Measurements => MeasurementProfile.Shelf.Names,
        _ => [],
    };

    /// <summary>How a tickets file is read.</summary>
    public ImportOptions OptionsOf(ImportRun run, ImportChoices choices) => new()
    {
        Path = desk.PathOf(run.Id),
        Profile = ImportProfile.Shelf.Chosen(choices.Profile, choices.OwnProfile),
        AsOf = choices.AsOf,
        IgnoreTargets = choices.IgnoreTargets,
        Live = choices.Live,
        RejectsPath = desk.NewRejectsOf(run.Id),
    };

    private async Task<ImportOutcome> Tickets(ImportRun run, string path, ImportChoices choices, Actor actor, IProgress<ImportProgress> progress, CancellationToken cancel)
    {
        var report = await tickets.Run(OptionsOf(run, choices) with { Path = path }, Caller.System with { Actor = actor }, progress, cancel);
        var lines = new List<ReportLine>
        {
            new("Tickets", N(report.Read), N(report.Added), N(report.AlreadyThere), N(report.Rejected)),
            new("NotGeocoded", N(report.NotGeocoded)),
            new("ClosedBeforeOpened", N(report.ClosedBeforeOpened)),
            new("OutsideAreas", N(report.OutsideAreas)),
            new("Areas", N(report.AreaAgrees), N(report.AreaDiffers)),
            new("WithoutPolicy", N(report.WithoutPolicy.Count), N(report.WithoutPolicy.Values.Sum())),
        };
        lines.AddRange(report.WithoutPolicy.OrderByDescending(p => p.Value).Take(MostProblems).Select(p => new ReportLine("WithoutPolicyOne", p.Key, N(p.Value))));
        lines.Add(new("Made", N(report.CategoriesAdded), N(report.DepartmentsAdded)));
        lines.Add(new("Took", report.Took.ToString(@"h\:mm\:ss", null)));
        if (report.AlreadyThere > 0 && run.Rows > 0)
            lines.Add(new("Continued"));
        return new(lines, report.RejectsPath);
    }

    private async Task<ImportOutcome> Areas(string path, ImportChoices choices, Actor actor, CancellationToken cancel)
    {
        await using var content = File.OpenRead(path);
        var report = await areas.Run(content, new AreaImportOptions(choices.Level, Blank(choices.Parent), Blank(choices.NameProperty)), actor, cancel);
        List<ReportLine> lines =
        [
            new("AreasTaken", N(report.Added), N(report.Updated), N(report.Unchanged), N(report.Repaired.Count), N(report.Refused.Count)),
            new("AreaNames", report.NameProperty, report.CodeProperty ?? report.NameProperty),
            .. report.Refused.Take(MostProblems).Select(n => new ReportLine("FeatureRefused", N(n.Feature), n.Name ?? Formats.None, n.Detail)),
            .. report.Repaired.Take(MostProblems).Select(n => new ReportLine("FeatureRepaired", N(n.Feature), n.Name ?? Formats.None, n.Detail)),
            .. report.Hints.Select(h => new ReportLine($"Hint{h}")),
        ];
        return new(lines, null);
    }

    private async Task<ImportOutcome> Calendar(string path, ImportChoices choices, Actor actor, CancellationToken cancel)
    {
        var merged = await sla.ImportCalendar(actor, await File.ReadAllTextAsync(path, cancel), choices.CalendarName.Trim(), choices.MakeDefault, cancel);
        List<ReportLine> lines =
        [
            new("CalendarTaken", choices.CalendarName, merged.TimeZone ?? Formats.None, N(merged.Holidays.Count), N(merged.AdjustedWorkdays.Count), string.Join(", ", merged.Years)),
            .. merged.Remarks.Take(MostProblems).Select(r => new ReportLine("Remark", r)),
        ];
        return new(lines, null);
    }

    private async Task<ImportOutcome> Policies(string path, Actor actor, CancellationToken cancel)
    {
        using var text = new StreamReader(path);
        var report = await sla.ImportPolicies(actor, text, cancel);
        if (report.Problems.Count > 0)
            return Refused(report.Problems.Select(p => (p.Line, p.Reason)), report.Problems.Count);
        List<ReportLine> lines = [new("PoliciesTaken", N(report.Added), N(report.Updated), N(report.Unchanged), N(report.CategoriesAdded))];
        if (report.WithoutLimit.Count > 0)
            lines.Add(new("WithoutLimit", N(report.WithoutLimit.Count), string.Join(", ", report.WithoutLimit.Take(MostProblems))));
        return new(lines, null);
    }

    private async Task<ImportOutcome> Categories(string path, Actor actor, CancellationToken cancel)
    {
        using var text = new StreamReader(path);
        var report = await categories.Import(actor, text, cancel);
        return report.Problems.Count > 0
            ? Refused(report.Problems.Select(p => (p.Line, p.Reason)), report.Problems.Count)
            : new([new("CategoriesTaken", N(report.Rows), N(report.Added), N(report.Placed), N(report.Unchanged), string.Join(", ", report.Columns))], null);
    }

    private static ImportOutcome Refused(IEnumerable<(int Line, string Reason)> problems, int count) =>
        new([new("RefusedLines", N(count)), .. problems.Take(MostProblems).Select(p => new ReportLine("ProblemLine", N(p.Line), p.Reason))], null, Refused: true);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string N(long number) => Formats.Number(number);
}
