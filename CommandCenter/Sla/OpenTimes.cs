using System.Collections.Concurrent;

namespace CommandCenter.Sla;

/// <summary>
/// The open stretches of a calendar as instants, worked out once per UTC day and kept. A stretch is open exactly while the zone's wall clock shows a
/// time within the hours of its local date; so an hour that autumn repeats counts twice and an hour that spring leaves out does not count.
/// </summary>
/// <remarks>
/// Days are UTC days because these are all alike and in order; local days are not (a zone may set its clock back over midnight, or drop a day).
/// </remarks>
internal sealed class OpenTimes(ZoneClock clock, Func<DateOnly, IReadOnlyList<WorkInterval>> hoursOn)
{
    private readonly ConcurrentDictionary<int, Day> _days = new();

    /// <summary>The open stretches of the UTC day with this number, counted from 0001-01-01.</summary>
    public Day On(int dayNumber) => _days.TryGetValue(dayNumber, out var day) ? day : _days.GetOrAdd(dayNumber, Make);

    /// <summary>Which UTC day an instant (UTC ticks) is in.</summary>
    public static int DayOf(long instant) => (int)(instant / TimeSpan.TicksPerDay);

    private Day Make(int dayNumber)
    {
        var start = dayNumber * TimeSpan.TicksPerDay;
        var open = new List<(long From, long To)>();
        foreach (var (from, to, offset) in clock.Stretches(start, start + TimeSpan.TicksPerDay))
            foreach (var (opens, closes) in WithinStretch(from, to, offset))
            {
                if (open.Count > 0 && open[^1].To == opens) open[^1] = (open[^1].From, closes);
                else open.Add((opens, closes));
            }
        return new Day([.. open], open.Sum(o => o.To - o.From));
    }

    private IEnumerable<(long From, long To)> WithinStretch(long from, long to, long offset)
    {
        var lastLocal = Math.Min(to - 1 + offset, DateTime.MaxValue.Ticks);
        for (var local = Math.Max(from + offset, 0); local <= lastLocal; local = (local / TimeSpan.TicksPerDay + 1) * TimeSpan.TicksPerDay)
        {
            var midnight = local / TimeSpan.TicksPerDay * TimeSpan.TicksPerDay - offset;
            foreach (var hours in hoursOn(DateOnly.FromDateTime(new DateTime(local))))
            {
                var (opens, closes) = (Math.Max(from, midnight + hours.From.Ticks), Math.Min(to, midnight + hours.To.Ticks));
                if (opens < closes) yield return (opens, closes);
            }
        }
    }

    /// <summary>One UTC day.</summary>
    /// <param name="Open">Open stretches [From, To) in UTC ticks, in order, none touching.</param>
    /// <param name="Total">Their length together, in ticks.</param>
    public sealed record Day((long From, long To)[] Open, long Total);
}
