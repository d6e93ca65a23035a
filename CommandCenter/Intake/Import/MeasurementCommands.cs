using System.CommandLine;
using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Devices.Import;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Jobs;

namespace CommandCenter.Intake.Import;

/// <summary>The room's verb on the command line: <c>import measurements</c>.</summary>
public static class MeasurementCommands
{
    /// <summary><c>import measurements &lt;file&gt; --profile …</c>. Exit codes: 0 imported, 1 refused.</summary>
    /// <param name="open">The services of the verb's process.</param>
    /// <param name="reader">The queue's reader in it: a room above this one has it, and in a process without background work the verb drives it.</param>
    public static Command Import(Func<Task<IServiceProvider>> open, Func<IServiceProvider, Worker> reader)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON, also gzipped" };
        var profile = new Option<string>("--profile") { Description = "A profile's name (flood_lk) or file; docs/devices.md", Required = true };
        var asOf = AsOfOption.Of("\"Now\": what lies further ahead is stored and raises nothing");
        var live = new Option<bool>("--live") { Description = "Not history: people are told as if the measurements came in now" };
        var preview = new Option<bool>("--preview") { Description = "Show the first 20 rows as they would become, import nothing" };
        var rejects = new Option<FileInfo?>("--rejects") { Description = "Where refused rows are listed; by default in the data folder" };
        var command = new Command("measurements", "Play measurements in time order through rules and alarms; a second import changes nothing, an interrupted one continues")
            { file, profile, asOf, live, preview, rejects };
        command.SetAction(async (arguments, cancel) =>
        {
            var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            try
            {
                var options = new MeasurementImportOptions
                {
                    Path = arguments.GetRequiredValue(file).FullName,
                    Profile = MeasurementProfile.Shelf.Find(arguments.GetRequiredValue(profile)),
                    AsOf = AsOfOption.Read(arguments.GetValue(asOf)),
                    Live = arguments.GetValue(live),
                    RejectsPath = arguments.GetValue(rejects)?.FullName,
                };
                return arguments.GetValue(preview) ? await Preview(options, output, cancel) : await Run(await open(), reader, options, output, error, cancel);
            }
            catch (ProfileProblem problem)
            {
                await error.WriteLineAsync(problem.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> Run(
        IServiceProvider services, Func<IServiceProvider, Worker> reader, MeasurementImportOptions options, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = reader(services).Drive(done.Token);
        try
        {
            var progress = new ProgressLines(error, services.GetRequiredService<TimeProvider>());
            var report = await services.GetRequiredService<MeasurementImport>().Run(options, Caller.System, progress, cancel);
            foreach (var line in report.Lines())
                await output.WriteLineAsync(line);
            return 0;
        }
        finally
        {
            await done.CancelAsync();
            await reading;
        }
    }

    private static async Task<int> Preview(MeasurementImportOptions options, TextWriter output, CancellationToken cancel)
    {
        var (readings, rejected) = await MeasurementImport.Preview(options, cancel);
        foreach (var reading in readings)
            await output.WriteLineAsync(string.Join(" | ", reading.Line, reading.At.ToString("u", CultureInfo.InvariantCulture), reading.Device, reading.Reading.Quantity,
                reading.Value.ToString(CultureInfo.InvariantCulture), Thresholds(reading.Facts.Thresholds)));
        foreach (var reject in rejected)
            await output.WriteLineAsync($"{reject.Line} | rejected | {reject.Reason}");
        return 0;
    }

    private static string Thresholds(RowThresholds? row) => row is null ? "" : FormattableString.Invariant($"watch {row.Watch}, warning {row.Warning}, limit {row.Limit}");

    /// <summary>A line of progress a second, on standard error, so that standard output stays clean.</summary>
    private sealed class ProgressLines(TextWriter error, TimeProvider clock) : IProgress<MeasurementProgress>
    {
        private long last;

        public void Report(MeasurementProgress progress)
        {
            if (!progress.CatchingUp && last != 0 && clock.GetElapsedTime(last) < TimeSpan.FromSeconds(1))
                return;
            last = clock.GetTimestamp();
            error.WriteLine(progress.CatchingUp
                ? "Sealing the Journal and waiting for every handler…"
                : $"{(double)progress.Done / Math.Max(1, progress.Total),4:P0}  {progress.Done:N0} of {progress.Total:N0}  {progress.PerSecond:N0} a second  {(progress.Left is { } left ? $"{left:m\\:ss} left" : "")}");
        }
    }
}
