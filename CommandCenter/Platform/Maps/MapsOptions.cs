using Microsoft.Extensions.Options;

namespace CommandCenter.Platform.Maps;

/// <summary>What every map lies on: section <c>Maps</c>. Empty, the map draws the city's own areas and needs nothing else.</summary>
public sealed class MapsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Maps";

    /// <summary>
    /// Address of a tile server with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>, in Web Mercator and WGS84; null, the
    /// default, asks no server. While the server does not answer, the map shows what it would show without one.
    /// </summary>
    public string? TileUrl { get; set; }

    /// <summary>Whom the tiles and base layers are owed to, as plain text in the map's corner.</summary>
    public string? Attribution { get; set; }

    /// <summary>GeoJSON files drawn beneath the marks, first to last.</summary>
    public List<BaseLayerOptions> BaseLayers { get; set; } = [];
}

/// <summary>What a base layer's lines or polygons are, which decides how they are drawn.</summary>
public enum BaseLayerKind
{
    /// <summary>Lines, wider for a greater OpenStreetMap <c>highway</c> class.</summary>
    Roads,

    /// <summary>Lines of railways.</summary>
    Rail,

    /// <summary>Rivers and lakes: polygons filled, lines drawn.</summary>
    Water,

    /// <summary>Parks and woods: polygons.</summary>
    Green,
}

/// <summary>One file beneath the marks: section <c>Maps:BaseLayers:n</c>.</summary>
public sealed class BaseLayerOptions
{
    /// <summary>A GeoJSON feature collection; a relative path starts at the application's content root.</summary>
    public string File { get; set; } = "";

    /// <summary>What the file holds.</summary>
    public BaseLayerKind Kind { get; set; } = BaseLayerKind.Roads;

    /// <summary>What its coordinates are measured against; converted to WGS84 when the file is read.</summary>
    public Datum Datum { get; set; } = Datum.Wgs84;
}

/// <summary>Finds at start what would otherwise show as an empty map; each message names its key.</summary>
internal sealed class MapsOptionsCheck(IHostEnvironment host) : IValidateOptions<MapsOptions>
{
    public ValidateOptionsResult Validate(string? name, MapsOptions options)
    {
        var failures = new List<string>();
        if (options.TileUrl is { Length: > 0 } url && !IsTileAddress(url))
            failures.Add($"Maps:TileUrl must be an http or https address with {{z}}, {{x}} and {{y}}; it is '{url}'.");
        for (var i = 0; i < options.BaseLayers.Count; i++)
            if (!File.Exists(Path.Combine(host.ContentRootPath, options.BaseLayers[i].File)))
                failures.Add($"Maps:BaseLayers:{i}:File names no file: '{options.BaseLayers[i].File}'.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsTileAddress(string url) =>
        url.Contains("{z}", StringComparison.Ordinal) && url.Contains("{x}", StringComparison.Ordinal) && url.Contains("{y}", StringComparison.Ordinal)
        && Uri.TryCreate(url.Replace('{', '0').Replace('}', '0'), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
