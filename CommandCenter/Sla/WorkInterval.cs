namespace CommandCenter.Sla;

/// <summary>
/// One stretch of opening hours within a day, as wall-clock times of day in the calendar's zone: <see cref="From"/> is open, <see cref="To"/> is
/// closed. "24:00" is a <see cref="To"/> of one whole day; a night shift over midnight is two intervals on two days.
/// </summary>
/// <param name="From">Time of day of opening, from 00:00, whole seconds.</param>
/// <param name="To">Time of day of closing, after <paramref name="From"/>, at most 24:00.</param>
public readonly record struct WorkInterval(TimeSpan From, TimeSpan To)
{
    /// <summary>A day that never closes.</summary>
    public static WorkInterval WholeDay { get; } = new(TimeSpan.Zero, TimeSpan.FromDays(1));

    /// <summary>Hours and minutes of one interval: <c>WorkInterval.Between(8, 30, 17, 0)</c>.</summary>
    public static WorkInterval Between(int fromHour, int fromMinute, int toHour, int toMinute) =>
        new(new TimeSpan(fromHour, fromMinute, 0), new TimeSpan(toHour, toMinute, 0));

    /// <summary>Reads "HH:mm" or "H:mm", up to "24:00".</summary>
    /// <returns>False when the text is no time of day.</returns>
    public static bool TryParseTime(string text, out TimeSpan timeOfDay)
    {
        timeOfDay = default;
        var parts = text.Trim().Split(':');
        if (parts.Length != 2 || parts[0].Length is 0 or > 2 || parts[1].Length != 2) return false;
        if (!parts[0].All(char.IsAsciiDigit) || !parts[1].All(char.IsAsciiDigit)) return false;
        var (hour, minute) = (int.Parse(parts[0], null), int.Parse(parts[1], null));
        timeOfDay = new TimeSpan(hour, minute, 0);
        return minute < 60 && timeOfDay <= TimeSpan.FromDays(1);
    }

    /// <summary>
    /// The same hours in order, with touching intervals joined, so that a day written as 08:00–12:00 and 12:00–18:00 has no seam.
    /// </summary>
    /// <exception cref="ArgumentException">An interval is empty, leaves the day, or overlaps another; the message says which.</exception>
    public static IReadOnlyList<WorkInterval> Normalize(IEnumerable<WorkInterval> intervals)
    {
        var joined = new List<WorkInterval>();
        foreach (var next in intervals.OrderBy(i => i.From))
        {
            if (next.From < TimeSpan.Zero || next.To > TimeSpan.FromDays(1) || next.From >= next.To)
                throw new ArgumentException($"{next} is no stretch of time between 00:00 and 24:00.", nameof(intervals));
            if (joined.Count > 0 && next.From < joined[^1].To)
                throw new ArgumentException($"{next} overlaps {joined[^1]}.", nameof(intervals));
            if (joined.Count > 0 && next.From == joined[^1].To) joined[^1] = new WorkInterval(joined[^1].From, next.To);
            else joined.Add(next);
        }
        return joined;
    }

    /// <summary>"08:30-17:00".</summary>
    public override string ToString() => $"{Text(From)}-{Text(To)}";

    private static string Text(TimeSpan time) =>
        FormattableString.Invariant($"{(int)time.TotalHours:00}:{time.Minutes:00}{(time.Seconds == 0 ? "" : $":{time.Seconds:00}")}");
}
