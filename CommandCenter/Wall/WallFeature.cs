using System.Text.Json.Serialization;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Platform.Kit;
using CommandCenter.Wall.Flood;

namespace CommandCenter.Wall;

/// <summary>The walls and the live hub: registration and routes.</summary>
public static class WallFeature
{
    /// <summary>Pictures, words and the hub of a server.</summary>
    public static IServiceCollection AddWall(this IServiceCollection services)
    {
        services.AddSingleton<WallWords>();
        services.AddSingleton<AlarmSampler>();
        services.AddHostedService(s => s.GetRequiredService<AlarmSampler>());
        services.AddSingleton<GaugeHistory>();
        services.AddHostedService(s => s.GetRequiredService<GaugeHistory>());
        services.AddSingleton<WallReader>();
        services.AddSingleton<LiveFeed>();
        services.AddSignalR().AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddSingleton(RailEntry.Of<WallText>(500, "wall", "Overview", "/wall/overview", Permit.SeeWall));
        services.AddSingleton(RailEntry.Of<WallText>(510, "water", "Flood", "/wall/flood", Permit.SeeWall));
        return services;
    }

    /// <summary><c>/hubs/live</c>. A connection does not outlive what let it in.</summary>
    public static IEndpointRouteBuilder MapWall(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<LiveHub>("/hubs/live", connection => connection.CloseOnAuthenticationExpiration = true).RequireAuthorization(Permit.SeeWall);
        return routes;
    }
}
