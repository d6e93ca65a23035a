namespace CommandCenter.Platform.Maps;

/// <summary>What a pair of degrees is measured against. Only <see cref="Wgs84"/> goes past the edge of the product.</summary>
public enum Datum
{
    /// <summary>GPS, GeoJSON, OpenStreetMap.</summary>
    Wgs84,

    /// <summary>China's published maps (国测局, "Mars coordinates"): 100 to 700 m off within China.</summary>
    Gcj02,

    /// <summary>Baidu's maps: GCJ-02 with a second shift.</summary>
    Bd09,
}

/// <summary>
/// Converts between WGS84 and the two shifted datums of China. The shifts are the published approximation; their
/// inverse has no closed form and is found by iteration, exact to well under a metre. Places outside China's bounding
/// box are not shifted by either datum and come back as they are.
/// </summary>
public static class DatumConversion
{
    // Krasovsky 1940, the ellipsoid in which the shift was defined.
    private const double SemiMajorAxis = 6378245.0;
    private const double EccentricitySquared = 0.00669342162296594323;
    private const double BaiduFrequency = Math.PI * 3000 / 180;
    private const double CloseEnough = 1e-9; // degrees: a tenth of a millimetre
    private const int MostRounds = 20;

    /// <summary>Reads a place that was measured against <paramref name="datum"/>.</summary>
    public static Position ToWgs84(this Datum datum, Position place) => datum switch
    {
        Datum.Wgs84 => place,
        Datum.Gcj02 => Invert(place, Gcj02Of),
        Datum.Bd09 => Invert(Invert(place, Bd09Of), Gcj02Of),
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, null),
    };

    /// <summary>Writes a WGS84 place for a reader that measures against <paramref name="datum"/>.</summary>
    public static Position FromWgs84(this Datum datum, Position place) => datum switch
    {
        Datum.Wgs84 => place,
        Datum.Gcj02 => Gcj02Of(place),
        Datum.Bd09 => Bd09Of(Gcj02Of(place)),
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, null),
    };

    private static Position Invert(Position target, Func<Position, Position> shift)
    {
        var guess = target;
        for (var round = 0; round < MostRounds; round++)
        {
            var shifted = shift(guess);
            var north = shifted.Latitude - target.Latitude;
            var east = shifted.Longitude - target.Longitude;
            if (Math.Abs(north) < CloseEnough && Math.Abs(east) < CloseEnough)
                break;
            guess = Position.Create(guess.Latitude - north, guess.Longitude - east);
        }

        return guess;
    }

    private static Position Gcj02Of(Position place)
    {
        if (!IsShifted(place))
            return place;
        var (x, y) = (place.Longitude - 105, place.Latitude - 35);
        var latitude = place.Latitude * Math.PI / 180;
        var magic = 1 - EccentricitySquared * Math.Pow(Math.Sin(latitude), 2);
        var root = Math.Sqrt(magic);
        var north = NorthShift(x, y) * 180 / (SemiMajorAxis * (1 - EccentricitySquared) / (magic * root) * Math.PI);
        var east = EastShift(x, y) * 180 / (SemiMajorAxis / root * Math.Cos(latitude) * Math.PI);
        return Position.Create(place.Latitude + north, place.Longitude + east);
    }

    private static Position Bd09Of(Position gcj02)
    {
        if (!IsShifted(gcj02))
            return gcj02;
        var (x, y) = (gcj02.Longitude, gcj02.Latitude);
        var radius = Math.Sqrt(x * x + y * y) + 0.00002 * Math.Sin(y * BaiduFrequency);
        var angle = Math.Atan2(y, x) + 0.000003 * Math.Cos(x * BaiduFrequency);
        return Position.Create(radius * Math.Sin(angle) + 0.006, radius * Math.Cos(angle) + 0.0065);
    }

    private static bool IsShifted(Position place) =>
        place is { Longitude: >= 72.004 and <= 137.8347, Latitude: >= 0.8293 and <= 55.8271 };

    private static double NorthShift(double x, double y) =>
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x))
        + Ripple(x)
        + (20 * Math.Sin(y * Math.PI) + 40 * Math.Sin(y / 3 * Math.PI)) * 2 / 3
        + (160 * Math.Sin(y / 12 * Math.PI) + 320 * Math.Sin(y * Math.PI / 30)) * 2 / 3;

    private static double EastShift(double x, double y) =>
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x))
        + Ripple(x)
        + (20 * Math.Sin(x * Math.PI) + 40 * Math.Sin(x / 3 * Math.PI)) * 2 / 3
        + (150 * Math.Sin(x / 12 * Math.PI) + 300 * Math.Sin(x / 30 * Math.PI)) * 2 / 3;

    private static double Ripple(double x) =>
        (20 * Math.Sin(6 * x * Math.PI) + 20 * Math.Sin(2 * x * Math.PI)) * 2 / 3;
}
