using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Desk;

/// <summary>Other alarms that stand near an alarm: the same thing may be behind them. Pure.</summary>
public static class AlarmNeighbours
{
    /// <summary>How near, in metres.</summary>
    public const int Metres = 500;

    private const int Most = 6;

    /// <summary>The worst few that the caller may see, then the nearest.</summary>
    public static IReadOnlyList<AlarmView> Of(AlarmView alarm, IEnumerable<AlarmView> all, Caller caller) => alarm is not { Latitude: { } north, Longitude: { } east } ? [] :
    [
        .. all.Where(a => a.Id != alarm.Id && a.State != AlarmState.Normal && a.IsVisibleTo(caller))
            .Select(a => (Alarm: a, Meters: a is { Latitude: { } lat, Longitude: { } lon } ? GreatCircle.Meters(north, east, lat, lon) : double.MaxValue))
            .Where(a => a.Meters <= Metres).OrderBy(a => a.Alarm.Priority).ThenBy(a => a.Meters).Take(Most).Select(a => a.Alarm),
    ];
}
