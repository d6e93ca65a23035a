using System.Globalization;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace CommandCenter.Areas;

/// <summary>An area as the interface shows it.</summary>
/// <param name="Id">Its lasting id.</param>
/// <param name="Level">City, District, Street, Community or Grid.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="Aliases">Other spellings that sources use.</param>
/// <param name="ParentId">The area it lies in.</param>
/// <param name="Path">The names from the top down to it.</param>
/// <param name="Active">Whether new things are placed in it.</param>
/// <param name="Geometry">Its outline as a GeoJSON geometry, when asked for with <c>include=geometry</c>.</param>
public sealed record ListedArea(
    Guid Id, string Level, string Code, string Name, string? NameEn, IReadOnlyList<string> Aliases, Guid? ParentId, string Path, bool Active, JsonElement? Geometry);

/// <summary>The room's registration and routes.</summary>
public static class AreasFeature
{
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    /// <summary>The index, the desk and the import, for any process.</summary>
    public static IServiceCollection AddAreas(this IServiceCollection services)
    {
        services.AddSingleton<AreaIndex>();
        services.AddSingleton<IFollowJournal>(s => s.GetRequiredService<AreaIndex>());
        services.AddSingleton<AreaGround>();
        services.AddSingleton<AreaDesk>();
        services.AddSingleton<AreaImport>();
        services.AddSingleton(AdminEntry.Of<AreasText>(30, "layers", "Areas", "/admin/areas"));
        return services;
    }

    /// <summary><c>GET /api/v1/areas</c>.</summary>
    public static IEndpointRouteBuilder MapAreas(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/areas", List)
            .RequireAuthorization(Permit.SeeTickets)
            .WithTags("Areas")
            .WithName("ListAreas")
            .WithSummary("The area tree: filtered by level, by parent (id, code or name; everything below it) and by text; include=geometry adds outlines.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return routes;
    }

    private static Page<ListedArea> List(AreaIndex index, string? level, string? parent, string? q, string? include, string? cursor, int? limit)
    {
        var within = parent is null ? null : index.Descendants(FindParent(index, parent));
        var wanted = level is null ? (AreaLevel?)null : LevelOf(level);
        var outlines = include switch
        {
            null or "" => false,
            "geometry" => true,
            _ => throw Refusal.Invalid("include", "can only be geometry."),
        };
        var spelling = Spelling.Normalize(q);
        var found = index.All
            .Where(a => wanted is null || a.Level == wanted)
            .Where(a => within is null || (a.ParentId is { } above && within.Contains(above)))
            .Where(a => spelling.Length == 0 || Spellings(a).Any(s => s.Contains(spelling, StringComparison.Ordinal)));
        var page = Page.Of(found, SortKey, cursor, limit);
        return new([.. page.Items.Select(a => Show(index, a, outlines))], page.Next);
    }

    private static Guid FindParent(AreaIndex index, string parent) =>
        (Guid.TryParse(parent, out var id) ? index.Find(id) : index.FindByText(parent))?.Id
        ?? throw Refusal.Invalid("parent", $"'{parent}' is no area's id, code or name, or that of more than one.");

    private static AreaLevel LevelOf(string text) => Enum.TryParse<AreaLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) && !char.IsAsciiDigit(text[0])
        ? level
        : throw Refusal.Invalid("level", $"'{text}' is not one of {string.Join(", ", Enum.GetNames<AreaLevel>())}.");

    private static IEnumerable<string> Spellings(Area area) => new[] { area.Code, area.Name, area.NameEn }.Concat(area.Aliases).Select(Spelling.Normalize);

    // The index's own order, as one text.
    private static string SortKey(Area area) => string.Create(CultureInfo.InvariantCulture, $"{(int)area.Level}{area.Code.Length:D3}{area.Code}{area.Id:N}");

    private static ListedArea Show(AreaIndex index, Area area, bool outline) => new(
        area.Id, area.Level.ToString(), area.Code, area.Name, area.NameEn, area.Aliases, area.ParentId, index.PathName(area.Id)!, area.Active,
        outline && area.Shape() is { } shape ? JsonSerializer.SerializeToElement<Geometry>(shape, GeoJson) : null);
}
