using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Alarms.Rules;
using CommandCenter.Areas;
using CommandCenter.Callbacks;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Devices;
using CommandCenter.Escalations;
using CommandCenter.Intake;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Maps;
using CommandCenter.Platform.Settings;
using CommandCenter.Platform.Time;
using CommandCenter.Reports;
using CommandCenter.Sla;
using CommandCenter.Tickets;

namespace CommandCenter;

/// <summary>What a server and a command line verb have in common: settings, the database and the rooms that have rows.</summary>
public static class Rooms
{
    /// <summary>Every room's settings: how each is read. A room that is not here would tell its mistakes apart from the others'.</summary>
    public static IReadOnlyList<Func<IConfiguration, object>> Settings { get; } =
    [
        ServingOptions.Read,
        c => DataFeature.ReadSettings(c),
        City.Read,
        AccessOptions.Read,
        MapsOptions.Read,
        PeopleOptions.Read,
        DevicesOptions.Read,
        IntakeOptions.Read,
        FigureTargets.Read,
        CallbacksOptions.Read,
        EscalationsOptions.Read,
        ReportsOptions.Read,
        SimulatorOptions.Read,
    ];

    /// <summary>The settings files, then what stands above them: environment variables and the command line. Whatever is wrong in them is told at once.</summary>
    /// <exception cref="CannotStart">A setting is wrong.</exception>
    public static void AddSettings(ConfigurationManager configuration, string environment, string[] args)
    {
        configuration.AddJsonFile(Path.Combine(HomeFolder.Settings, "appsettings.json"), optional: true);
        configuration.AddJsonFile(Path.Combine(HomeFolder.Settings, $"appsettings.{environment}.json"), optional: true);
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
        SettingsCheck.All(configuration, Settings);
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
        services.AddPeople(configuration);
        services.AddDevices();
        services.AddIntake(configuration);
        services.AddAlarms();
        services.AddTickets();
        services.AddSla();
        services.AddCallbacks(configuration);
        services.AddEscalations(configuration);
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
