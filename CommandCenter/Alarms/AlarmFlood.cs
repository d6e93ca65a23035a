namespace CommandCenter.Alarms;

/// <summary>Alarms of one kind of device in one area, shown as one row while there is a flood.</summary>
/// <param name="KindCode">The device kind's code; null for outside systems' alarms.</param>
/// <param name="AreaId">The smallest area; null where it is not known.</param>
/// <param name="Alarms">Its alarms, as a feed sorts them.</param>
public sealed record AlarmGroup(string? KindCode, Guid? AreaId, IReadOnlyList<AlarmView> Alarms)
{
    /// <summary>The worst of them.</summary>
    public AlarmView Worst => Alarms[0];
}

/// <summary>A feed as it is to be shown.</summary>
/// <param name="Alarms">Shown one by one, in order.</param>
/// <param name="Groups">Shown as one row each; empty unless there is a flood.</param>
/// <param name="Lately">How many were raised in the last ten minutes.</param>
/// <param name="IsFlood">告警泛滥: more than ten a seat in ten minutes.</param>
public sealed record AlarmFeed(IReadOnlyList<AlarmView> Alarms, IReadOnlyList<AlarmGroup> Groups, int Lately, bool IsFlood)
{
    /// <summary>How many the groups hold.</summary>
    public int Held => Groups.Sum(g => g.Alarms.Count);
}

/// <summary>Makes a feed of the live alarms. In a flood it groups by kind and area; a critical alarm and an unacknowledged high one are never folded away.</summary>
public static class AlarmFlood
{
    /// <summary>How far back a flood is counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>More than this many for each seat is a flood.</summary>
    public const int PerSeat = 10;

    /// <summary>Fewer than this many are not worth a group.</summary>
    public const int SmallestGroup = 3;

    /// <summary>The feed at an instant.</summary>
    /// <param name="alarms">The live alarms, hidden ones too.</param>
    /// <param name="now">The instant.</param>
    /// <param name="seats">How many seats are manned, at least 1.</param>
    public static AlarmFeed Of(IEnumerable<AlarmView> alarms, DateTimeOffset now, int seats = 1)
    {
        var shown = Sorted(alarms.Where(a => a.IsInFeed));
        var lately = shown.Count(a => !a.History && a.RaisedAt > now - Window);
        if (lately <= PerSeat * Math.Max(1, seats))
            return new(shown, [], lately, IsFlood: false);
        var groups = shown.Where(a => !StandsAlone(a)).GroupBy(a => (a.KindCode, a.AreaId)).Where(g => g.Count() >= SmallestGroup)
            .Select(g => new AlarmGroup(g.Key.KindCode, g.Key.AreaId, [.. g])).ToList();
        var held = groups.SelectMany(g => g.Alarms).Select(a => a.Id).ToHashSet();
        return new([.. shown.Where(a => !held.Contains(a.Id))], groups, lately, IsFlood: true);
    }

    /// <summary>The order of a feed: what nobody has acknowledged first, by priority, the newest first.</summary>
    public static IReadOnlyList<AlarmView> Sorted(IEnumerable<AlarmView> alarms) =>
        [.. alarms.OrderBy(a => !a.IsUnacknowledged).ThenBy(a => !a.IsActive).ThenBy(a => a.Priority).ThenByDescending(a => a.LevelAt).ThenByDescending(a => a.Sequence)];

    private static bool StandsAlone(AlarmView alarm) => alarm.Priority == AlarmPriority.Critical || (alarm.Priority == AlarmPriority.High && alarm.IsUnacknowledged);
}
