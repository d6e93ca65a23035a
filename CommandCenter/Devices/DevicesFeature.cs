using CommandCenter.Platform.Journal;

namespace CommandCenter.Devices;

/// <summary>Registration and routes of the Devices room.</summary>
public static class DevicesFeature
{
    /// <summary>Index, store and readers, for any process.</summary>
    public static IServiceCollection AddDevices(this IServiceCollection services)
    {
        services.AddSingleton<DeviceIndex>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<DeviceIndex>());
        services.AddSingleton<MeasurementStore>();
        services.AddSingleton<MeasurementReader>();
        services.AddSingleton<DevicesLive>();
        return services;
    }

    /// <summary>The live set of a server, kept in step with what other processes store.</summary>
    public static IServiceCollection AddDevicesLive(this IServiceCollection services)
    {
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<DevicesLive>());
        services.AddSingleton<DevicesLiveTail>();
        services.AddHostedService(s => s.GetRequiredService<DevicesLiveTail>());
        return services;
    }
}
