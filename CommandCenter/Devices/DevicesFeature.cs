using CommandCenter.Access;
using CommandCenter.Devices.Import;
using CommandCenter.Devices.Panels;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;

namespace CommandCenter.Devices;

/// <summary>Registration and routes of the Devices room.</summary>
public static class DevicesFeature
{
    /// <summary>Index, store, desks, readers and imports, for any process.</summary>
    public static IServiceCollection AddDevices(this IServiceCollection services)
    {
        services.AddSingleton<DeviceIndex>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<DeviceIndex>());
        services.AddSingleton<MeasurementStore>();
        services.AddSingleton<MeasurementReader>();
        services.AddSingleton<DevicesLive>();
        services.AddSingleton<DeviceDesk>();
        services.AddSingleton<DeviceKindDesk>();
        services.AddSingleton<DeviceDeriver>();
        services.AddSingleton<DeviceImport>();
        services.OnDeadline<DeviceDesk>(DeviceDesk.ServiceDeadline, (desk, due, cancel) => desk.ServiceIsOver(due, cancel));
        services.AddSingleton(AdminEntry.Of<DevicesText>(44, "sensor", "Devices", "/admin/devices"));
        services.AddSingleton(AdminEntry.Of<DevicesText>(46, "list", "DeviceKinds", "/admin/device-kinds"));
        return services;
    }

    /// <summary>The live set of a server, kept in step with what other processes store, and the watch over silence.</summary>
    public static IServiceCollection AddDevicesLive(this IServiceCollection services)
    {
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<DevicesLive>());
        services.AddSingleton<DevicesLiveTail>();
        services.AddHostedService(s => s.GetRequiredService<DevicesLiveTail>());
        services.AddSingleton<DeviceHealth>();
        services.AddHostedService(s =>
        {
            var health = s.GetRequiredService<DeviceHealth>();
            s.GetRequiredService<DevicesLive>().HeardOfOffline += health.Nudge;
            return health;
        });
        services.AddLocalization();
        services.AddSingleton<DeviceWords>();
        return services;
    }

    /// <summary>Removes old measurements each night, when the city is quiet.</summary>
    public static IServiceCollection AddMeasurementRetention(this IServiceCollection services, IConfiguration configuration, City city) =>
        services.AddSingleton(DevicesOptions.Read(configuration)).AddSingleton<MeasurementRetention>().AddSchedule<MeasurementRetention>("devices.retention", "0 30 2 * * ?", city.Zone, (retention, cancel) => retention.Remove(cancel));

    /// <summary>The doors under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapDevices(this IEndpointRouteBuilder routes)
    {
        DeviceApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }
}
