using CommandCenter.Platform.Data;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Quartz;

namespace CommandCenter.Platform.Jobs;

/// <summary>
/// Hangfire for work that must survive and be retried, Quartz for what follows a calendar. With the embedded database both keep their rows in memory:
/// the Deadline rows are enough to start again. On a server database they use its storage, and Quartz is clustered.
/// </summary>
public static class JobsFeature
{
    /// <summary>The job client, the job server and the scheduler of a server process.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var (database, dataFolder) = DataFeature.ReadSettings(configuration);
        var connectionString = DatabaseProviders.ConnectionString(database, dataFolder);
        services.AddHangfire(hangfire =>
        {
            hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            switch (database.Provider)
            {
                case DatabaseProvider.PostgreSql:
                    hangfire.UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection(connectionString));
                    break;
                case DatabaseProvider.SqlServer:
                    hangfire.UseSqlServerStorage(connectionString);
                    break;
                default:
                    hangfire.UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(6) });
                    break;
            }
        });
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = database.Provider == DatabaseProvider.Sqlite ? 2 : 8;
            server.ShutdownTimeout = TimeSpan.FromSeconds(4); // less than a host waits; a job that is cut off runs again, and deadlines are rows
        });
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true);
            if (database.Provider != DatabaseProvider.Sqlite)
                quartz.UsePersistentStore(store => Persist(store, database.Provider, connectionString));
        });
        services.AddSingleton<JobQueue>();
        services.AddHostedService<LeaseReturn>();
        services.AddHostedService<ScheduleStart>();
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>Hangfire's dashboard. The caller's policy decides who may; Hangfire's own filter would only ask for the local machine.</summary>
    public static IEndpointConventionBuilder MapJobs(this IEndpointRouteBuilder routes) =>
        routes.MapHangfireDashboard("/admin/jobs", new DashboardOptions { Authorization = [], DashboardTitle = "CommandCenter", DisplayStorageConnectionString = false });

    private static void Persist(IPersistentStoreBuilder store, DatabaseProvider provider, string connectionString)
    {
        if (provider == DatabaseProvider.PostgreSql)
            store.UsePostgres(connectionString);
        else
            store.UseSqlServer(connectionString);
        store.UseClustering();
        store.ProvisionSchema();
    }
}
