using System.CommandLine;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Areas;

/// <summary>The room's verbs on the command line.</summary>
public static class AreaCommands
{
    /// <summary><c>import areas &lt;geojson&gt;</c>. Exit codes: 0 taken, 1 refused.</summary>
    /// <param name="open">Gives the services, with a database that is ready.</param>
    public static Command Import(Func<Task<IServiceProvider>> open)
    {
        var file = new Argument<FileInfo>("geojson") { Description = "A GeoJSON file of polygons in WGS84 degrees" };
        var level = new Option<AreaLevel>("--level") { Description = "What the polygons are", DefaultValueFactory = _ => AreaLevel.District };
        var parent = new Option<string?>("--parent") { Description = "Name or code of the area they lie in" };
        var name = new Option<string?>("--name-property") { Description = "The property that holds the name; found by itself when it is clear" };
        var parents = new Option<string?>("--parent-property") { Description = "The property in which each polygon names the area it lies in, instead of --parent" };
        var datum = new Option<Datum?>("--datum") { Description = "What the degrees are measured against; Gcj02 for China's map services" };
        var command = new Command("areas", "Import areas from a GeoJSON file") { file, level, parent, parents, name, datum };
        command.Validators.Add(given =>
        {
            if (given.GetValue(parent) is not null && given.GetValue(parents) is not null)
                given.AddError("--parent and --parent-property exclude each other.");
        });
        command.SetAction(async (arguments, cancel) =>
        {
            var options = new AreaImportOptions(arguments.GetValue(level), arguments.GetValue(parent), arguments.GetValue(name), arguments.GetValue(datum), arguments.GetValue(parents));
            return await Run(await open(), arguments.GetRequiredValue(file), options, arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error, cancel);
        });
        return command;
    }

    private static async Task<int> Run(IServiceProvider services, FileInfo file, AreaImportOptions options, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (!file.Exists)
        {
            await error.WriteLineAsync($"{file.FullName} does not exist.");
            return 1;
        }
        try
        {
            await using var content = file.OpenRead();
            var report = await services.GetRequiredService<AreaImport>().Run(content, options, Actor.System, cancel);
            await JournalFeature.CatchUp(services, cancel);
            await Print(report, options, file.Name, output);
            return 0;
        }
        catch (Refusal refusal)
        {
            await error.WriteLineAsync($"{file.Name} is refused, nothing was imported: {refusal.Message}");
            return 1;
        }
    }

    private static async Task Print(AreaImportReport report, AreaImportOptions options, string file, TextWriter output)
    {
        await output.WriteLineAsync($"{file}: {report.Added} added, {report.Updated} updated, {report.Unchanged} unchanged, {report.Repaired.Count} repaired, {report.Refused.Count} refused.");
        await output.WriteLineAsync($"Names from {report.NameProperty}, codes from {report.CodeProperty ?? report.NameProperty}.");
        foreach (var note in report.Repaired)
            await output.WriteLineAsync($"  repaired features[{note.Feature}] {note.Name}: {note.Detail}");
        foreach (var note in report.Refused)
            await output.WriteLineAsync($"  refused features[{note.Feature}] {note.Name}: {note.Detail}");
        foreach (var hint in report.Hints)
            await output.WriteLineAsync(hint switch
            {
                ImportHint.Converted => $"The coordinates were read as {options.Datum} and converted to WGS84.",
                ImportHint.LooksLikeGcj02 => "The file looks like one of China's map services, whose coordinates are GCJ-02, 100 to 700 m off. If so, import it again with --datum Gcj02; if not, with --datum Wgs84.",
                ImportHint.Inactive => "Some of these areas are deactivated and stay so.",
                _ => throw new ArgumentOutOfRangeException(nameof(report), hint, null),
            });
    }
}
