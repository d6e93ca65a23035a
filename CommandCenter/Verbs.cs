using System.CommandLine;
using CommandCenter.Access;
using CommandCenter.Alarms.Reading;
using CommandCenter.Areas;
using CommandCenter.DemoCity;
using CommandCenter.Devices;
using CommandCenter.Intake.Import;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Maps;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Administration;

namespace CommandCenter;

/// <summary>
/// The command line: <c>dotnet run --project CommandCenter -- &lt;verb&gt;</c>. Verbs work beside a running server on the same database; its screens follow.
/// Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 the database or a setting cannot be used.
/// </summary>
public static class Verbs
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static readonly string[] Names = ["import", "export", "admin", "apikey", "backup", "journal", "demo", "simulate", "--help", "-h", "-?", "help", "--version"];

    /// <summary>Whether the arguments name a verb rather than a server's settings.</summary>
    public static bool Named(string[] args) => args.Length > 0 && (Names.Contains(args[0]) || !args[0].StartsWith('-'));

    /// <summary>Runs the verb.</summary>
    public static async Task<int> Run(string[] args)
    {
        WebApplication? host = null;
        try
        {
            var root = Root(async () => (host ??= await Open()).Services);
            var parsed = root.Parse(args);
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? WrongUsage : code;
        }
        catch (Refusal refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return Failed;
        }
        catch (Exception problem) when (problem is not CannotStart)
        {
            // Details go where the installation's log goes; the caller gets one line.
            host?.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(Verbs)).LogDebug(problem, "The command failed");
            await Console.Error.WriteLineAsync($"The command failed: {problem.GetBaseException().Message.ReplaceLineEndings(" ")} What was committed stays; the same command goes on from there.");
            return Failed;
        }
        finally
        {
            if (host is not null)
            {
                await host.Services.GetRequiredService<Leases>().ReleaseAtEnd();
                await host.DisposeAsync();
            }
        }
    }

    private static RootCommand Root(Func<Task<IServiceProvider>> open)
    {
        var import = new Command("import", "Bring data in")
        {
            AreaCommands.Import(open), GroundCommands.Import(open), SlaCommands.ImportCalendar(open), SlaCommands.ImportPolicies(open), TicketCommands.Import(open),
            CategoryCommands.Import(open), DeviceCommands.Import(open), MeasurementCommands.Import(open, services => services.GetRequiredService<SignalReader>()),
        };
        var root = new RootCommand("CommandCenter, the operations command center of a city. Without a verb it serves; --urls says where, --Data:Folder with which data.")
        {
            import, new Command("export", "Write data out") { TicketCommands.Export(open) },
            DemoCommands.Demo(open), AccessCommands.Admin(open), AccessCommands.ApiKey(open), DataCommands.Backup(open), JournalCommands.Journal(open), SimulatorCommands.Simulate(),
        };
        return root;
    }

    // Logs go to standard error: standard output belongs to what the verb prints.
    private static async Task<WebApplication> Open()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = HomeFolder.Root });
        Rooms.AddSettings(builder.Configuration, builder.Environment.EnvironmentName, []);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddRooms(builder.Configuration).Prepare();
        var host = builder.Build();
        await Rooms.Prepare(host.Services, CancellationToken.None);
        foreach (var follower in host.Services.GetServices<IFollowJournal>())
            await follower.Rebuild(CancellationToken.None);
        return host;
    }
}
