namespace CommandCenter.Platform.Maps;

/// <summary>A rectangle of WGS84 degrees that a map is asked to show, with its south-west and north-east corners.</summary>
public sealed record MapBounds(Position SouthWest, Position NorthEast)
{
    private const double MetresPerDegree = 111_320;

    /// <summary>The surroundings of one place, at least <paramref name="metres"/> in each direction.</summary>
    public static MapBounds Around(Position centre, double metres)
    {
        var north = metres / MetresPerDegree;
        var east = north / Math.Max(0.01, Math.Cos(centre.Latitude * Math.PI / 180));
        return new(
            Position.Create(Math.Max(-90, centre.Latitude - north), Math.Max(-180, centre.Longitude - east)),
            Position.Create(Math.Min(90, centre.Latitude + north), Math.Min(180, centre.Longitude + east)));
    }

    /// <summary>The smallest rectangle around places; null when there are none.</summary>
    public static MapBounds? Of(IEnumerable<Position> places)
    {
        var all = places.ToList();
        return all.Count == 0
            ? null
            : new(
                Position.Create(all.Min(p => p.Latitude), all.Min(p => p.Longitude)),
                Position.Create(all.Max(p => p.Latitude), all.Max(p => p.Longitude)));
    }
}
