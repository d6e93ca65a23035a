using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Maps;

namespace CommandCenter.People;

/// <summary>Somebody of the field staff near a place.</summary>
/// <param name="Position">Who, and where they were last.</param>
/// <param name="DistanceMeters">How far from there, in metres.</param>
/// <param name="Freshness">How much can be made of it; a stale position is to be said to be stale.</param>
/// <param name="OnDuty">Whether a roster has them on duty now.</param>
public sealed record NearbyPerson(StaffPosition Position, double DistanceMeters, PositionFreshness Freshness, bool OnDuty);

/// <summary>Who is nearest, from the live picture: cheap enough to ask with every change of a screen.</summary>
public sealed class NearestStaff(PositionsLive positions, DutyBook duty, TimeProvider clock)
{
    /// <summary>The rings in which a desk looks, in metres, the nearest first.</summary>
    public static IReadOnlyList<int> Rings { get; } = [200, 300, 500, 1_000];

    /// <summary>The rings that are drawn around a place: the one that is looked in, bold, and 500 m for a measure. None around no place.</summary>
    public static IReadOnlyList<MapRing> RingsAround(double? latitude, double? longitude, int meters) => Position.TryCreate(latitude, longitude, out var at, out _)
        ? [.. Rings.Where(r => r == meters || r == 500).Select(r => new MapRing(at, r, $"{Formats.Number(r)} m", Strong: r == meters))]
        : [];

    /// <summary>Everybody in the narrowest ring that holds somebody, the nearest first; nobody, in the widest, where none does.</summary>
    /// <param name="latitude">WGS84 degrees north.</param>
    /// <param name="longitude">WGS84 degrees east.</param>
    public (int Meters, IReadOnlyList<NearbyPerson> People) InNarrowestRing(double latitude, double longitude)
    {
        var people = Within(latitude, longitude, Rings[^1]);
        var meters = people is [var nearest, ..] ? Rings.First(r => nearest.DistanceMeters <= r) : Rings[^1];
        return (meters, [.. people.Where(p => p.DistanceMeters <= meters)]);
    }

    /// <summary>Everybody within a distance, the nearest first.</summary>
    /// <param name="latitude">WGS84 degrees north.</param>
    /// <param name="longitude">WGS84 degrees east.</param>
    /// <param name="meters">How far, in metres.</param>
    /// <param name="role">Only those who have this role in the field.</param>
    /// <param name="departmentId">Only those of this department.</param>
    public IReadOnlyList<NearbyPerson> Within(double latitude, double longitude, double meters, Role? role = null, Guid? departmentId = null)
    {
        var now = clock.Now();
        var onDuty = duty.OnDutyNow;
        return
        [
            .. positions.Set.Items.Values
                .Where(p => (role is null || p.Role == role) && (departmentId is null || p.DepartmentId == departmentId))
                .Select(p => (Position: p, Distance: GreatCircle.Meters(latitude, longitude, p.Latitude, p.Longitude)))
                .Where(p => p.Distance <= meters)
                .OrderBy(p => p.Distance).ThenBy(p => p.Position.UserId)
                .Select(p => new NearbyPerson(p.Position, p.Distance, p.Position.FreshnessAt(now), onDuty.Contains(p.Position.UserId))),
        ];
    }
}
