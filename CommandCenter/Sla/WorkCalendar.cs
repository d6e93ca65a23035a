namespace CommandCenter.Sla;

/// <summary>
/// When people work: weekly opening hours in a time zone, holidays, and adjusted workdays (调休). Immutable and without a clock or a database; safe to
/// share between threads, and worth keeping, because it remembers the days it has worked out. All results are UTC.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>After this many days without any working time a question about the calendar is refused, instead of searched for ever.</summary>
    public const int LongestClosure = 731;

    private static readonly IReadOnlyList<WorkInterval> s_closed = [];
    private readonly IReadOnlyList<WorkInterval>[] _week;
    private readonly HashSet<DateOnly> _holidays;
    private readonly Dictionary<DateOnly, IReadOnlyList<WorkInterval>> _adjustedWorkdays;
    private readonly ZoneClock _clock;
    private readonly OpenTimes _open;

    /// <summary>Makes a calendar from its parts.</summary>
    /// <param name="name">What people call it; errors quote it.</param>
    /// <param name="zone">The zone whose wall clock the hours are read from.</param>
    /// <param name="week">Hours per weekday; a weekday that is absent or empty is closed.</param>
    /// <param name="holidays">Local dates that are closed whatever their weekday.</param>
    /// <param name="adjustedWorkdays">Local dates that are open whatever their weekday. Empty hours stand for those of an ordinary working day: its own
    /// weekday's if that is open, else those of the first open day from Monday on.</param>
    /// <exception cref="ArgumentException">Hours overlap or leave the day, a date is both holiday and adjusted workday, or an adjusted workday has no
    /// hours to take over.</exception>
    public WorkCalendar(
        string name, TimeZoneInfo zone, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> week,
        IEnumerable<DateOnly>? holidays = null, IReadOnlyDictionary<DateOnly, IReadOnlyList<WorkInterval>>? adjustedWorkdays = null)
    {
        (Name, Zone) = (name, zone);
        _week = [.. Enum.GetValues<DayOfWeek>().Select(day => week.TryGetValue(day, out var hours) ? WorkInterval.Normalize(hours) : s_closed)];
        _holidays = [.. holidays ?? []];
        _adjustedWorkdays = (adjustedWorkdays ?? new Dictionary<DateOnly, IReadOnlyList<WorkInterval>>())
            .ToDictionary(d => d.Key, d => d.Value.Count > 0 ? WorkInterval.Normalize(d.Value) : OrdinaryHours(d.Key));
        var both = _adjustedWorkdays.Keys.Where(_holidays.Contains).Order().ToList();
        if (both.Count > 0) throw new ArgumentException($"Calendar {name}: {both[0]:yyyy-MM-dd} is both a holiday and an adjusted workday.");
        _clock = new ZoneClock(zone);
        _open = new OpenTimes(_clock, HoursOn);
    }

    /// <summary>A calendar that never closes: 24 hours on 7 days, no holidays.</summary>
    public static WorkCalendar AllDay(TimeZoneInfo zone) =>
        new("24/7", zone, Enum.GetValues<DayOfWeek>().ToDictionary(d => d, IReadOnlyList<WorkInterval> (_) => [WorkInterval.WholeDay]));

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The zone whose wall clock the hours are read from.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The hours of a local date, in order; empty when it is closed.</summary>
    public IReadOnlyList<WorkInterval> HoursOn(DateOnly date) =>
        _adjustedWorkdays.TryGetValue(date, out var adjusted) ? adjusted : _holidays.Contains(date) ? s_closed : _week[(int)date.DayOfWeek];

    /// <summary>Whether a local date has any opening hours.</summary>
    public bool IsWorkingDay(DateOnly date) => HoursOn(date).Count > 0;

    /// <summary>What was said of a local date beside its weekday.</summary>
    public DayKind KindOf(DateOnly date) => _adjustedWorkdays.ContainsKey(date) ? DayKind.AdjustedWorkday : _holidays.Contains(date) ? DayKind.Holiday : DayKind.Ordinary;

    /// <summary>The local date an instant falls on.</summary>
    public DateOnly DateAt(DateTimeOffset at) => DateOnly.FromDateTime(_clock.LocalAt(at.UtcTicks));

    /// <summary>Whether an instant is within working time.</summary>
    public bool IsOpen(DateTimeOffset at) =>
        Array.Exists(_open.On(OpenTimes.DayOf(at.UtcTicks)).Open, o => o.From <= at.UtcTicks && at.UtcTicks < o.To);

    /// <summary>The next instant of working time: <paramref name="at"/> itself when that is open.</summary>
    /// <exception cref="NoWorkingTime">The calendar stays closed for more than <see cref="LongestClosure"/> days.</exception>
    public DateTimeOffset NextOpening(DateTimeOffset at)
    {
        var instant = at.UtcTicks;
        var first = OpenTimes.DayOf(instant);
        for (var day = first; day <= first + LongestClosure; day++)
            foreach (var (from, to) in _open.On(day).Open)
                if (instant < to)
                    return Utc(Math.Max(from, instant));
        throw new NoWorkingTime(this, at);
    }

    /// <summary>How much working time lies between two instants; zero when <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public TimeSpan WorkingTime(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from) return TimeSpan.Zero;
        var (first, last) = (OpenTimes.DayOf(from.UtcTicks), OpenTimes.DayOf(to.UtcTicks));
        var total = 0L;
        for (var day = first; day <= last; day++)
        {
            var times = _open.On(day);
            if (day != first && day != last) total += times.Total;
            else foreach (var (opens, closes) in times.Open) total += Math.Max(0, Math.Min(closes, to.UtcTicks) - Math.Max(opens, from.UtcTicks));
        }
        return TimeSpan.FromTicks(total);
    }

    /// <summary>
    /// The earliest instant by which <paramref name="amount"/> of working time has passed since <paramref name="from"/>; for zero the next opening. Work
    /// that fills a day ends at its closing, not at the next day's opening.
    /// </summary>
    /// <exception cref="NoWorkingTime">The calendar stays closed for more than <see cref="LongestClosure"/> days on the way.</exception>
    public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, TimeSpan.Zero);
        var (at, left) = (NextOpening(from).UtcTicks, amount.Ticks);
        var lastOpenDay = OpenTimes.DayOf(at);
        if (left == 0) return Utc(at);
        for (var day = lastOpenDay; day <= lastOpenDay + LongestClosure; day++)
        {
            var times = _open.On(day);
            if (times.Total > 0) lastOpenDay = day;
            foreach (var (opens, closes) in times.Open)
            {
                var start = Math.Max(opens, at);
                if (start >= closes) continue;
                if (left <= closes - start) return Utc(start + left);
                left -= closes - start;
            }
        }
        throw new NoWorkingTime(this, Utc(lastOpenDay * TimeSpan.TicksPerDay));
    }

    /// <summary>
    /// Counts working days: the clock opens at the next opening and stops at the same time of day, <paramref name="days"/> working days later; for zero at
    /// the next opening. The time of day is kept even where that day closes earlier. A time that spring leaves out becomes the end of the gap, one that
    /// autumn repeats its first showing.
    /// </summary>
    /// <exception cref="NoWorkingTime">The calendar stays closed for more than <see cref="LongestClosure"/> days on the way.</exception>
    public DateTimeOffset AddWorkingDays(DateTimeOffset from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var opening = NextOpening(from);
        if (days == 0) return opening;
        var local = _clock.LocalAt(opening.UtcTicks);
        var date = DateOnly.FromDateTime(local);
        for (var (left, closed) = (days, 0); left > 0; )
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date)) (left, closed) = (left - 1, 0);
            else if (++closed > LongestClosure) throw new NoWorkingTime(this, Utc(_clock.FirstInstantAt(date.AddDays(-closed).ToDateTime(default))));
        }
        return Utc(_clock.FirstInstantAt(date.ToDateTime(TimeOnly.FromDateTime(local))));
    }

    /// <summary>The same wall-clock time a number of calendar days later, whether that day works or not; zero is <paramref name="from"/> itself.</summary>
    public DateTimeOffset AddCalendarDays(DateTimeOffset from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        return days == 0 ? from.ToUniversalTime() : Utc(_clock.FirstInstantAt(_clock.LocalAt(from.UtcTicks).AddDays(days)));
    }

    private IReadOnlyList<WorkInterval> OrdinaryHours(DateOnly date)
    {
        int[] fromMonday = [1, 2, 3, 4, 5, 6, 0];
        var hours = fromMonday.Prepend((int)date.DayOfWeek).Select(day => _week[day]).FirstOrDefault(h => h.Count > 0) ?? s_closed;
        return hours.Count > 0
            ? hours
            : throw new ArgumentException($"Calendar {Name}: the adjusted workday {date:yyyy-MM-dd} has no hours, and no weekday has any to take over.");
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <summary>A calendar has no working time where some was needed. The message names the calendar and the date, for whoever keeps it.</summary>
public sealed class NoWorkingTime(WorkCalendar calendar, DateTimeOffset after) : Exception(
    FormattableString.Invariant($"Calendar {calendar.Name} has no working time in the {WorkCalendar.LongestClosure} days after {calendar.DateAt(after):yyyy-MM-dd}."));
