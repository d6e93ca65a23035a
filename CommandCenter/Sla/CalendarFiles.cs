using System.Text.Json;

namespace CommandCenter.Sla;

/// <summary>Reads a working calendar or a list of holidays: our own JSON, holiday-cn JSON, or iCalendar. The text itself tells which.</summary>
public static class CalendarFiles
{
    /// <summary>Reads a whole file, or nothing of it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="thisYear">The current year: a yearly event without end in an iCalendar file is written out from ten years before to five after it.</param>
    /// <exception cref="CalendarFileProblem">The text is none of the three, or something in it is wrong.</exception>
    public static CalendarImport Read(string text, int thisYear)
    {
        var content = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (content.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase)) return ICalendarFile.Read(content, thisYear);
        if (!content.StartsWith('{')) throw new CalendarFileProblem("line 1", "neither a JSON object nor an iCalendar file (BEGIN:VCALENDAR)");
        using var json = Parse(text.TrimStart('\uFEFF'));
        var file = new JsonFields(json.RootElement, "");
        return file.Has("days") ? HolidayCnFile.Read(file) : WorkCalendarFile.Read(file);
    }

    /// <summary>Puts days in order and refuses a date that is there twice.</summary>
    internal static CalendarImport Checked(
        string? timeZone, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>>? hours, List<Holiday> holidays,
        List<AdjustedWorkday> adjusted, IEnumerable<int> years, IReadOnlyList<string> remarks)
    {
        var twice = holidays.Select(h => h.On).Concat(adjusted.Select(d => d.On)).GroupBy(d => d).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) throw new CalendarFileProblem(FormattableString.Invariant($"{twice.Key:yyyy-MM-dd}"), "the date is listed more than once");
        return new CalendarImport(
            timeZone, hours, [.. holidays.OrderBy(h => h.On)], [.. adjusted.OrderBy(d => d.On)], [.. years.Distinct().Order()], remarks);
    }

    /// <summary>The years a list of dates settles, for formats that do not say.</summary>
    internal static IEnumerable<int> YearsOf(IEnumerable<DateOnly> days) => days.Where(d => !CalendarImport.BelongsToNextYear(d)).Select(d => d.Year);

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException problem)
        {
            throw new CalendarFileProblem($"line {problem.LineNumber + 1}", "this is not valid JSON", problem);
        }
    }
}

/// <summary>holiday-cn: <c>{ "year": 2020, "days": [ { "name", "date", "isOffDay" } ] }</c>; a day that is not off is an adjusted workday.</summary>
internal static class HolidayCnFile
{
    public static CalendarImport Read(JsonFields file)
    {
        file.Only("$schema", "$id", "year", "papers", "days");
        var year = file.Field("year").Int();
        if (year is < 1900 or > 2999) throw new CalendarFileProblem("year", $"{year} is no year of a calendar");
        var (holidays, adjusted) = (new List<Holiday>(), new List<AdjustedWorkday>());
        foreach (var day in file.Field("days").Items())
        {
            day.Only("name", "date", "isOffDay");
            var (on, name) = (day.Field("date").Date(), day.Field("name").Text());
            if (on.Year < year - 1 || on.Year > year + 1) throw new CalendarFileProblem(day.Field("date").Path, $"{on:yyyy-MM-dd} is far from the file's year {year}");
            if (day.Field("isOffDay").Bool()) holidays.Add(new Holiday(on, name));
            else adjusted.Add(new AdjustedWorkday(on, name, []));
        }
        return CalendarFiles.Checked("Asia/Shanghai", null, holidays, adjusted, [year], []);
    }
}
