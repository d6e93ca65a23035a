using CommandCenter.Platform.Http;

namespace CommandCenter.Sla.Administration;

/// <summary>One stretch of hours while it is typed.</summary>
public sealed class IntervalDraft
{
    /// <summary>HH:mm.</summary>
    public string From { get; set; } = "";

    /// <summary>HH:mm, at most 24:00.</summary>
    public string To { get; set; } = "";

    /// <summary>Filled with hours.</summary>
    public static IntervalDraft Of(WorkInterval hours) => hours.ToString().Split('-') is [var from, var to] ? new() { From = from, To = to } : new();

    /// <summary>The hours.</summary>
    /// <exception cref="Refusal">They cannot be read; it names <paramref name="field"/>.</exception>
    public WorkInterval Read(string field) => WorkInterval.TryParseTime(From, out var from) && WorkInterval.TryParseTime(To, out var to)
        ? new WorkInterval(from, to)
        : throw Refusal.Invalid(field, $"'{From}–{To}' is no stretch of time such as 08:30–12:00.");
}

/// <summary>Name, zone and week of a calendar while they are typed.</summary>
public sealed class CalendarDraft
{
    /// <summary>The days of a week, Monday first.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The calendar; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read.</summary>
    public int Version { get; private init; }

    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The zone's IANA name.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Hours by weekday; none for a closed one.</summary>
    public Dictionary<DayOfWeek, List<IntervalDraft>> Week { get; } = Days.ToDictionary(d => d, _ => new List<IntervalDraft>());

    /// <summary>Filled with a calendar.</summary>
    public static CalendarDraft Of(CalendarRow row)
    {
        var plain = row.Read();
        var draft = new CalendarDraft { Id = row.Id, Version = row.Version, Name = row.Name, TimeZone = plain.TimeZone ?? "" };
        foreach (var (day, hours) in plain.WeeklyHours ?? new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>())
            draft.Week[day].AddRange(hours.Select(IntervalDraft.Of));
        return draft;
    }

    /// <summary>A new one: Monday to Friday with a lunch break.</summary>
    public static CalendarDraft New(string timeZone)
    {
        var draft = new CalendarDraft { TimeZone = timeZone };
        foreach (var day in Days.Take(5))
            draft.Week[day].AddRange([IntervalDraft.Of(WorkInterval.Between(9, 0, 12, 0)), IntervalDraft.Of(WorkInterval.Between(13, 30, 17, 30))]);
        return draft;
    }

    /// <summary>Adds a stretch after the last of a day.</summary>
    public void Add(DayOfWeek day) => Week[day].Add(Week[day].Count == 0 ? new() { From = "09:00", To = "17:00" } : new());

    /// <summary>Gives the other weekdays from Tuesday to Friday the hours of Monday.</summary>
    public void CopyMonday()
    {
        foreach (var day in Days.Skip(1).Take(4))
        {
            Week[day].Clear();
            Week[day].AddRange(Week[DayOfWeek.Monday].Select(i => new IntervalDraft { From = i.From, To = i.To }));
        }
    }

    /// <summary>The hours as the desk takes them.</summary>
    /// <exception cref="Refusal">Something cannot be read; it names the weekday.</exception>
    public IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> Read() =>
        Week.ToDictionary(d => d.Key, IReadOnlyList<WorkInterval> (d) => [.. d.Value.Select(i => i.Read(d.Key.ToString()))]);
}

/// <summary>How a date stands in a year's calendar.</summary>
/// <param name="On">The date.</param>
/// <param name="Open">Whether it is worked.</param>
/// <param name="Kind">Whether somebody made it so.</param>
/// <param name="Name">What it is called; empty for an ordinary day.</param>
public sealed record YearDay(DateOnly On, bool Open, DayKind Kind, string Name);

/// <summary>A year of a calendar, month by month.</summary>
public sealed class YearSheet
{
    private readonly WorkCalendar calendar;
    private readonly Dictionary<DateOnly, (DayKind Kind, string Name)> named;

    /// <summary>Of a calendar.</summary>
    public YearSheet(CalendarImport plain, string name)
    {
        calendar = plain.ToCalendar(name);
        named = plain.Holidays.Select(h => (h.On, (DayKind.Holiday, h.Name))).Concat(plain.AdjustedWorkdays.Select(d => (d.On, (DayKind.AdjustedWorkday, d.Name))))
            .ToDictionary(d => d.On, d => d.Item2);
    }

    /// <summary>A date.</summary>
    public YearDay Day(DateOnly on)
    {
        var (kind, name) = named.GetValueOrDefault(on, (DayKind.Ordinary, ""));
        return new(on, calendar.IsWorkingDay(on), kind, name);
    }

    /// <summary>The hours of a date.</summary>
    public IReadOnlyList<WorkInterval> HoursOn(DateOnly on) => calendar.HoursOn(on);

    /// <summary>The weeks of a month, Monday first; null beside the month.</summary>
    public IEnumerable<YearDay?[]> Weeks(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var before = ((int)first.DayOfWeek + 6) % 7;
        var days = DateTime.DaysInMonth(year, month);
        return Enumerable.Repeat<YearDay?>(null, before).Concat(Enumerable.Range(0, days).Select(d => Day(first.AddDays(d)))).Chunk(7);
    }
}
