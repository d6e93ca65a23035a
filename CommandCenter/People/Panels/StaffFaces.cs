using CommandCenter.Platform.Maps;

namespace CommandCenter.People.Panels;

/// <summary>How a member of the field staff looks on a map: a pill, dashed when the position is stale.</summary>
public static class StaffFaces
{
    /// <summary>The mark.</summary>
    /// <param name="position">Where they were last.</param>
    /// <param name="now">Decides whether that is stale.</param>
    /// <param name="label">What stands in the pill: on a wall a count or a code, never a name.</param>
    public static MapMark Mark(StaffPosition position, DateTimeOffset now, string? label = null) => new(
        position.UserId.ToString("N"),
        Position.Create(position.Latitude, position.Longitude),
        position.FreshnessAt(now) == PositionFreshness.Stale ? MapSymbol.PersonStale : MapSymbol.Person,
        Label: label);
}
