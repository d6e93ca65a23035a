using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;

namespace CommandCenter.People;

/// <summary>Writes that a shift took over, as of now in the city. <see cref="ShiftDesk.RecordChange"/> writes each change once, however often it is asked.</summary>
public sealed class ShiftWatch(ShiftDesk desk, City city, TimeProvider clock)
{
    /// <summary>Records the change to the shift on duty now, if that is not recorded yet.</summary>
    public Task<ShiftHandover?> RecordChange(CancellationToken cancel) => desk.RecordChange(clock.Now(), city.Zone, cancel);
}
