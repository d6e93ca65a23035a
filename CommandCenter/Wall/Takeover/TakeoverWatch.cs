using CommandCenter.Alarms;

namespace CommandCenter.Wall.Takeover;

/// <summary>
/// 紧急接管: which Critical alarm has a screen, from picture to picture. The newest that nobody has acknowledged has it; when it is acknowledged or clears it stays for half a
/// minute, so that the room sees that somebody has it, and the screen goes back to its scene. Not for several threads.
/// </summary>
public sealed class TakeoverWatch
{
    /// <summary>How long an alarm that calls no more keeps the screen.</summary>
    public static readonly TimeSpan Lingers = TimeSpan.FromSeconds(30);

    private Guid? shown;
    private DateTimeOffset? quietSince;

    /// <summary>The alarm that has the screen at an instant; null where the scene has it.</summary>
    /// <param name="alarms">The alarms, hidden ones too.</param>
    /// <param name="now">The instant, never earlier than the last.</param>
    public AlarmView? Look(IReadOnlyCollection<AlarmView> alarms, DateTimeOffset now)
    {
        if (alarms.Where(Calls).OrderByDescending(a => a.RaisedAt).ThenBy(a => a.Id).FirstOrDefault() is { } newest)
        {
            (shown, quietSince) = (newest.Id, null);
            return newest;
        }
        quietSince ??= shown is null ? null : now;
        if (quietSince is { } since && now - since < Lingers && alarms.FirstOrDefault(a => a.Id == shown && a.Hiding == AlarmHiding.None) is { } handled)
            return handled;
        (shown, quietSince) = (null, null);
        return null;
    }

    private static bool Calls(AlarmView alarm) => alarm is { Priority: AlarmPriority.Critical, State: AlarmState.ActiveUnacknowledged, Hiding: AlarmHiding.None };
}
