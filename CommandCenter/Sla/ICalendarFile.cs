using System.Globalization;
using System.Text.RegularExpressions;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Calendar = Ical.Net.Calendar;

namespace CommandCenter.Sla;

/// <summary>
/// iCalendar: each date of an all-day event is a holiday, or an adjusted workday when its summary says so (上班, 补班, or 班 at its end). Events with a time of day and
/// cancelled ones are left out and remarked on.
/// </summary>
internal static partial class ICalendarFile
{
    private const int LongestEvent = 100;

    public static CalendarImport Read(string text, int thisYear)
    {
        var file = Parse(text);
        var (holidays, adjusted, remarks) = (new Dictionary<DateOnly, Holiday>(), new Dictionary<DateOnly, AdjustedWorkday>(), new List<string>());
        foreach (var entry in file.Events)
        {
            var summary = entry.Summary?.Trim() ?? "";
            if (Refusal(entry) is { } reason)
            {
                remarks.Add($"{Title(entry)}: {reason}");
                continue;
            }
            foreach (var on in Dates(entry, thisYear))
                if (IsWorkday(summary)) adjusted.TryAdd(on, new AdjustedWorkday(on, summary, []));
                else holidays.TryAdd(on, new Holiday(on, summary));
        }
        if (holidays.Count + adjusted.Count == 0) throw new CalendarFileProblem("the file", "it has no all-day event, so it names no holiday");
        return CalendarFiles.Checked(
            Zone(file), null, [.. holidays.Values], [.. adjusted.Values], CalendarFiles.YearsOf(holidays.Keys.Concat(adjusted.Keys)), remarks);
    }

    private static Calendar Parse(string text)
    {
        CheckLines(text);
        try
        {
            return Calendar.Load(text) ?? throw new CalendarFileProblem("the file", "it holds no calendar");
        }
        // The parser reports what it cannot read with many kinds of exception; to the reader they are all one: this file is no calendar.
        catch (Exception problem) when (problem is not (CalendarFileProblem or OutOfMemoryException))
        {
            throw new CalendarFileProblem("the file", $"it is no valid iCalendar ({problem.Message.Split(" (Parameter")[0].TrimEnd('.')})", problem);
        }
    }

    // The parser accepts a file that was cut off in the middle, and drops an end it cannot read; half a list of holidays must not pass for a whole one.
    private static void CheckLines(string text)
    {
        var open = new Stack<(string Name, int Line)>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r', ' ');
            if (line.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase)) open.Push((line[6..], i + 1));
            else if (line.StartsWith("END:", StringComparison.OrdinalIgnoreCase))
            {
                if (open.Count == 0 || !open.Peek().Name.Equals(line[4..], StringComparison.OrdinalIgnoreCase))
                    throw new CalendarFileProblem($"line {i + 1}", $"{line} closes nothing that is open");
                open.Pop();
            }
            else if (line.Length > 0 && line[0] is not (' ' or '\t') && !line.Contains(':'))
                throw new CalendarFileProblem($"line {i + 1}", "a name and a value with a colon between them were expected");
            else if (DateLine().Match(line) is { Success: true } date && !IsDate(date.Groups["value"].Value))
                throw new CalendarFileProblem($"line {i + 1}", $"\"{date.Groups["value"].Value}\" is no date such as 20261001");
        }
        if (open.Count > 0) throw new CalendarFileProblem($"line {open.Peek().Line}", $"BEGIN:{open.Peek().Name} is never closed");
    }

    private static bool IsDate(string value) =>
        DateTime.TryParseExact(value.TrimEnd('Z'), ["yyyyMMdd", "yyyyMMdd'T'HHmmss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex("^DT(?:START|END)(?:;[^:]*)?:(?<value>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex DateLine();

    private static string? Refusal(CalendarEvent entry) =>
        entry.Start is null ? throw new CalendarFileProblem(Title(entry), "the event has no readable DTSTART")
        : string.Equals(entry.Status, EventStatus.Cancelled, StringComparison.OrdinalIgnoreCase) ? "left out, because it is cancelled"
        : entry.Start.HasTime ? "left out, because it has a time of day; only all-day events are holidays"
        : null;

    private static IEnumerable<DateOnly> Dates(CalendarEvent entry, int thisYear)
    {
        var start = entry.Start!.Date;
        var length = entry.End is { } end ? end.Date.DayNumber - start.DayNumber : entry.Duration is { } time ? (int)(time.Weeks * 7 ?? 0) + (time.Days ?? 0) : 1;
        if (length < 0) throw new CalendarFileProblem(Title(entry), "the event ends before it starts");
        // An end on the first day itself is written by programs that take it for the last day.
        length = Math.Max(1, length);
        if (length > LongestEvent) throw new CalendarFileProblem(Title(entry), $"an event of {length} days is no holiday");
        var starts = entry.RecurrenceRule is null && entry.RecurrenceDates.GetAllDates().FirstOrDefault() is null ? [start] : Recurrences(entry, thisYear);
        return starts.SelectMany(first => Enumerable.Range(0, length).Select(first.AddDays));
    }

    private static IEnumerable<DateOnly> Recurrences(CalendarEvent entry, int thisYear) =>
        entry.GetOccurrences(new CalDateTime(thisYear - 10, 1, 1))
            .Select(o => o.Period.StartTime.Date)
            .TakeWhile(d => d.Year <= thisYear + 5);

    private static bool IsWorkday(string summary) =>
        summary.Contains("上班", StringComparison.Ordinal) || summary.Contains("补班", StringComparison.Ordinal)
        || summary.TrimEnd(')', '）', ']', '】').EndsWith('班');

    private static string? Zone(Calendar file)
    {
        var named = file.Properties["X-WR-TIMEZONE"]?.Value as string ?? (file.TimeZones is { Count: 1 } zones ? zones[0]?.TzId : null);
        return named is not null && TimeZoneInfo.TryFindSystemTimeZoneById(named, out _) ? named : null;
    }

    private static string Title(CalendarEvent entry) =>
        string.IsNullOrWhiteSpace(entry.Summary) ? $"event {entry.Uid}" : $"event \"{entry.Summary.Trim()}\" ({(entry.Start is { } start ? FormattableString.Invariant($"{start.Date:yyyy-MM-dd}") : entry.Uid)})";
}
