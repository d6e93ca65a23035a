using CommandCenter.Platform.Data;
using CommandCenter.Platform.Settings;

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

    /// <summary>Reads the section, and finds at start what would otherwise show as an empty map; all mistakes at once, each naming its key.</summary>
    /// <exception cref="CannotStart">A setting is wrong.</exception>
    public static MapsOptions Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration.GetSection(Section));
        var options = new MapsOptions { TileUrl = read.Text(nameof(TileUrl)), Attribution = read.Text(nameof(Attribution)) };
        if (options.TileUrl is { } url && !IsTileAddress(url))
            read.Wrong(nameof(TileUrl), url, "an http or https address with {z}, {x} and {y}");
        foreach (var layer in read.Entries(nameof(BaseLayers)))
            options.BaseLayers.Add(BaseLayerOptions.Read(layer));
        return read.Done(options);
    }

    private static bool IsTileAddress(string url) =>
        url.Contains("{z}", StringComparison.Ordinal) && url.Contains("{x}", StringComparison.Ordinal) && url.Contains("{y}", StringComparison.Ordinal)
        && Uri.TryCreate(url.Replace('{', '0').Replace('}', '0'), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
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

    /// <summary>Built-up ground between streets: polygons.</summary>
    Blocks,
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

    internal static BaseLayerOptions Read(SettingsReader read)
    {
        var file = read.Text(nameof(File)) ?? "";
        if (!System.IO.File.Exists(Path.Combine(HomeFolder.Root, file)))
            read.Wrong(nameof(File), file, "the path of a file that is there");
        return new BaseLayerOptions { File = file, Kind = read.Choice(nameof(Kind), BaseLayerKind.Roads), Datum = read.Choice(nameof(Datum), Datum.Wgs84) };
    }
}
