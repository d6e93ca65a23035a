namespace CommandCenter.Platform.Maps;

/// <summary>
/// Distances over the earth's surface. The earth is taken as a sphere, which is wrong by at most half a percent: 5 m on a kilometre, less than a phone's own doubt.
/// </summary>
public static class GreatCircle
{
    // The mean radius of the WGS84 ellipsoid (IUGG's R1).
    private const double Radius = 6_371_008.8;

    /// <summary>Metres between two places, by the haversine formula, which is exact for near places too.</summary>
    public static double Meters(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        var (north, other) = (double.DegreesToRadians(latitude), double.DegreesToRadians(otherLatitude));
        var up = Math.Sin((other - north) / 2);
        var across = Math.Sin(double.DegreesToRadians(otherLongitude - longitude) / 2);
        var half = (up * up) + (Math.Cos(north) * Math.Cos(other) * across * across);
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }
}
