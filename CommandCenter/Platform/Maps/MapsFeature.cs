using System.Text.Json;
using CommandCenter.Platform.Journal;
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

    /// <summary>The ground in the database, for any process.</summary>
    public static IServiceCollection AddGround(this IServiceCollection services)
    {
        services.AddSingleton<GroundIndex>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<GroundIndex>());
        services.AddSingleton<GroundDesk>();
        return services;
    }

    /// <summary><c>GET /maps/base/{number}</c> and <c>GET /maps/ground/{kind}</c>: a base layer as the map's script reads it, for whoever is signed in.</summary>
    public static IEndpointRouteBuilder MapMaps(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/maps/base/{number:int}", async (int number, BaseLayers layers, HttpResponse response) =>
        {
            if (layers.Find(number) is not { } layer)
                return Results.NotFound();
            return Layer(response, (await layer).Kind, (await layer).Shapes);
        }).RequireAuthorization().ExcludeFromDescription();
        routes.MapGet("/maps/ground/{kind}", async (string kind, GroundIndex ground, HttpResponse response, CancellationToken cancel) =>
            Enum.TryParse<BaseLayerKind>(kind, ignoreCase: true, out var known) && ground.Layers.Any(l => l.Kind == known)
                ? Layer(response, known, await ground.Read(known, cancel))
                : Results.NotFound()).RequireAuthorization().ExcludeFromDescription();
        return routes;
    }

    // The address changes with the layer, so a browser may keep it for good.
    private static IResult Layer(HttpResponse response, BaseLayerKind kind, IReadOnlyList<BaseLayerShape> shapes)
    {
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Json(new { Kind = kind.ToString().ToLowerInvariant(), Shapes = shapes }, ScriptJson);
    }
}
