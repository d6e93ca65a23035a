using CommandCenter.DemoCity.Simulation;

namespace CommandCenter.DemoCity;

/// <summary>The simulator of the invented city: registration and routes. It stands still until <see cref="SimulatorControl.Begin"/> gives it a city.</summary>
public static class SimulatorFeature
{
    /// <summary>What lets the city live.</summary>
    public static IServiceCollection AddSimulator(this IServiceCollection services)
    {
        services.AddSingleton<SimulatorControl>();
        services.AddSingleton<DemoBroker>();
        services.AddSingleton<DemoDoors>();
        services.AddHttpClient(DemoDoors.Client).ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(30))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseCookies = false, UseProxy = false }).RemoveAllLoggers();
        services.AddSingleton<SimulatorService>();
        services.AddHostedService(s => s.GetRequiredService<SimulatorService>());
        return services;
    }
}
