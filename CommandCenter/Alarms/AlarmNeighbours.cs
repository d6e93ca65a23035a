using CommandCenter.Platform.Maps;

namespace CommandCenter.Alarms;

/// <summary>An alarm near another one.</summary>
/// <param name="Alarm">The alarm.</param>
/// <param name="Meters">How far it is, in metres.</param>
public sealed record NearbyAlarm(AlarmView Alarm, double Meters);

/// <summary>Other alarms that stand near an alarm: the same thing may be behind them. Pure.</summary>
public static class AlarmNeighbours
{
    /// <summary>How near, in metres.</summary>
    public const int Metres = 500;

    private const int Most = 6;

    /// <summary>The worst few, and of these the nearest first; hidden ones left out.</summary>
    /// <param name="alarm">The alarm.</param>
    /// <param name="seen">The alarms that the reader may see.</param>
    public static IReadOnlyList<NearbyAlarm> Of(AlarmView alarm, IEnumerable<AlarmView> seen) => alarm is not { Latitude: { } north, Longitude: { } east } ? [] :
    [
        .. seen.Where(a => a.Id != alarm.Id && a.IsInFeed)
            .Select(a => new NearbyAlarm(a, a is { Latitude: { } lat, Longitude: { } lon } ? GreatCircle.Meters(north, east, lat, lon) : double.MaxValue))
            .Where(a => a.Meters <= Metres).OrderBy(a => a.Alarm.Priority).ThenBy(a => a.Meters).Take(Most),
    ];
}
