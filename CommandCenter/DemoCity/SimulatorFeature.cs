using CommandCenter.Access;
using CommandCenter.DemoCity.Screens;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Kit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CommandCenter.DemoCity;

/// <summary>The simulator of a demo city: registration and routes. Where there is no demo, nothing of it is there.</summary>
public static class SimulatorFeature
{
    /// <summary>What lets the city live; it begins when <see cref="SimulatorControl.Begin"/> gives it one.</summary>
    /// <exception cref="CannotStart">A setting under <c>Demo</c> is wrong.</exception>
    public static IServiceCollection AddSimulator(this IServiceCollection services, IConfiguration configuration)
    {
        var options = SimulatorOptions.Read(configuration);
        services.TryAddSingleton(options);
        if (!options.Lives)
            return services;
        services.AddSingleton<SimulatorControl>();
        services.AddSingleton<DemoBroker>();
        services.AddSingleton<DemoDoors>();
        services.AddHttpClient(DemoDoors.Client).ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(30))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseCookies = false, UseProxy = false }).RemoveAllLoggers();
        services.AddSingleton<SimulatorService>();
        services.AddHostedService(s => s.GetRequiredService<SimulatorService>());
        services.AddSingleton(RailEntry.Of<DemoText>(900, "star", "Demo", "/demo", Permit.Administer));
        return services;
    }

    /// <summary><c>/api/v1/demo</c>, where there is a demo.</summary>
    public static IEndpointRouteBuilder MapSimulator(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<SimulatorOptions>().Lives)
            SimulatorApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }
}
