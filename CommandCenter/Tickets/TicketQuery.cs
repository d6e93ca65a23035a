using System.Globalization;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Time;

namespace CommandCenter.Tickets;

/// <summary>A filter as it stands in a URL: the same names in the API and in the address bar of a list.</summary>
public sealed record TicketQuery
{
    /// <summary>The word for tickets that have no department, category or area.</summary>
    public const string Nothing = "none";

    /// <summary>Stands before a category or an area whose parts below are not meant.</summary>
    public const string Only = "only:";

    /// <summary>States, separated by commas.</summary>
    public string? State { get; init; }

    /// <summary>true: only open tickets.</summary>
    public bool? Open { get; init; }

    /// <summary>Running, AtRisk, Breached, Met or Paused.</summary>
    public string? Clock { get; init; }

    /// <summary>SignedInTime, CompletedInTime, Breached or OpenAtRisk; Reached, Responded, Resolved, Rated or Satisfied.</summary>
    public string? Outcome { get; init; }

    /// <summary>Id, code or name; <c>none</c> for tickets that no department leads.</summary>
    public string? Department { get; init; }

    /// <summary>Id, name or path; with all below it, unless <c>only:</c> stands before it. <c>none</c> for tickets without.</summary>
    public string? Category { get; init; }

    /// <summary>Id, code or name; with all below it, unless <c>only:</c> stands before it. <c>none</c> for tickets outside every area.</summary>
    public string? Area { get; init; }

    /// <summary>Urgent, High, Normal or Low.</summary>
    public string? Priority { get; init; }

    /// <summary>The handler's user id.</summary>
    public Guid? Assignee { get; init; }

    /// <summary>An instant, or a day in the city's zone.</summary>
    public string? OpenedFrom { get; init; }

    /// <summary>An instant, or a day in the city's zone; the day is not included.</summary>
    public string? OpenedTo { get; init; }

    /// <summary>An instant, or a day in the city's zone.</summary>
    public string? CompletedFrom { get; init; }

    /// <summary>An instant, or a day in the city's zone; the day is not included.</summary>
    public string? CompletedTo { get; init; }

    /// <summary>The resolution limit ends at or after an instant, or a day in the city's zone.</summary>
    public string? DueFrom { get; init; }

    /// <summary>The resolution limit ends before an instant, or a day in the city's zone; the day is not included.</summary>
    public string? DueTo { get; init; }

    /// <summary>Words to search for.</summary>
    public string? Q { get; init; }

    /// <summary>late, newest or oldest.</summary>
    public string? Order { get; init; }

    /// <summary>How many, up to 500.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Turns words of a URL into a filter, or says which word is wrong.</summary>
public sealed class TicketQueries(CategoryIndex categories, DepartmentIndex departments, AreaIndex areas, City city)
{
    private const string None = TicketQuery.Nothing;
    private const string Only = TicketQuery.Only;

    /// <summary>The filter of a query.</summary>
    /// <exception cref="Refusal">Names the parameter that is wrong.</exception>
    public TicketFilter Filter(TicketQuery query) => new TicketFilter
    {
        States = [.. (query.State ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(s => Word<TicketState>("state", s)!.Value)],
        OpenOnly = query.Open ?? false,
        Clock = Word<ClockState>("clock", query.Clock),
        Outcome = Word<TicketOutcome>("outcome", query.Outcome),
        Priority = Word<TicketPriority>("priority", query.Priority),
        Order = Word<TicketOrder>("order", query.Order) ?? TicketOrder.Late,
        DepartmentId = Known("department", query.Department, text => Guid.TryParse(text, out var id) ? departments.Find(id)?.Id : departments.FindByText(text)?.Id),
        NoDepartment = query.Department == None,
        CategoryOnly = IsOnly(query.Category),
        CategoryId = Known("category", Whole(query.Category), text => categories.FindByText(text)?.Id),
        NoCategory = query.Category == None,
        AreaOnly = IsOnly(query.Area),
        AreaId = Known("area", Whole(query.Area), text => Guid.TryParse(text, out var id) ? areas.Find(id)?.Id : areas.FindByText(text)?.Id),
        NoArea = query.Area == None,
        AssigneeId = query.Assignee,
        OpenedFrom = Instant("openedFrom", query.OpenedFrom),
        OpenedTo = Instant("openedTo", query.OpenedTo),
        CompletedFrom = Instant("completedFrom", query.CompletedFrom),
        CompletedTo = Instant("completedTo", query.CompletedTo),
        DueFrom = Instant("dueFrom", query.DueFrom),
        DueTo = Instant("dueTo", query.DueTo),
        Search = query.Q,
        Limit = Page.Limit(query.Limit),
        Cursor = query.Cursor,
    }.Checked();

    /// <summary>An instant with an offset, or the start of a day in the city's zone.</summary>
    public DateTimeOffset? Instant(string field, string? text) => string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? city.StartOf(day)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime()
        : throw Refusal.Invalid(field, $"'{text}' is neither a day (2026-06-18) nor an instant (2026-06-18T08:00:00+08:00).");

    private static bool IsOnly(string? text) => text?.StartsWith(Only, StringComparison.Ordinal) == true;

    private static string? Whole(string? text) => IsOnly(text) ? text![Only.Length..] : text;

    private static T? Word<T>(string field, string? text) where T : struct, Enum => string.IsNullOrWhiteSpace(text) ? null
        : char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw Refusal.Invalid(field, $"'{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");

    private static Guid? Known(string field, string? text, Func<string, Guid?> find) => string.IsNullOrWhiteSpace(text) || text == None ? null
        : find(text.Trim()) ?? throw Refusal.Invalid(field, $"'{text}' is not known here.");
}
