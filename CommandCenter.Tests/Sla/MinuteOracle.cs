using CommandCenter.Sla;

namespace CommandCenter.Tests.Sla;

/// <summary>
/// The slow way to the same answers: looks at the wall clock once a minute and counts. Minutes are numbered from the start. Shares nothing with the calendar it judges.
/// </summary>
public sealed class MinuteOracle(Plan plan, DateTimeOffset start)
{
    private readonly List<DateTime> _wall = [];
    private readonly List<bool> _open = [];
    private (DateTime Date, (int From, int To)[] Open) _hours = (default, []);

    public bool IsOpen(int minute)
    {
        if (minute >= _open.Count) Wall(minute);
        return _open[minute];
    }

    public int NextOpening(int minute)
    {
        while (!IsOpen(minute)) minute++;
        return minute;
    }

    public int WorkingTime(int from, int to)
    {
        var count = 0;
        for (var minute = from; minute < to; minute++)
            if (IsOpen(minute))
                count++;
        return count;
    }

    public int AddWorkingTime(int minute, int amount)
    {
        if (amount == 0) return NextOpening(minute);
        for (; amount > 0; minute++)
            if (IsOpen(minute))
                amount--;
        return minute;
    }

    /// <summary>When the limit runs out if nobody pauses it.</summary>
    public int Unpaused(int opened, Limit limit)
    {
        switch (limit.Unit)
        {
            case LimitUnit.Elapsed: return opened + limit.Amount;
            case LimitUnit.WorkingTime: return AddWorkingTime(opened, limit.Amount);
            case LimitUnit.CalendarDays: return limit.Amount == 0 ? opened : FirstShowing(opened, Wall(opened).AddDays(limit.Amount));
            default:
                var opening = NextOpening(opened);
                if (limit.Amount == 0) return opening;
                var day = Wall(opening);
                for (var left = limit.Amount; left > 0;)
                {
                    day = day.AddDays(1);
                    if (HoursOn(DateOnly.FromDateTime(day)).Length > 0) left--;
                }
                return FirstShowing(opening, day);
        }
    }

    /// <summary>Runs the clock minute by minute with its pauses (To exclusive, int.MaxValue for an open one), for a limit that unpaused would end at <paramref name="end"/>.</summary>
    public int? Run(int opened, int end, bool working, (int From, int To)[] pauses)
    {
        var left = working ? WorkingTime(opened, end) : end - opened;
        var minute = opened;
        if (opened == end && PausedUntil(opened, [.. pauses.Where(p => p.From < opened)]) is { } since) return AfterPause(since, working, pauses);
        for (; left > 0; minute++)
        {
            if (PausedUntil(minute, pauses) is { } until)
            {
                if (until == int.MaxValue) return null;
            }
            else if (!working || IsOpen(minute)) left--;
        }
        if (minute >= end) return minute;
        // All work time is used up, and what remains until the end is closed time: only a pause that reaches the end can move it, to where work goes on.
        while (minute < end)
        {
            if (PausedUntil(minute, pauses) is { } until)
            {
                if (until == int.MaxValue) return null;
                if (until >= end) return AfterPause(until, working, pauses);
                minute = until;
            }
            else minute++;
        }
        return end;
    }

    // Nothing is left to do but to wait. A pause from the very minute of the end on comes too late.
    private int? AfterPause(int minute, bool working, (int From, int To)[] pauses)
    {
        for (; minute < int.MaxValue; minute++)
            if (!Array.Exists(pauses, p => p.From < minute && minute < p.To) && (!working || IsOpen(minute))) return minute;
            else if (Array.Exists(pauses, p => p.From <= minute && p.To == int.MaxValue)) return null;
        return null;
    }

    private static int? PausedUntil(int minute, (int From, int To)[] pauses)
    {
        int? until = null;
        foreach (var (from, to) in pauses)
            if (from <= minute && minute < to && to > (until ?? 0))
                until = to;
        return until;
    }

    private int FirstShowing(int minute, DateTime wall)
    {
        while (Wall(minute) < wall) minute++;
        return minute;
    }

    private DateTime Wall(int minute)
    {
        while (_wall.Count <= minute)
        {
            var wall = TimeZoneInfo.ConvertTime(start.AddMinutes(_wall.Count), plan.Zone).DateTime;
            var minuteOfDay = wall.Hour * 60 + wall.Minute;
            if (_hours.Date != wall.Date) _hours = (wall.Date, HoursOn(DateOnly.FromDateTime(wall)));
            _wall.Add(wall);
            _open.Add(Array.Exists(_hours.Open, h => h.From <= minuteOfDay && minuteOfDay < h.To));
        }
        return _wall[minute];
    }

    private (int From, int To)[] HoursOn(DateOnly date)
    {
        if (plan.Adjusted.TryGetValue(date, out var own))
            return own.Length > 0 ? own : WeekHours(date.DayOfWeek) ?? Enumerable.Range(1, 7).Select(day => WeekHours((DayOfWeek)(day % 7))).First(h => h is not null)!;
        return plan.Holidays.Contains(date) ? [] : WeekHours(date.DayOfWeek) ?? [];
    }

    private (int From, int To)[]? WeekHours(DayOfWeek day) => plan.Week.TryGetValue(day, out var hours) && hours.Length > 0 ? hours : null;
}
