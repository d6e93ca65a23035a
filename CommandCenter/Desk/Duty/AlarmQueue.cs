using CommandCenter.Alarms;

namespace CommandCenter.Desk.Duty;

/// <summary>Which alarms a duty officer looks at.</summary>
public enum QueueFilter
{
    /// <summary>全部: everything in the feed.</summary>
    All,

    /// <summary>未确认: what still asks for somebody.</summary>
    Unacknowledged,

    /// <summary>搁置: hidden by a person for a time.</summary>
    Shelved,

    /// <summary>抑制: hidden by design, or its device is out of service.</summary>
    Suppressed,
}

/// <summary>One heading of the queue and what stands under it.</summary>
/// <param name="Key">Names the heading in the texts.</param>
/// <param name="Alarms">The worst first, then the youngest.</param>
public sealed record QueueGroup(string Key, IReadOnlyList<AlarmView> Alarms);

/// <summary>
/// The duty officer's queue: by need, priority and age, with one alarm chosen. What is chosen stays chosen until the officer chooses another, also when it leaves the
/// queue meanwhile: nothing jumps under somebody's hands. Plain state, held by the page.
/// </summary>
public sealed class AlarmQueue
{
    private IReadOnlyDictionary<Guid, AlarmView> all = new Dictionary<Guid, AlarmView>();
    private DateTimeOffset at;
    private bool unfolded;

    /// <summary>What is shown.</summary>
    public QueueFilter Filter { get; private set; }

    /// <summary>What a flood folds away: while there is one and nobody has unfolded it, its groups stand as one row each.</summary>
    public AlarmFeed? Flood { get; private set; }

    /// <summary>Whether the flood is folded.</summary>
    public bool IsFolded => Flood is { Groups.Count: > 0 } && !unfolded && Filter == QueueFilter.All;

    /// <summary>The headings that have something under them, in the order of need.</summary>
    public IReadOnlyList<QueueGroup> Groups { get; private set; } = [];

    /// <summary>Every row of every group, from top to bottom.</summary>
    public IReadOnlyList<AlarmView> Rows { get; private set; } = [];

    /// <summary>The chosen alarm as it is now; null when none is, or it is gone for good.</summary>
    public AlarmView? Chosen { get; private set; }

    /// <summary>How many a filter would show.</summary>
    public int Count(QueueFilter filter) => all.Values.Count(a => Shows(filter, a));

    /// <summary>How many are active in the feed.</summary>
    public int Active => all.Values.Count(a => a.IsActive && a.IsInFeed);

    /// <summary>Shows every alarm of a flood, or folds them again.</summary>
    public void Unfold(bool show)
    {
        unfolded = show;
        Arrange();
    }

    /// <summary>Takes the live picture over, as it is at an instant.</summary>
    public void Show(IReadOnlyDictionary<Guid, AlarmView> alarms, DateTimeOffset now)
    {
        (all, at) = (alarms, now);
        Arrange();
        if (Chosen is { } chosen)
            Chosen = all.GetValueOrDefault(chosen.Id) ?? chosen;
    }

    /// <summary>Shows other alarms.</summary>
    public void Look(QueueFilter filter)
    {
        Filter = filter;
        Arrange();
    }

    /// <summary>Chooses by number; false when there is no such alarm in the picture.</summary>
    public bool Choose(string? number)
    {
        var found = all.Values.FirstOrDefault(a => string.Equals(a.Number, number, StringComparison.OrdinalIgnoreCase));
        if (number is null || found is not null)
            Chosen = found;
        return found is not null;
    }

    /// <summary>Chooses the next row, or with a negative step the one before; from nothing, the first or the last.</summary>
    public AlarmView? Step(int by)
    {
        if (Rows.Count == 0)
            return Chosen;
        var at = Place(Chosen);
        Chosen = at < 0 ? Rows[by > 0 ? 0 : Rows.Count - 1] : Rows[Math.Clamp(at + by, 0, Rows.Count - 1)];
        return Chosen;
    }

    private int Place(AlarmView? alarm)
    {
        for (var i = 0; i < Rows.Count; i++)
            if (Rows[i].Id == alarm?.Id)
                return i;
        return -1;
    }

    private void Arrange()
    {
        Flood = AlarmFlood.Of(all.Values, at) is { IsFlood: true } flood ? flood : null;
        var held = IsFolded ? Flood!.Groups.SelectMany(g => g.Alarms).Select(a => a.Id).ToHashSet() : [];
        var shown = all.Values.Where(a => Shows(Filter, a) && !held.Contains(a.Id)).ToLookup(a => a.IsUnacknowledged);
        Groups = [.. new[] { new QueueGroup("Unacknowledged", Ordered(shown[true])), new QueueGroup("Acknowledged", Ordered(shown[false])) }.Where(g => g.Alarms.Count > 0)];
        Rows = [.. Groups.SelectMany(g => g.Alarms)];
    }

    private static bool Shows(QueueFilter filter, AlarmView alarm) => alarm.State != AlarmState.Normal && filter switch
    {
        QueueFilter.All => alarm.Hiding == AlarmHiding.None,
        QueueFilter.Unacknowledged => alarm.Hiding == AlarmHiding.None && alarm.IsUnacknowledged,
        QueueFilter.Shelved => alarm.Hiding == AlarmHiding.Shelved,
        QueueFilter.Suppressed => alarm.Hiding is AlarmHiding.Suppressed or AlarmHiding.OutOfService,
        _ => false,
    };

    // What the source still shows comes before what it has taken back; then priority, then the youngest.
    private static IReadOnlyList<AlarmView> Ordered(IEnumerable<AlarmView> alarms) =>
        [.. alarms.OrderBy(a => a.Priority).ThenByDescending(a => a.IsActive).ThenByDescending(a => a.LevelAt).ThenByDescending(a => a.Sequence)];
}
