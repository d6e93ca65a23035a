namespace CommandCenter.Sla;

/// <summary>
/// When a limit runs out, and when it is about to. Pauses put both off: in the working units by the working time paused, in the others by all of it.
/// A pause that begins at or after the answer comes too late to change it: what was due stays due.
/// </summary>
public static class LimitClock
{
    /// <summary>When a limit runs out.</summary>
    /// <param name="calendar">Whose hours count, and whose wall clock.</param>
    /// <param name="openedAt">When the clock was started.</param>
    /// <param name="limit">How long it may run.</param>
    /// <param name="pauses">Suspensions, in any order; they may touch or overlap.</param>
    /// <returns>The instant, or null while an open pause holds the clock: then there is none yet.</returns>
    /// <exception cref="NoWorkingTime">The calendar never opens long enough.</exception>
    public static DateTimeOffset? Due(this WorkCalendar calendar, DateTimeOffset openedAt, Limit limit, IReadOnlyList<Pause> pauses) =>
        PutOff(calendar, limit.IsWorking, openedAt, Unpaused(calendar, openedAt, limit), pauses);

    /// <summary>When a share of a limit has been used, on the same clock as <see cref="Due"/>: the moment the ticket turns at risk.</summary>
    /// <param name="calendar">Whose hours count.</param>
    /// <param name="openedAt">When the clock was started.</param>
    /// <param name="limit">How long it may run.</param>
    /// <param name="pauses">Suspensions, in any order.</param>
    /// <param name="share">0 to 1, such as 0.8.</param>
    /// <returns>The instant, never after the due one, or null while an open pause holds the clock.</returns>
    public static DateTimeOffset? AtRiskAt(
        this WorkCalendar calendar, DateTimeOffset openedAt, Limit limit, IReadOnlyList<Pause> pauses, double share) =>
        PutOff(calendar, limit.IsWorking, openedAt, calendar.AtRiskAt(openedAt, Unpaused(calendar, openedAt, limit), share, limit.Unit), pauses);

    /// <summary>When a share of the time between two instants has been used, for a due time that somebody else set.</summary>
    /// <param name="calendar">Whose hours count.</param>
    /// <param name="start">When the clock was started.</param>
    /// <param name="due">When it runs out.</param>
    /// <param name="share">0 to 1, such as 0.8.</param>
    /// <param name="unit">Working units measure working time, the others all time.</param>
    /// <returns>The instant, in whole microseconds. Where nothing lies between the two, the due instant itself.</returns>
    public static DateTimeOffset AtRiskAt(this WorkCalendar calendar, DateTimeOffset start, DateTimeOffset due, double share, LimitUnit unit)
    {
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share is between 0 and 1.");
        var working = unit is LimitUnit.WorkingDays or LimitUnit.WorkingTime;
        var whole = working ? calendar.WorkingTime(start, due) : due - start;
        if (whole <= TimeSpan.Zero || share >= 1) return due.ToUniversalTime();
        var used = TimeSpan.FromMicroseconds(Math.Floor(whole.TotalMicroseconds * share));
        return working ? calendar.AddWorkingTime(start, used) : start.ToUniversalTime() + used;
    }

    private static DateTimeOffset Unpaused(WorkCalendar calendar, DateTimeOffset openedAt, Limit limit) => limit.Unit switch
    {
        LimitUnit.WorkingDays => calendar.AddWorkingDays(openedAt, limit.Amount),
        LimitUnit.WorkingTime => calendar.AddWorkingTime(openedAt, TimeSpan.FromMinutes(limit.Amount)),
        LimitUnit.CalendarDays => calendar.AddCalendarDays(openedAt, limit.Amount),
        LimitUnit.Elapsed => openedAt.ToUniversalTime() + TimeSpan.FromMinutes(limit.Amount),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Unit, "Unknown unit."),
    };

    private static DateTimeOffset? PutOff(
        WorkCalendar calendar, bool working, DateTimeOffset openedAt, DateTimeOffset at, IReadOnlyList<Pause> pauses)
    {
        if (pauses.Count == 0) return at;
        var handled = openedAt;
        foreach (var pause in pauses.OrderBy(p => p.From))
        {
            if (pause.From >= at) break;
            if (pause.To is not { } resumed) return null;
            // Overlapping pauses count once: each only from where the one before has ended.
            var from = pause.From > handled ? pause.From : handled;
            if (resumed <= from) continue;
            at = working ? PutOffByWorkingTime(calendar, at, from, resumed) : at + (resumed - from);
            handled = resumed;
        }
        return at;
    }

    private static DateTimeOffset PutOffByWorkingTime(WorkCalendar calendar, DateTimeOffset at, DateTimeOffset from, DateTimeOffset resumed)
    {
        var lost = calendar.WorkingTime(from, resumed);
        if (lost > TimeSpan.Zero) at = calendar.AddWorkingTime(at, lost);
        // Nothing was left to work when it paused (say in the night before a due at opening): it is due when work goes on, never while paused.
        return at <= resumed ? calendar.NextOpening(resumed) : at;
    }
}
