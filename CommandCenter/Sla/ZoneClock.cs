namespace CommandCenter.Sla;

/// <summary>
/// The wall clock of one time zone: which local time an instant shows, and at which instant a local time is first shown or passed. Instants are UTC
/// ticks. Summer time follows the zone's rules alone; the zone of the server plays no part.
/// </summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    private static readonly long s_day = TimeSpan.TicksPerDay;

    /// <summary>What the wall clock shows at an instant.</summary>
    public DateTime LocalAt(long instant) => new(instant + OffsetAt(instant));

    /// <summary>
    /// The first instant at which the wall clock shows <paramref name="local"/> or later: the earlier of the two where autumn repeats an hour, the end of
    /// the gap where spring leaves it out.
    /// </summary>
    public long FirstInstantAt(DateTime local)
    {
        var (before, after) = (OffsetAt(local.Ticks - s_day), OffsetAt(local.Ticks + s_day));
        if (before == after) return local.Ticks - before;
        var change = ChangeBetween(local.Ticks - s_day, local.Ticks + s_day);
        if (local.Ticks - before < change) return local.Ticks - before;
        return Math.Max(local.Ticks - after, change);
    }

    /// <summary>Cuts [from, to), at most a day, into stretches that each have one offset from UTC.</summary>
    public IEnumerable<(long From, long To, long Offset)> Stretches(long from, long to)
    {
        var (first, last) = (OffsetAt(from), OffsetAt(to - 1));
        if (first == last) return [(from, to, first)];
        var change = ChangeBetween(from, to - 1);
        return [(from, change, first), (change, to, last)];
    }

    private long OffsetAt(long instant) =>
        zone.GetUtcOffset(new DateTime(Math.Clamp(instant, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc)).Ticks;

    // The first instant of the later offset. The zone gives no list of its changes, so the two sides are halved until they meet.
    private long ChangeBetween(long before, long after)
    {
        var old = OffsetAt(before);
        while (after - before > 1)
        {
            var middle = before + (after - before) / 2;
            if (OffsetAt(middle) == old) before = middle;
            else after = middle;
        }
        return after;
    }
}
