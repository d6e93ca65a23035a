using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace CommandCenter.Tickets.Panels;

/// <summary>The address of a list of tickets: the filter under the names of <see cref="TicketQuery"/>, and the view. The URL is the layout.</summary>
public static class TicketAddress
{
    /// <summary>The page.</summary>
    public const string Page = "/tickets";

    /// <summary>The value of <c>view</c> for the list; the board is the default.</summary>
    public const string ListView = "list";

    private const string CurrentStates = "New,Accepted,Dispatched,Signed,Suspended,Completed";

    /// <summary>The address of a filter's page.</summary>
    public static string Of(TicketQuery query, bool list)
    {
        var words = new QueryBuilder(Pairs(query));
        if (list)
            words.Add("view", ListView);
        return Page + words;
    }

    /// <summary>The page of one ticket.</summary>
    public static string Of(string number) => $"{Page}/{Uri.EscapeDataString(number)}";

    /// <summary>The address of a filter's export: the same tickets that the page shows.</summary>
    /// <param name="query">The filter.</param>
    /// <param name="live">The page shows what people work on now, so closed tickets are left out of the file as well.</param>
    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    public static string Export(TicketQuery query, bool live, string format)
    {
        var same = live && string.IsNullOrEmpty(query.State) && query.Open != true ? query with { State = CurrentStates } : query;
        return $"/exports/tickets.{format}" + new QueryBuilder(Pairs(same));
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(TicketQuery query)
    {
        (string Name, string? Value)[] all =
        [
            ("state", query.State), ("open", query.Open is { } open ? (open ? "true" : "false") : null), ("clock", query.Clock), ("outcome", query.Outcome),
            ("department", query.Department), ("category", query.Category), ("area", query.Area), ("priority", query.Priority),
            ("assignee", query.Assignee?.ToString("D", CultureInfo.InvariantCulture)), ("openedFrom", query.OpenedFrom), ("openedTo", query.OpenedTo),
            ("completedFrom", query.CompletedFrom), ("completedTo", query.CompletedTo), ("q", query.Q), ("order", query.Order),
        ];
        return all.Where(p => !string.IsNullOrWhiteSpace(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value!));
    }
}
