using System.Globalization;
using System.Text.Json;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Valid;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.Areas;

/// <summary>A feature that can become an area.</summary>
/// <param name="Index">Its place in the file, from 0.</param>
/// <param name="Properties">What the source says about it.</param>
/// <param name="Shape">A valid polygon or multipolygon in WGS84 degrees, longitude as X.</param>
internal sealed record OutlineFeature(int Index, IReadOnlyDictionary<string, JsonElement> Properties, Geometry Shape);

/// <summary>The polygons of a GeoJSON file, checked, converted and mended. Knows nothing of the database.</summary>
/// <param name="Features">What can become areas.</param>
/// <param name="Repaired">What was mended.</param>
/// <param name="Refused">What could not be read.</param>
internal sealed record AreaFile(IReadOnlyList<OutlineFeature> Features, List<FeatureNote> Repaired, List<FeatureNote> Refused)
{
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };
    private static readonly string[] Wgs84Names = ["CRS84", "EPSG:4326", "EPSG::4326", "WGS84"];

    /// <summary>Reads a FeatureCollection, a Feature or a geometry.</summary>
    /// <exception cref="Refusal">The file as a whole cannot be taken.</exception>
    public static async Task<AreaFile> ReadAsync(Stream content, Datum datum, CancellationToken cancel)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(content, cancellationToken: cancel);
            return Read(document.RootElement, datum);
        }
        catch (JsonException problem)
        {
            throw AreaFileRefusal.Of(AreaFileRefusal.Unreadable, $"The file is no JSON: {problem.Message}");
        }
    }

    private static AreaFile Read(JsonElement root, Datum datum)
    {
        var features = FeaturesOf(root);
        CheckReferenceSystem(root);
        var (taken, repaired, refused) = (new List<OutlineFeature>(), new List<FeatureNote>(), new List<FeatureNote>());
        foreach (var (index, feature) in features.Index())
            if (ReadShape(index, feature, refused) is { } shape && Mend(index, Convert(shape, datum), repaired, refused) is { } outline)
                taken.Add(new(index, PropertiesOf(feature), outline));
        return taken.Count > 0
            ? new AreaFile(taken, repaired, refused)
            : throw AreaFileRefusal.Of(AreaFileRefusal.Nothing, refused.Count == 0
                ? "The file has no features."
                : $"None of the {refused.Count} features can be taken; features[{refused[0].Feature}]: {refused[0].Detail}");
    }

    private static IReadOnlyList<JsonElement> FeaturesOf(JsonElement root)
    {
        var type = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        return type switch
        {
            "FeatureCollection" when root.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array => [.. features.EnumerateArray()],
            "Feature" => [root],
            "Polygon" or "MultiPolygon" => throw AreaFileRefusal.Of(AreaFileRefusal.NoName, $"The file is a bare {type}; a Feature with a name property is needed."),
            _ => throw AreaFileRefusal.Of(AreaFileRefusal.Unreadable, "The file is JSON, but no GeoJSON FeatureCollection or Feature."),
        };
    }

    // GeoJSON of before 2016 may name a reference system; since RFC 7946 it is WGS84 and nothing else.
    private static void CheckReferenceSystem(JsonElement root)
    {
        if (!root.TryGetProperty("crs", out var crs) || crs.ValueKind == JsonValueKind.Null)
            return;
        var name = crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty("name", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : crs.GetRawText();
        if (!Array.Exists(Wgs84Names, known => name.EndsWith(known, StringComparison.OrdinalIgnoreCase)))
            throw AreaFileRefusal.Of(AreaFileRefusal.ReferenceSystem, $"The file's coordinates are in {name}, not in WGS84 degrees (CRS84 or EPSG:4326). Convert the file first.");
    }

    private static Dictionary<string, JsonElement> PropertiesOf(JsonElement feature) =>
        feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value.Clone(), StringComparer.Ordinal)
            : [];

    private static Geometry? ReadShape(int index, JsonElement feature, List<FeatureNote> refused)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("geometry", out var element) || element.ValueKind != JsonValueKind.Object)
            return Refuse(FeatureFault.Empty, "it has no geometry.");
        var type = element.TryGetProperty("type", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        if (type is not ("Polygon" or "MultiPolygon"))
            return Refuse(FeatureFault.NotPolygon, $"a {type ?? "geometry without a type"} is no polygon.");
        try
        {
            var shape = element.Deserialize<Geometry>(GeoJson);
            if (shape is null or { IsEmpty: true })
                return Refuse(FeatureFault.Empty, "its polygon is empty.");
            return FaultIn(index, shape) is { } fault ? Refuse(FeatureFault.BadCoordinate, fault) : shape;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return Refuse(FeatureFault.BrokenRing, $"its rings cannot be read: {problem.GetBaseException().Message.ReplaceLineEndings(" ")}");
        }

        Geometry? Refuse(FeatureFault fault, string detail)
        {
            refused.Add(new(index, null, fault, detail));
            return null;
        }
    }

    private static string? FaultIn(int index, Geometry shape)
    {
        foreach (var at in shape.Coordinates)
            if (!Position.TryCreate(at.Y, at.X, out _, out var fault))
                return fault switch
                {
                    PositionFault.Projected => throw AreaFileRefusal.Of(AreaFileRefusal.Projected,
                        $"projected coordinates, not WGS84 degrees: features[{index}] has {Text(at)}. Convert the file to EPSG:4326 first."),
                    PositionFault.Swapped => $"{Text(at)} has latitude first; GeoJSON has longitude first.",
                    PositionFault.NotSet => $"{Text(at)} means that the place is not set.",
                    _ => $"{Text(at)} is no place on earth in degrees.",
                };
        return null;
    }

    private static string Text(Coordinate at) => string.Create(CultureInfo.InvariantCulture, $"[{at.X}, {at.Y}]");

    private static Geometry Convert(Geometry shape, Datum datum)
    {
        if (datum != Datum.Wgs84)
            shape.Apply(new ToWgs84(datum));
        return shape;
    }

    private static Geometry? Mend(int index, Geometry shape, List<FeatureNote> repaired, List<FeatureNote> refused)
    {
        if (new IsValidOp(shape).ValidationError is not { } error)
            return shape;
        var (mended, detail) = (GeometryFixer.Fix(shape), $"{error.Message} at {Text(error.Coordinate)}.");
        if (mended is not (Polygon or MultiPolygon) || mended.IsEmpty || mended.Area == 0)
        {
            var fault = error.ErrorType == TopologyValidationErrors.TooFewPoints ? FeatureFault.BrokenRing : FeatureFault.Empty;
            refused.Add(new(index, null, fault, $"{detail} Nothing with a surface is left of it."));
            return null;
        }
        repaired.Add(new(index, null, FeatureFault.SelfCrossing, detail));
        return mended;
    }

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
