using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using System.Text.Json;

namespace CommandCenter.Platform.Maps;

/// <summary>
/// An outline or a line as the map's script wants it: millionths of a degree (0.1 m), each as the difference to the
/// one before, in a short text that JSON need not escape. A tenth of the size of the same GeoJSON.
/// Immutable; two shapes with the same text are equal.
/// </summary>
public sealed class MapShape : IEquatable<MapShape>
{
    private const double Scale = 1e6;
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    private MapShape(string encoded) => Encoded = encoded;

    /// <summary>Parts separated by a full stop; each a run of longitude and latitude differences.</summary>
    public string Encoded { get; }

    /// <summary>Encodes a polygon, a line or a collection of either, in WGS84 degrees with longitude as X.</summary>
    /// <exception cref="ArgumentException">It has a coordinate that is no place, or nothing to draw.</exception>
    public static MapShape From(Geometry geometry)
    {
        var text = new StringBuilder();
        Append(text, geometry);
        return text.Length > 0
            ? new MapShape(text.ToString())
            : throw new ArgumentException($"A {geometry.GeometryType} has no outline to draw.", nameof(geometry));
    }

    /// <summary>Encodes a GeoJSON geometry in WGS84 degrees.</summary>
    /// <exception cref="ArgumentException">It is no geometry, has a coordinate that is no place, or nothing to draw.</exception>
    public static MapShape FromGeoJson(string geometry)
    {
        try
        {
            return From(JsonSerializer.Deserialize<Geometry>(geometry, GeoJson)
                ?? throw new ArgumentException("The text is no GeoJSON geometry.", nameof(geometry)));
        }
        catch (JsonException e)
        {
            throw new ArgumentException("The text is no GeoJSON geometry.", nameof(geometry), e);
        }
    }

    /// <inheritdoc/>
    public bool Equals(MapShape? other) => ReferenceEquals(this, other) || Encoded == other?.Encoded;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MapShape);

    /// <inheritdoc/>
    public override int GetHashCode() => Encoded.GetHashCode(StringComparison.Ordinal);

    private static void Append(StringBuilder text, Geometry geometry)
    {
        switch (geometry)
        {
            case Polygon polygon:
                AppendPart(text, polygon.ExteriorRing.Coordinates);
                foreach (var hole in polygon.InteriorRings)
                    AppendPart(text, hole.Coordinates);
                break;
            case LineString line:
                AppendPart(text, line.Coordinates);
                break;
            case GeometryCollection many:
                foreach (var one in many.Geometries)
                    Append(text, one);
                break;
        }
    }

    private static void AppendPart(StringBuilder text, Coordinate[] coordinates)
    {
        if (coordinates.Length < 2)
            return;
        if (text.Length > 0)
            text.Append('.');
        long x = 0, y = 0;
        foreach (var coordinate in coordinates)
        {
            if (!Position.TryCreate(coordinate.Y, coordinate.X, out var at, out var fault))
                throw new ArgumentException($"{coordinate.Y}, {coordinate.X} is no place: {fault}.", nameof(coordinates));
            var (nextX, nextY) = ((long)Math.Round(at.Longitude * Scale), (long)Math.Round(at.Latitude * Scale));
            AppendNumber(text, nextX - x);
            AppendNumber(text, nextY - y);
            (x, y) = (nextX, nextY);
        }
    }

    // Five bits to a character, the lowest first; the sixth says that more follow; the first bit of all is the sign.
    private static void AppendNumber(StringBuilder text, long value)
    {
        var rest = value < 0 ? (-value << 1) | 1 : value << 1;
        do
        {
            var digit = (int)(rest & 31);
            rest >>= 5;
            text.Append(Digits[rest > 0 ? digit | 32 : digit]);
        }
        while (rest > 0);
    }
}
