using CommandCenter.Alarms;
using CommandCenter.People;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Desk.Duty;

/// <summary>
/// Who is near the alarm that a screen looks at. The search opens in the narrowest ring that holds somebody and widens when the last of them has left it; by itself it never narrows,
/// so that nobody drops out of the list under the reader's hand. A ring that the officer chose stays, empty or not, until another alarm is looked at.
/// </summary>
public sealed class StaffSearch(NearestStaff staff)
{
    private Guid? _alarm;
    private (double Latitude, double Longitude)? _place;
    private bool _chosen;

    /// <summary>How far is looked, in metres; one of <see cref="NearestStaff.Rings"/>.</summary>
    public int Meters { get; private set; } = NearestStaff.Rings[0];

    /// <summary>Who is there, the nearest first; null where the alarm has no place, or no alarm is looked at.</summary>
    public IReadOnlyList<NearbyPerson>? People { get; private set; }

    /// <summary>The rings to draw on the map.</summary>
    public IReadOnlyList<MapRing> Rings { get; private set; } = [];

    /// <summary>Looks around an alarm, or once more around the same one.</summary>
    public void Around(AlarmView? alarm)
    {
        if (alarm?.Id != _alarm)
            (_alarm, _chosen, Meters) = (alarm?.Id, false, NearestStaff.Rings[0]);
        _place = alarm is { Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null;
        Look();
    }

    /// <summary>Looks in the ring that the officer chose.</summary>
    public void Within(int meters)
    {
        (Meters, _chosen) = (meters, true);
        Look();
    }

    private void Look()
    {
        People = _place is var (north, east) ? staff.Within(north, east, Meters) : null;
        if (People is [] && !_chosen)
            (Meters, People) = staff.InNarrowestRing(_place!.Value.Latitude, _place.Value.Longitude);
        Rings = NearestStaff.RingsAround(_place?.Latitude, _place?.Longitude, Meters);
    }
}
