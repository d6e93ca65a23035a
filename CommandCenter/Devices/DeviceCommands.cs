using System.CommandLine;
using CommandCenter.Access;
using CommandCenter.Devices.Import;
using CommandCenter.Platform.Files;

namespace CommandCenter.Devices;

/// <summary>The room's verbs on the command line.</summary>
public static class DeviceCommands
{
    /// <summary><c>import devices &lt;file&gt; --profile …</c>. Exit codes: 0 imported, 1 refused.</summary>
    /// <param name="open">Gives the services, with a database that is ready.</param>
    public static Command Import(Func<Task<IServiceProvider>> open)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON, also gzipped" };
        var profile = new Option<string>("--profile") { Description = $"A profile's name ({string.Join(", ", DeviceProfile.Shelf.Names)}) or file; docs/devices.md", Required = true };
        var preview = new Option<bool>("--preview") { Description = "Show the first 20 rows as they would become, import nothing" };
        var rejects = new Option<FileInfo?>("--rejects") { Description = "Where rejected rows are listed; by default in the data folder" };
        var command = new Command("devices", "Import devices through a profile; a second import changes nothing") { file, profile, preview, rejects };
        command.SetAction(async (arguments, cancel) =>
        {
            var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            try
            {
                var (path, how) = (arguments.GetRequiredValue(file).FullName, DeviceProfile.Shelf.Find(arguments.GetRequiredValue(profile)));
                if (arguments.GetValue(preview))
                    return await Preview(path, how, output, cancel);
                var report = await (await open()).GetRequiredService<DeviceImport>().Run(path, how, arguments.GetValue(rejects)?.FullName, Caller.System, cancel);
                foreach (var line in report.Lines())
                    await output.WriteLineAsync(line);
                return 0;
            }
            catch (ProfileProblem problem)
            {
                await error.WriteLineAsync(problem.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> Preview(string path, DeviceProfile profile, TextWriter output, CancellationToken cancel)
    {
        var (rows, rejected) = await DeviceImport.Preview(path, profile, cancel);
        foreach (var row in rows)
            await output.WriteLineAsync(string.Join(" | ", row.Line, row.Code, row.Name, row.Kind, string.Join(", ", row.Aliases), row.Position?.Latitude, row.Position?.Longitude, row.Place, row.Department, row.GridWorker, row.Parent));
        foreach (var reject in rejected)
            await output.WriteLineAsync($"{reject.Line} | rejected | {reject.Reason}");
        return 0;
    }
}
