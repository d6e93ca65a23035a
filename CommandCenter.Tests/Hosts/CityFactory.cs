using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommandCenter.Tests.Hosts;

/// <summary>The application as its own Program.cs composes it, on a test's database.</summary>
internal sealed class CityFactory(TestDatabase database, string dataFolder, ServerOptions options, HandJobs jobs, KeptLog log) : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Settings go in as the command line, which Program.cs reads before it builds anything.
        builder.UseEnvironment(Environments.Production); // what "dotnet run" is, too
        foreach (var (key, value) in database.Settings.Concat(options.Settings))
            builder.UseSetting(key, value);
        builder.UseSetting("Data:Folder", dataFolder);
        builder.UseSetting("Demo:Enabled", "false");
        // The embedded database lies in the data folder; a second node, which has one of its own, must be shown the first one's.
        if (database.Provider == DatabaseProvider.Sqlite && dataFolder != database.DataFolder)
            builder.UseSetting("Database:ConnectionString", $"Data Source={DatabaseProviders.SqliteFile(database.DataFolder)}");
        builder.ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddProvider(log));
        builder.ConfigureServices(Change);
    }

    private void Change(IServiceCollection services)
    {
        services.ConfigureDbContext<CityDb>(TSqlCheck.Watch);
        // Thousands of people sign in here, and nobody guesses their passwords.
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
        if (options.Clock is not null)
            services.AddSingleton<TimeProvider>(options.Clock);
        // Hangfire keeps storage, log and activator in statics of the process, where servers under test would get each other's.
        services.AddSingleton<IGlobalConfiguration>(_ => GlobalConfiguration.Configuration);
        services.AddSingleton<JobStorage>(_ => new InMemoryStorage());
        services.AddSingleton<JobActivator>(s => new AspNetCoreJobActivator(s.GetRequiredService<IServiceScopeFactory>()));
        if (!options.Background)
        {
            services.AddSingleton<IBackgroundJobClient>(jobs);
            foreach (var worker in services.Where(s => s.ServiceType == typeof(IHostedService) && !IsTheWebServer(s)).ToList())
                services.Remove(worker);
        }
        options.Services?.Invoke(services);
    }

    private static bool IsTheWebServer(ServiceDescriptor service) => service.ImplementationType?.Name.StartsWith("GenericWebHost", StringComparison.Ordinal) == true;
}
