using System.Collections.Immutable;
using CommandCenter.Platform.Time;

namespace CommandCenter.Tickets;

/// <summary>Some open tickets, counted by the clock that counts now.</summary>
/// <param name="All">How many.</param>
/// <param name="AtRisk">Of them inside the warning window.</param>
/// <param name="Breached">Of them past due.</param>
/// <param name="Paused">Of them with a stopped clock.</param>
public sealed record ClockCounts(int All, int AtRisk, int Breached, int Paused)
{
    /// <summary>No tickets.</summary>
    public static ClockCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>The same with one ticket more.</summary>
    public ClockCounts With(ClockState clock) => new(
        All + 1, AtRisk + (clock == ClockState.AtRisk ? 1 : 0), Breached + (clock == ClockState.Breached ? 1 : 0), Paused + (clock == ClockState.Paused ? 1 : 0));
}

/// <summary>
/// What walls, desks and the hub count, from the live set and an instant: pure. Open means not completed, closed or rejected; at risk and breached count open
/// tickets by the clock that counts now; "today" begins at midnight in the city's zone.
/// </summary>
/// <param name="At">The instant they are true for.</param>
/// <param name="Open">Open tickets and their clocks.</param>
/// <param name="OpenedToday">Requests since midnight, whatever became of them.</param>
/// <param name="ClosedToday">Closed since midnight; rejected ones are not among them.</param>
/// <param name="ByState">By state; a state without tickets is not in it. Completed and closed ones are counted with the verdict of their clock.</param>
/// <param name="ByArea">Open tickets by their smallest area; those outside every area are not in it.</param>
public sealed record CityFigures(
    DateTimeOffset At, ClockCounts Open, int OpenedToday, int ClosedToday,
    ImmutableDictionary<TicketState, ClockCounts> ByState, ImmutableDictionary<Guid, ClockCounts> ByArea)
{
    /// <summary>New or accepted: no department has it yet.</summary>
    public int Undispatched => Of(TicketState.New).All + Of(TicketState.Accepted).All;

    /// <summary>The tickets in a state.</summary>
    public ClockCounts Of(TicketState state) => ByState.GetValueOrDefault(state, ClockCounts.None);

    /// <summary>Counts tickets.</summary>
    public static CityFigures Of(IEnumerable<TicketView> tickets, City city, DateTimeOffset now)
    {
        var today = city.StartOf(city.DayOf(now));
        var (open, openedToday, closedToday) = (ClockCounts.None, 0, 0);
        var byState = new Dictionary<TicketState, ClockCounts>();
        var byArea = new Dictionary<Guid, ClockCounts>();
        foreach (var ticket in tickets)
        {
            openedToday += ticket.OpenedAt >= today && ticket.OpenedAt <= now ? 1 : 0;
            closedToday += ticket.State == TicketState.Closed && ticket.ClosedAt >= today ? 1 : 0;
            byState[ticket.State] = byState.GetValueOrDefault(ticket.State, ClockCounts.None).With(ticket.NextClock);
            if (!ticket.IsOpen)
                continue;
            open = open.With(ticket.NextClock);
            if (ticket.AreaId is { } area)
                byArea[area] = byArea.GetValueOrDefault(area, ClockCounts.None).With(ticket.NextClock);
        }
        return new(now, open, openedToday, closedToday, byState.ToImmutableDictionary(), byArea.ToImmutableDictionary());
    }
}
