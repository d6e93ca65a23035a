using CommandCenter.Alarms;
using CommandCenter.Escalations.Running;
using CommandCenter.People;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Wall.Takeover;

/// <summary>What a taken screen shows of its alarm, at one instant.</summary>
/// <param name="Alarm">The alarm.</param>
/// <param name="At">The instant.</param>
/// <param name="Place">Where it is; null where nobody knows.</param>
/// <param name="Meters">The ring in which the nearest were found: the smallest that holds somebody, else the greatest.</param>
/// <param name="People">The nearest of the field staff in it, the nearest first.</param>
/// <param name="Escalation">The chain that runs for it; null for none.</param>
/// <param name="Near">Other alarms that stand near it.</param>
/// <param name="Others">All other active alarms.</param>
public sealed record TakeoverPicture(
    AlarmView Alarm, DateTimeOffset At, Position? Place, int Meters, IReadOnlyList<NearbyPerson> People, EscalationView? Escalation, IReadOnlyList<NearbyAlarm> Near,
    IReadOnlyList<AlarmView> Others)
{
    private const int MostPeople = 3;

    /// <summary>Where the map looks: the ring that counts and a little more.</summary>
    public MapBounds? View => Place is { } at ? MapBounds.Around(at, Math.Max(Meters, 500) * 1.15) : null;

    /// <summary>The rings around it.</summary>
    public IReadOnlyList<MapRing> Rings => NearestStaff.RingsAround(Alarm.Latitude, Alarm.Longitude, Meters);

    /// <summary>Makes it.</summary>
    public static TakeoverPicture Of(AlarmView alarm, WallPicture picture, NearestStaff staff, IEnumerable<EscalationView> escalations)
    {
        var others = picture.Alarms.Where(a => a.IsActive && a.Hiding == AlarmHiding.None && a.Id != alarm.Id).ToList();
        var escalation = escalations.FirstOrDefault(e => e.SubjectId == alarm.Id);
        if (!Position.TryCreate(alarm.Latitude, alarm.Longitude, out var at, out _))
            return new(alarm, picture.At, null, 0, [], escalation, [], others);
        var (meters, people) = staff.InNarrowestRing(at.Latitude, at.Longitude);
        return new(alarm, picture.At, at, meters, [.. people.Take(MostPeople)], escalation, AlarmNeighbours.Of(alarm, picture.Alarms), others);
    }

    /// <summary>The other alarms that nobody has acknowledged, by what they look like.</summary>
    public IReadOnlyList<(AlarmPriority Priority, int Count)> Waiting =>
        [.. Others.Where(o => o.IsUnacknowledged).GroupBy(o => o.Priority).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))];
}
