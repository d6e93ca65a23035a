using CommandCenter.Access;
using CommandCenter.Tickets;

namespace CommandCenter.Desk;

/// <summary>Other open tickets about what may be the same thing: the same kind nearby, or the same place in words.</summary>
public static class Neighbours
{
    /// <summary>How near, in metres.</summary>
    public const double Metres = 150;

    private const int Most = 6;
    private const double MetresPerDegree = 111_320;

    /// <summary>The nearest few that the caller may see; of the same kind first.</summary>
    public static IReadOnlyList<TicketView> Of(TicketView ticket, IEnumerable<TicketView> all, Caller caller) =>
        [.. all.Where(t => t.Id != ticket.Id && t.IsOpen && IsNear(t, ticket) && t.IsVisibleTo(caller))
            .OrderByDescending(t => t.CategoryId == ticket.CategoryId).ThenByDescending(t => t.Sequence).Take(Most)];

    private static bool IsNear(TicketView one, TicketView other)
    {
        if (one.PlaceText is { Length: > 0 } place && place == other.PlaceText)
            return true;
        if (one is not { Latitude: { } lat, Longitude: { } lon } || other is not { Latitude: { } otherLat, Longitude: { } otherLon })
            return false;
        var north = (lat - otherLat) * MetresPerDegree;
        if (Math.Abs(north) > Metres)
            return false;
        var east = (lon - otherLon) * MetresPerDegree * Math.Cos(lat * Math.PI / 180);
        return (north * north) + (east * east) <= Metres * Metres && one.CategoryId == other.CategoryId;
    }
}
