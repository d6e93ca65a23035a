using CommandCenter.Alarms;

namespace CommandCenter.Wall;

/// <summary>
/// The alarm feed of a wall: a number of rows, the worst first, and beside them how many more there are of each priority. A row keeps its place until its order really
/// changes: priority, then whether anybody has it, then age; never the number of repeats. Pure.
/// </summary>
/// <param name="Rows">The first, at most <see cref="Most"/>.</param>
/// <param name="Active">How many are active in the feed.</param>
/// <param name="Unacknowledged">How many nobody has acknowledged.</param>
/// <param name="Hidden">How many are shelved, suppressed or out of service.</param>
/// <param name="Counts">How many there are of each priority, listed or not.</param>
public sealed record WallFeed(IReadOnlyList<AlarmView> Rows, int Active, int Unacknowledged, int Hidden, IReadOnlyDictionary<AlarmPriority, int> Counts)
{
    /// <summary>The rows the widest wall has room for.</summary>
    public const int Most = 9;

    private const double LargeRow = 1.36;

    /// <summary>Reads the feed.</summary>
    public static WallFeed Of(IEnumerable<AlarmView> alarms)
    {
        var (shown, hidden) = (new List<AlarmView>(), 0);
        foreach (var alarm in alarms.Where(a => a.State != AlarmState.Normal))
            if (alarm.IsInFeed)
                shown.Add(alarm);
            else
                hidden++;
        var ordered = shown.OrderBy(a => a.Priority).ThenByDescending(a => a.IsUnacknowledged).ThenByDescending(a => a.IsActive).ThenByDescending(a => a.LevelAt).ThenByDescending(a => a.Sequence).ToList();
        return new([.. ordered.Take(Most)], shown.Count(a => a.IsActive), shown.Count(a => a.IsUnacknowledged), hidden, shown.CountBy(a => a.Priority).ToDictionary())
        {
            WorstUnacknowledged = ordered.Find(a => a.IsUnacknowledged),
        };
    }

    /// <summary>The worst that nobody has acknowledged, listed or not; null while there is none.</summary>
    public AlarmView? WorstUnacknowledged { get; private init; }

    /// <summary>How many rows fit into the room of so many plain ones; what is Critical and unacknowledged is larger.</summary>
    public int Fitting(double room)
    {
        var rows = 0;
        foreach (var alarm in Rows)
        {
            room -= alarm is { Priority: AlarmPriority.Critical, State: AlarmState.ActiveUnacknowledged } ? LargeRow : 1;
            if (room < 0)
                break;
            rows++;
        }
        return rows;
    }

    /// <summary>How many of a priority are not among the first <paramref name="rows"/>.</summary>
    public int More(AlarmPriority priority, int rows) => Counts.GetValueOrDefault(priority) - Rows.Take(rows).Count(a => a.Priority == priority);

    /// <summary>How many are not among the first <paramref name="rows"/>.</summary>
    public int More(int rows) => Counts.Values.Sum() - Math.Min(rows, Rows.Count);
}
