using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace CommandCenter.Platform.Maps;

/// <summary>One shape of a base layer.</summary>
/// <param name="Rank">1, the greatest, to 4; always 1 where a layer has no ranks.</param>
/// <param name="Filled">Whether it is a surface rather than a line.</param>
/// <param name="Shape"><see cref="MapShape.Encoded"/>.</param>
/// <param name="Name">What it is called; null where it has no label.</param>
/// <param name="NameEn">Its English name, where it has another.</param>
public sealed record BaseLayerShape(int Rank, bool Filled, string Shape, string? Name = null, string? NameEn = null)
{
    /// <summary>A shape of the ground for drawing.</summary>
    public static BaseLayerShape Of(GroundShape ground) =>
        new(ground.Rank, ground.Shape.Dimension == Dimension.Surface, MapShape.From(ground.Shape).Encoded, ground.Name, ground.NameEn);
}

/// <summary>A line or surface of the base map.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rank">1, the greatest, to 4.</param>
/// <param name="Name">What it is called; null where it has no label.</param>
/// <param name="NameEn">Its English name, where it has another.</param>
/// <param name="Shape">WGS84 degrees, longitude as X.</param>
public sealed record GroundShape(BaseLayerKind Kind, int Rank, string? Name, string? NameEn, Geometry Shape);

/// <summary>A GeoJSON file read for drawing.</summary>
/// <param name="Kind">What its shapes are.</param>
/// <param name="Shapes">The shapes that can be drawn.</param>
/// <param name="Skipped">How many features cannot: no geometry, a point, or a coordinate that is no place.</param>
public sealed record BaseLayer(BaseLayerKind Kind, IReadOnlyList<BaseLayerShape> Shapes, int Skipped)
{
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<BaseLayer> ReadAsync(Stream file, BaseLayerKind kind, Datum datum, CancellationToken cancel)
    {
        var (shapes, skipped) = await ReadShapesAsync(file, kind, datum, null, cancel);
        return new(kind, [.. shapes.Select(BaseLayerShape.Of)], skipped);
    }

    /// <summary>Reads the shapes of a file, and counts what cannot be drawn.</summary>
    /// <param name="file">GeoJSON in UTF-8.</param>
    /// <param name="kind">What its shapes are.</param>
    /// <param name="datum">What its degrees are measured against.</param>
    /// <param name="nameProperty">The property that holds the name; null is <c>name</c>. The English one is <c>name:en</c> or <c>name_en</c>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static async Task<(List<GroundShape> Shapes, int Skipped)> ReadShapesAsync(Stream file, BaseLayerKind kind, Datum datum, string? nameProperty, CancellationToken cancel)
    {
        using var document = await JsonDocument.ParseAsync(file, cancellationToken: cancel);
        var shapes = new List<GroundShape>();
        var skipped = 0;
        if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("features", out var features))
            foreach (var feature in features.EnumerateArray())
                if (Read(feature, kind, datum, nameProperty ?? "name") is { } shape)
                    shapes.Add(shape);
                else
                    skipped++;
        return (shapes, skipped);
    }

    private static GroundShape? Read(JsonElement feature, BaseLayerKind kind, Datum datum, string nameProperty)
    {
        try
        {
            if (!feature.TryGetProperty("geometry", out var element) || element.Deserialize<Geometry>(GeoJson) is not { Dimension: > 0 } geometry)
                return null;
            if (datum != Datum.Wgs84)
                geometry.Apply(new ToWgs84(datum));
            var rank = kind == BaseLayerKind.Roads ? RankOf(feature) : 1;
            _ = MapShape.From(geometry); // what cannot be drawn is counted here, not when it is asked for
            return new(kind, rank, Text(feature, nameProperty), Text(feature, "name:en") ?? Text(feature, "name_en"), geometry);
        }
        catch (Exception e) when (e is ArgumentException or JsonException or NotSupportedException)
        {
            return null; // Counted by the caller: one bad line must not take the map's ground away.
        }
    }

    private static string? Text(JsonElement feature, string property) =>
        feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && properties.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 and <= GroundFeature.NameLength } text ? text : null;

    private static int RankOf(JsonElement road) =>
        road.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && properties.TryGetProperty("highway", out var highway) && highway.GetString() is { } value
            ? value.Replace("_link", "", StringComparison.Ordinal) switch
            {
                "motorway" or "trunk" => 1,
                "primary" or "secondary" => 2,
                "tertiary" => 3,
                _ => 4,
            }
            : 3;

    private sealed class ToWgs84(Datum datum) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var at = datum.ToWgs84(Position.Create(sequence.GetY(i), sequence.GetX(i)));
            sequence.SetX(i, at.Longitude);
            sequence.SetY(i, at.Latitude);
        }
    }
}
