namespace CommandCenter.Sla;

/// <summary>
/// Our own calendar JSON: <c>timeZone</c> (IANA), <c>workingHours</c> ("monday-friday": ["08:30", "12:00", "13:00", "17:00"]), <c>holidays</c> and
/// <c>adjustedWorkdays</c>, each a date or an object with <c>date</c>, <c>name</c> and, for a workday, <c>hours</c>.
/// </summary>
internal static class WorkCalendarFile
{
    public static CalendarImport Read(JsonFields file)
    {
        file.Only("$schema", "name", "timeZone", "workingHours", "holidays", "adjustedWorkdays");
        if (!file.Has("workingHours") && !file.Has("holidays") && !file.Has("adjustedWorkdays"))
            throw new CalendarFileProblem("the file", "it has neither workingHours nor holidays nor adjustedWorkdays nor days");
        var holidays = Days(file, "holidays", (day, on, name) =>
        {
            day.Only("date", "name");
            return new Holiday(on, name);
        });
        var adjusted = Days(file, "adjustedWorkdays", (day, on, name) =>
        {
            day.Only("date", "name", "hours");
            return new AdjustedWorkday(on, name, day.Has("hours") ? Hours(day.Field("hours")) : []);
        });
        var years = CalendarFiles.YearsOf(holidays.Select(h => h.On).Concat(adjusted.Select(d => d.On)));
        return CalendarFiles.Checked(file.Has("timeZone") ? Zone(file.Field("timeZone")) : null, Week(file), holidays, adjusted, years, []);
    }

    private static string Zone(JsonFields field) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(field.Text(), out _) ? field.Text() : throw field.Problem($"\"{field.Text()}\" is no known time zone");

    private static List<T> Days<T>(JsonFields file, string list, Func<JsonFields, DateOnly, string, T> make) where T : class =>
        !file.Has(list) ? [] : [.. file.Field(list).Items().Select(day => day.IsObject
            ? make(day, day.Field("date").Date(), day.Has("name") ? day.Field("name").Text() : "")
            : make(day, day.Date(), ""))];

    private static Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>? Week(JsonFields file)
    {
        if (!file.Has("workingHours")) return null;
        var week = new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>();
        foreach (var (name, field) in file.Field("workingHours").Members())
        {
            var hours = Hours(field);
            foreach (var day in Weekdays(name, field))
                if (!week.TryAdd(day, hours))
                    throw field.Problem($"{day} has hours twice");
        }
        return week.Values.Any(h => h.Count > 0) ? week : throw new CalendarFileProblem("workingHours", "no day has any working hours");
    }

    private static IEnumerable<DayOfWeek> Weekdays(string name, JsonFields field)
    {
        foreach (var part in name.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2) throw field.Problem($"\"{part}\" is no weekday and no range of weekdays such as monday-friday");
            var last = Weekday(ends[^1], field);
            for (var day = Weekday(ends[0], field); ; day = (DayOfWeek)(((int)day + 1) % 7))
            {
                yield return day;
                if (day == last) break;
            }
        }
    }

    private static DayOfWeek Weekday(string name, JsonFields field) =>
        Enum.GetValues<DayOfWeek>().Where(d => d.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).Cast<DayOfWeek?>().FirstOrDefault()
        ?? throw field.Problem($"\"{name}\" is no weekday");

    private static IReadOnlyList<WorkInterval> Hours(JsonFields field)
    {
        var times = field.Items().SelectMany(t => t.IsArray ? t.Items() : [t]).Select(Time).ToList();
        if (times.Count % 2 != 0) throw field.Problem("opening and closing times come in pairs");
        try
        {
            return WorkInterval.Normalize(times.Chunk(2).Select(pair => new WorkInterval(pair[0], pair[1])));
        }
        catch (ArgumentException problem)
        {
            throw new CalendarFileProblem(field.Path, problem.Message.Split(" (Parameter")[0].TrimEnd('.'), problem);
        }
    }

    private static TimeSpan Time(JsonFields field) =>
        WorkInterval.TryParseTime(field.Text(), out var time) ? time : throw field.Problem($"\"{field.Text()}\" is no time of day such as 08:30 or 24:00");
}
