namespace CommandCenter.Sla;

/// <summary>A named date of a calendar.</summary>
/// <param name="On">The local date.</param>
/// <param name="Name">What it is called; empty when the source gives none.</param>
public sealed record Holiday(DateOnly On, string Name);

/// <summary>A date that is worked although it otherwise would not be (调休).</summary>
/// <param name="On">The local date.</param>
/// <param name="Name">What it makes up for; empty when the source gives none.</param>
/// <param name="Hours">Its hours; empty for those of an ordinary working day.</param>
public sealed record AdjustedWorkday(DateOnly On, string Name, IReadOnlyList<WorkInterval> Hours);

/// <summary>What a calendar file says, whatever its format; also the plain form of a whole calendar. Days are in order of date and no date is there twice.</summary>
/// <param name="TimeZone">IANA name of the zone, or null when the file names none.</param>
/// <param name="WeeklyHours">Hours per weekday, or null when the file only lists days.</param>
/// <param name="Holidays">Dates that are closed.</param>
/// <param name="AdjustedWorkdays">Dates that are open.</param>
/// <param name="Years">The years whose days the file settles; a day beside these (a New Year's holiday begins in December) is only added.</param>
/// <param name="Remarks">What the file holds that was left out, and why; for the report of the import.</param>
public sealed record CalendarImport(
    string? TimeZone, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>>? WeeklyHours, IReadOnlyList<Holiday> Holidays,
    IReadOnlyList<AdjustedWorkday> AdjustedWorkdays, IReadOnlyList<int> Years, IReadOnlyList<string> Remarks)
{
    /// <summary>
    /// This calendar with a file's days put in. The days of the years the file covers are replaced; other years stay. A file with weekly hours also
    /// brings its hours and zone; a list of holidays leaves both alone.
    /// </summary>
    public CalendarImport MergedWith(CalendarImport update)
    {
        var named = update.Holidays.Select(h => h.On).Concat(update.AdjustedWorkdays.Select(d => d.On)).ToHashSet();
        bool Stays(DateOnly day) => !named.Contains(day) && (!update.Years.Contains(day.Year) || (update.WeeklyHours is null && BelongsToNextYear(day)));
        return new CalendarImport(
            update.WeeklyHours is null ? TimeZone ?? update.TimeZone : update.TimeZone ?? TimeZone,
            update.WeeklyHours ?? WeeklyHours,
            [.. Holidays.Where(h => Stays(h.On)).Concat(update.Holidays).OrderBy(h => h.On)],
            [.. AdjustedWorkdays.Where(d => Stays(d.On)).Concat(update.AdjustedWorkdays).OrderBy(d => d.On)],
            [.. Years.Union(update.Years).Order()],
            update.Remarks);
    }

    /// <summary>The calendar to count with.</summary>
    /// <param name="name">What people call it.</param>
    /// <exception cref="CalendarFileProblem">Zone or weekly hours are missing, or the zone is unknown here.</exception>
    public WorkCalendar ToCalendar(string name)
    {
        if (TimeZone is null) throw new CalendarFileProblem("timeZone", "the calendar has no time zone");
        if (WeeklyHours is null) throw new CalendarFileProblem("workingHours", "the calendar has no working hours");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone)) throw new CalendarFileProblem("timeZone", $"\"{TimeZone}\" is no known time zone");
        return new WorkCalendar(name, zone, WeeklyHours, Holidays.Select(h => h.On), AdjustedWorkdays.ToDictionary(d => d.On, d => d.Hours));
    }

    /// <summary>
    /// Whether a date is in the last days of December. Those are announced with the New Year's holiday of the year after, so last year's file, read
    /// later, must not wipe them out, and on their own they do not show that a file settles their year.
    /// </summary>
    internal static bool BelongsToNextYear(DateOnly day) => day is { Month: 12, Day: > 25 };
}

/// <summary>A calendar file cannot be used. Nothing of it was taken. The message names the place in the file and the reason.</summary>
public sealed class CalendarFileProblem(string place, string reason, Exception? inner = null) : Exception($"{place}: {reason}.", inner)
{
    /// <summary>The field ("days[3].date") or line ("line 12") it is about.</summary>
    public string Place { get; } = place;

    /// <summary>What is wrong there.</summary>
    public string Reason { get; } = reason;
}
