using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Alarms.Rules;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using CommandCenter.Sla;
using CommandCenter.Tickets;

namespace CommandCenter;

/// <summary>What a server and a command line verb have in common: settings, the database and the rooms that have rows.</summary>
public static class Rooms
{
    /// <summary>The settings files, then what stands above them: environment variables and the command line.</summary>
    public static void AddSettings(ConfigurationManager configuration, string environment, string[] args)
    {
        configuration.AddJsonFile(Path.Combine(HomeFolder.Settings, "appsettings.json"), optional: true);
        configuration.AddJsonFile(Path.Combine(HomeFolder.Settings, $"appsettings.{environment}.json"), optional: true);
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
    }

    /// <summary>Registers the rooms that any process needs.</summary>
    public static DataFolder AddRooms(this IServiceCollection services, IConfiguration configuration)
    {
        var (database, folder) = DataFeature.ReadSettings(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(City.Read(configuration));
        services.AddData(database, folder);
        services.AddSingleton<Leases>();
        services.AddJournal();
        services.AddDeadlines();
        services.AddAccounts(configuration);
        services.AddAreas();
        services.AddPeople();
        services.AddDevices();
        services.AddAlarms();
        services.AddTickets();
        services.AddSla();
        return new DataFolder(folder);
    }

    /// <summary>What works in the background of a server: jobs, the Journal's sealing and delivery, the deadlines.</summary>
    public static IServiceCollection AddWork(this IServiceCollection services, IConfiguration configuration) =>
        services.AddJobs(configuration).AddJournalWorkers().AddDeadlineWorkers();

    /// <summary>Brings the database up to date and gives new handlers their place.</summary>
    public static async Task Prepare(IServiceProvider services, CancellationToken cancel)
    {
        await DatabaseStart.Prepare(services, cancel);
        await BuiltInKinds.Seed(services, cancel);
        await BuiltInRules.Seed(services, cancel);
        await services.GetRequiredService<JournalDispatcher>().Begin(cancel);
    }
}
