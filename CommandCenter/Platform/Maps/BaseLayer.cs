using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace CommandCenter.Platform.Maps;

/// <summary>One shape of a base layer.</summary>
/// <param name="Rank">1, the greatest, to 4; always 1 where a layer has no ranks.</param>
/// <param name="Filled">Whether it is a surface rather than a line.</param>
/// <param name="Shape"><see cref="MapShape.Encoded"/>.</param>
public sealed record BaseLayerShape(int Rank, bool Filled, string Shape);

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
        using var document = await JsonDocument.ParseAsync(file, cancellationToken: cancel);
        var shapes = new List<BaseLayerShape>();
        var skipped = 0;
        if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("features", out var features))
            foreach (var feature in features.EnumerateArray())
                if (Read(feature, kind, datum) is { } shape)
                    shapes.Add(shape);
                else
                    skipped++;
        return new(kind, shapes, skipped);
    }

    private static BaseLayerShape? Read(JsonElement feature, BaseLayerKind kind, Datum datum)
    {
        try
        {
            if (!feature.TryGetProperty("geometry", out var element) || element.Deserialize<Geometry>(GeoJson) is not { Dimension: > 0 } geometry)
                return null;
            if (datum != Datum.Wgs84)
                geometry.Apply(new ToWgs84(datum));
            var rank = kind == BaseLayerKind.Roads ? RankOf(feature) : 1;
            return new(rank, geometry.Dimension == Dimension.Surface, MapShape.From(geometry).Encoded);
        }
        catch (Exception e) when (e is ArgumentException or JsonException or NotSupportedException)
        {
            return null; // Counted by the caller: one bad line must not take the map's ground away.
        }
    }

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
