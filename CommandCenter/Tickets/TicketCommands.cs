using System.CommandLine;
using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Tickets.Import;

namespace CommandCenter.Tickets;

/// <summary>The room's verbs on the command line: <c>import tickets</c> and <c>export tickets</c>.</summary>
public static class TicketCommands
{
    /// <summary><c>import tickets &lt;file&gt; --profile …</c>. Exit codes: 0 imported, 1 refused.</summary>
    public static Command Import(Func<Task<IServiceProvider>> open)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON, also gzipped" };
        var profile = new Option<string>("--profile") { Description = "A profile's name (boston311, open311) or file; docs/profiles.md", Required = true };
        var asOf = AsOf("\"Now\" for the state of clocks");
        var ignoreTargets = new Option<bool>("--ignore-targets") { Description = "Compute due times from policies even where the source gives them" };
        var live = new Option<bool>("--live") { Description = "Not history: clocks run on and people are told" };
        var preview = new Option<bool>("--preview") { Description = "Show the first 20 rows as they would become, import nothing" };
        var rejects = new Option<FileInfo?>("--rejects") { Description = "Where rejected rows are listed; by default in the data folder" };
        var command = new Command("tickets", "Import tickets through a profile; a second import changes nothing, an interrupted one continues") { file, profile, asOf, ignoreTargets, live, preview, rejects };
        command.SetAction(async (arguments, cancel) =>
        {
            var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            try
            {
                var options = new ImportOptions
                {
                    Path = arguments.GetRequiredValue(file).FullName,
                    Profile = ImportProfile.Shelf.Find(arguments.GetRequiredValue(profile)),
                    AsOf = Instant(arguments.GetValue(asOf)),
                    IgnoreTargets = arguments.GetValue(ignoreTargets),
                    Live = arguments.GetValue(live),
                    RejectsPath = arguments.GetValue(rejects)?.FullName,
                };
                return arguments.GetValue(preview) ? await Preview(options, output, cancel) : await Run(await open(), options, output, error, cancel);
            }
            catch (ProfileProblem problem)
            {
                await error.WriteLineAsync(problem.Message);
                return 1;
            }
        });
        return command;
    }

    /// <summary><c>export tickets --format csv|json</c> to standard output.</summary>
    public static Command Export(Func<Task<IServiceProvider>> open)
    {
        var format = new Option<string>("--format") { Description = "csv or json", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var asOf = AsOf("\"Now\" for on_time of open tickets");
        var command = new Command("tickets", "Write every ticket to standard output") { format, asOf };
        command.SetAction(async (arguments, cancel) =>
        {
            var services = await open();
            var at = Instant(arguments.GetValue(asOf)) ?? services.GetRequiredService<TimeProvider>().Now();
            var export = services.GetRequiredService<TicketExport>();
            await using var output = Console.OpenStandardOutput();
            if (arguments.GetValue(format) == "json")
                await export.WriteJson(output, Caller.System, new TicketFilter(), at, cancel);
            else
                await export.WriteCsv(output, Caller.System, new TicketFilter(), at, cancel);
            return 0;
        });
        return command;
    }

    private static async Task<int> Run(IServiceProvider services, ImportOptions options, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var report = await services.GetRequiredService<TicketImport>().Run(options, Caller.System, new ProgressLines(error, services.GetRequiredService<TimeProvider>()), cancel);
        foreach (var line in report.Lines())
            await output.WriteLineAsync(line);
        return 0;
    }

    private static async Task<int> Preview(ImportOptions options, TextWriter output, CancellationToken cancel)
    {
        var (rows, rejected) = await TicketImport.Preview(options, cancel);
        foreach (var row in rows)
            await output.WriteLineAsync(string.Join(" | ", row.Line, row.SourceNumber, row.OpenedAt.ToString("u", CultureInfo.InvariantCulture), row.State, row.Title,
                string.Join(CategoryNode.Separator, row.Category), row.Department, row.Area, row.Latitude, row.Longitude, $"due {row.DueAt:u}", $"completed {row.CompletedAt:u}"));
        foreach (var reject in rejected)
            await output.WriteLineAsync($"{reject.Line} | rejected | {reject.Reason}");
        return 0;
    }

    private static Option<string?> AsOf(string description)
    {
        var option = new Option<string?>("--as-of") { Description = description + ", with its offset: 2016-01-13T00:00:00-05:00" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !TryInstant(text, out _))
                result.AddError($"--as-of: '{text}' is not an instant with an offset, such as 2016-01-13T00:00:00-05:00.");
        });
        return option;
    }

    private static DateTimeOffset? Instant(string? text) => text is not null && TryInstant(text, out var at) ? at : null;

    private static bool TryInstant(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    /// <summary>A line of progress a second, on standard error, so that standard output stays clean.</summary>
    private sealed class ProgressLines(TextWriter error, TimeProvider clock) : IProgress<ImportProgress>
    {
        private long last;

        public void Report(ImportProgress progress)
        {
            if (progress.Phase == ImportPhase.Reading && last != 0 && clock.GetElapsedTime(last) < TimeSpan.FromSeconds(1))
                return;
            last = clock.GetTimestamp();
            error.WriteLine(progress.Phase switch
            {
                ImportPhase.Reading => $"{progress.Share,4:P0}  {progress.Rows:N0} rows  {progress.RowsPerSecond:N0} rows/s  {(progress.Left is { } left ? $"{left:m\\:ss} left" : "")}",
                ImportPhase.CatchingUp => "Sealing the Journal and waiting for every handler…",
                _ => "Done.",
            });
        }
    }
}
