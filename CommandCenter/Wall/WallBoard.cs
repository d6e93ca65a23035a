using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>One state of the board.</summary>
/// <param name="State">The state.</param>
/// <param name="Counts">All tickets in it.</param>
/// <param name="Top">The most urgent, at most <see cref="WallBoard.Rows"/>.</param>
public sealed record WallColumn(TicketState State, ClockCounts Counts, IReadOnlyList<TicketView> Top)
{
    /// <summary>How many are not listed when <paramref name="shown"/> rows have room.</summary>
    public int More(int shown) => Counts.All - Math.Min(shown, Top.Count);
}

/// <summary>The board of a wall: five states, the most urgent tickets of each. Pure.</summary>
public static class WallBoard
{
    /// <summary>The tickets listed in each state.</summary>
    public const int Rows = 3;

    /// <summary>The states, in the order of a ticket's way.</summary>
    public static IReadOnlyList<TicketState> States { get; } =
        [TicketState.New, TicketState.Accepted, TicketState.Dispatched, TicketState.Signed, TicketState.Completed];

    /// <summary>The columns. What is due first comes first; completed tickets by who has waited longest. Equal ones stand by age, so that rows only swap when their order changes.</summary>
    public static IReadOnlyList<WallColumn> Of(IEnumerable<TicketView> tickets, CityFigures figures)
    {
        var top = States.ToDictionary(state => state, _ => new List<TicketView>(Rows + 1));
        foreach (var ticket in tickets)
            if (top.TryGetValue(ticket.State, out var rows))
                Place(rows, ticket);
        return [.. States.Select(state => new WallColumn(state, figures.Of(state), top[state]))];
    }

    private static void Place(List<TicketView> rows, TicketView ticket)
    {
        var at = rows.FindIndex(other => Compare(ticket, other) < 0);
        if (at < 0 && rows.Count == Rows)
            return;
        rows.Insert(at < 0 ? rows.Count : at, ticket);
        if (rows.Count > Rows)
            rows.RemoveAt(Rows);
    }

    private static int Compare(TicketView a, TicketView b) =>
        Urgency(a).CompareTo(Urgency(b)) is not 0 and var order ? order : a.Sequence.CompareTo(b.Sequence);

    private static DateTimeOffset Urgency(TicketView ticket) =>
        (ticket.State == TicketState.Completed ? ticket.CompletedAt : ticket.NextDueAt) ?? DateTimeOffset.MaxValue;
}
