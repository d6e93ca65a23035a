using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CommandCenter.Platform.Maps;

/// <summary>Registers the map; Program.cs calls nothing else of this room.</summary>
public static class MapsFeature
{
    // Spelled out here, so that no setting of the API's JSON changes what the script reads.
    private static readonly JsonSerializerOptions ScriptJson = new(JsonSerializerDefaults.Web);

    /// <summary>Options and the base layers.</summary>
    public static IServiceCollection AddMaps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(Options.Create(MapsOptions.Read(configuration)));
        services.AddSingleton<BaseLayers>();
        services.AddLocalization();
        return services;
    }

    /// <summary><c>GET /maps/base/{number}</c>: a base layer as the map's script reads it, for whoever is signed in.</summary>
    public static IEndpointRouteBuilder MapMaps(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/maps/base/{number:int}", async (int number, BaseLayers layers, HttpResponse response) =>
        {
            if (layers.Find(number) is not { } layer)
                return Results.NotFound();
            response.Headers.CacheControl = "private, max-age=31536000, immutable";
            var (kind, shapes, _) = await layer;
            return Results.Json(new { Kind = kind.ToString().ToLowerInvariant(), Shapes = shapes }, ScriptJson);
        }).RequireAuthorization().ExcludeFromDescription();
        return routes;
    }
}
