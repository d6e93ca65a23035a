namespace CommandCenter.Tickets.Panels;

/// <summary>One condition of a list, in words, with the question that is left without it.</summary>
/// <param name="Name">Which, in the URL's spelling.</param>
/// <param name="Words">As people read it.</param>
/// <param name="Without">The filter when it is dropped.</param>
public sealed record FilterChip(string Name, string Words, TicketQuery Without)
{
    /// <summary>The conditions of a question. The order of rows is none.</summary>
    public static IReadOnlyList<FilterChip> Of(TicketQuery query, TicketFilter filter, TicketWords words)
    {
        var chips = new List<FilterChip>();
        Add("state", filter.States.Count > 0 ? words.AnyOf(filter.States) : null, query with { State = null });
        Add("open", query.Open switch { true => words["Filter.OnlyOpen"], false => words["Filter.Everything"], _ => null }, query with { Open = null });
        Add("clock", filter.Clock is { } clock ? words.Of(clock) : null, query with { Clock = null });
        Add("outcome", filter.Outcome is { } outcome ? words.Of(outcome) : null, query with { Outcome = null });
        Add("department", filter.NoDepartment ? words["Filter.NoDepartment"] : words.Department(filter.DepartmentId), query with { Department = null });
        Add("category", filter.NoCategory ? words["Filter.NoCategory"] : words.Category(filter.CategoryId), query with { Category = null });
        Add("area", filter.NoArea ? words["Filter.NoArea"] : words.Area(filter.AreaId), query with { Area = null });
        Add("priority", filter.Priority is { } priority ? words.Of(priority) : null, query with { Priority = null });
        Add("assignee", filter.AssigneeId is null ? null : words["Filter.Assignee"], query with { Assignee = null });
        Add("opened", Period(words, "Filter.Opened", query.OpenedFrom, query.OpenedTo), query with { OpenedFrom = null, OpenedTo = null });
        Add("completed", Period(words, "Filter.Completed", query.CompletedFrom, query.CompletedTo), query with { CompletedFrom = null, CompletedTo = null });
        Add("q", string.IsNullOrWhiteSpace(query.Q) ? null : words["Filter.Search", query.Q], query with { Q = null });
        return chips;

        void Add(string name, string? said, TicketQuery without)
        {
            if (said is not null)
                chips.Add(new(name, said, without with { Cursor = null }));
        }
    }

    private static string? Period(TicketWords words, string key, string? from, string? to) =>
        string.IsNullOrEmpty(from) && string.IsNullOrEmpty(to) ? null : words[key, from ?? "…", to ?? "…"];
}
