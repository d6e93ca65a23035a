using CommandCenter.Areas;

namespace CommandCenter.Alarms;

/// <summary>The same filter for alarms in memory.</summary>
public static class AlarmMatch
{
    /// <summary>Whether a filter asks only for what the live set holds: alarms that stand.</summary>
    public static bool IsLive(this AlarmFilter filter) =>
        (filter.StandingOnly || (filter.States.Count > 0 && !filter.States.Contains(AlarmState.Normal))) && filter.MarkedFalse != true;

    /// <summary>The live alarms that a filter means, in its order.</summary>
    public static IReadOnlyList<AlarmView> Of(this AlarmFilter filter, IEnumerable<AlarmView> alarms, AreaIndex areas)
    {
        var below = filter.AreaId is { } area ? areas.Descendants(area).Append(area).ToHashSet() : null;
        var found = alarms.Where(a => Matches(filter, a) && (below is null || (a.AreaId is { } id && below.Contains(id))));
        return filter.Order switch
        {
            AlarmOrder.Oldest => [.. found.OrderBy(a => a.Sequence)],
            AlarmOrder.Priority => AlarmFlood.Sorted(found),
            _ => [.. found.OrderByDescending(a => a.Sequence)],
        };
    }

    private static bool Matches(AlarmFilter filter, AlarmView a) =>
        (filter.States.Count == 0 || filter.States.Contains(a.State)) && (!filter.StandingOnly || a.State != AlarmState.Normal)
        && (filter.Priorities.Count == 0 || filter.Priorities.Contains(a.Worst)) && (filter.Hiding is null || filter.Hiding == a.Hiding)
        && (filter.MarkedFalse is null || filter.MarkedFalse == (a.FalseCause is not null))
        && (filter.DeviceId is null || filter.DeviceId == a.DeviceId) && (filter.KindCode is null || filter.KindCode == a.KindCode)
        && (filter.RuleId is null || filter.RuleId == a.RuleId) && (filter.DepartmentId is null || filter.DepartmentId == a.DepartmentId)
        && !(a.RaisedAt < filter.RaisedFrom) && !(a.RaisedAt >= filter.RaisedTo)
        && (string.IsNullOrWhiteSpace(filter.Search) || Says(a, filter.Search.Trim()));

    private static bool Says(AlarmView a, string words) =>
        new[] { a.Number, a.Title, a.TitleEn, a.DeviceCode, a.DeviceName, a.PlaceText }.Any(t => t?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);
}
