using System.Diagnostics.CodeAnalysis;

namespace CommandCenter.Platform.Maps;

/// <summary>Why two numbers are not a place.</summary>
public enum PositionFault
{
    /// <summary>One of the two is missing, not a number, or infinite.</summary>
    NotANumber,

    /// <summary>Both are exactly zero: what a form or a tracker without a fix sends.</summary>
    NotSet,

    /// <summary>At least one is far beyond any degree: metres or feet of a projection, not WGS84 degrees.</summary>
    Projected,

    /// <summary>Latitude is not within -90 and 90, and would be if the two changed places.</summary>
    Swapped,

    /// <summary>Latitude is not within -90 and 90.</summary>
    LatitudeOutOfRange,

    /// <summary>Longitude is not within -180 and 180.</summary>
    LongitudeOutOfRange,
}

/// <summary>
/// A place on earth in WGS84 degrees, latitude first. It can only be made from numbers that are a place, so whatever
/// holds one may be drawn, indexed and measured without asking again. <c>default</c> is the one value that is none.
/// </summary>
public readonly record struct Position
{
    // No degree comes near it, and every city's coordinates in a projection go beyond it in at least one direction.
    private const double LargestMistakenDegree = 400;

    private Position(double latitude, double longitude)
    {
        Latitude = latitude;
        Longitude = longitude;
    }

    /// <summary>Degrees north of the equator, -90 to 90.</summary>
    public double Latitude { get; }

    /// <summary>Degrees east of Greenwich, -180 to 180.</summary>
    public double Longitude { get; }

    /// <summary>Makes a place of two numbers, or says why they are none.</summary>
    public static bool TryCreate(
        double? latitude, double? longitude, out Position position, [NotNullWhen(false)] out PositionFault? fault)
    {
        fault = FaultOf(latitude, longitude);
        position = fault is null ? new Position(latitude!.Value, longitude!.Value) : default;
        return fault is null;
    }

    /// <summary>Makes a place of two numbers that are known to be one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are none; the message names the <see cref="PositionFault"/>.</exception>
    public static Position Create(double latitude, double longitude) =>
        TryCreate(latitude, longitude, out var position, out var fault)
            ? position
            : throw new ArgumentOutOfRangeException(nameof(latitude), $"{latitude}, {longitude} is no place: {fault}.");

    private static PositionFault? FaultOf(double? latitude, double? longitude)
    {
        if (latitude is not { } north || longitude is not { } east || !double.IsFinite(north) || !double.IsFinite(east))
            return PositionFault.NotANumber;
        if (north == 0 && east == 0)
            return PositionFault.NotSet;
        if (Math.Abs(north) > LargestMistakenDegree || Math.Abs(east) > LargestMistakenDegree)
            return PositionFault.Projected;
        if (Math.Abs(north) > 90)
            return Math.Abs(east) <= 90 && Math.Abs(north) <= 180 ? PositionFault.Swapped : PositionFault.LatitudeOutOfRange;
        return Math.Abs(east) > 180 ? PositionFault.LongitudeOutOfRange : null;
    }
}
