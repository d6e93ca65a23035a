using CommandCenter.Areas;

namespace CommandCenter.Tickets.Panels;

/// <summary>The same filter that the database answers, for tickets in memory. Words to search for are the database's to find.</summary>
public sealed class TicketMatch(CategoryIndex categories, AreaIndex areas)
{
    /// <summary>Whether the tickets in memory are all that a question can mean: what is open, or completed and waits to be closed.</summary>
    /// <param name="query">The question; <c>open=false</c> asks for everything there ever was.</param>
    /// <param name="filter">The same, read.</param>
    public static bool IsLive(TicketQuery query, TicketFilter filter) =>
        query.Open != false
        && string.IsNullOrWhiteSpace(filter.Search)
        && filter is { CompletedFrom: null, CompletedTo: null }
        && filter.Outcome is not (TicketOutcome.Reached or TicketOutcome.Responded or TicketOutcome.Resolved or TicketOutcome.Rated or TicketOutcome.Satisfied) // not in memory
        && !filter.States.Any(s => s is TicketState.Closed or TicketState.Rejected)
        && (query.Open == true || (filter is { OpenedFrom: null, OpenedTo: null } && filter.Outcome is null or TicketOutcome.OpenAtRisk));

    /// <summary>Who and where: everything but how a ticket stands now.</summary>
    public Func<TicketView, bool> Scope(TicketFilter filter)
    {
        var category = filter.CategoryId is { } c ? categories.Below(c) : null;
        var area = filter.AreaId is { } a ? areas.Descendants(a) : null;
        return t => (filter.Priority is null || t.Priority == filter.Priority)
            && (filter.AssigneeId is null || t.AssigneeId == filter.AssigneeId)
            && (filter.DepartmentId is null || t.DepartmentId == filter.DepartmentId)
            && (!filter.NoDepartment || t.DepartmentId is null)
            && (category is null || (t.CategoryId is { } inCategory && category.Contains(inCategory)))
            && (!filter.NoCategory || t.CategoryId is null)
            && (area is null || (t.AreaId is { } inArea && area.Contains(inArea)))
            && (!filter.NoArea || t.AreaId is null);
    }

    /// <summary>How it stands: state, clock, outcome, period.</summary>
    public static Func<TicketView, bool> Standing(TicketFilter filter) => t =>
        t.State is not (TicketState.Closed or TicketState.Rejected)
        && (filter.States.Count == 0 || filter.States.Contains(t.State))
        && (!filter.OpenOnly || t.IsOpen)
        && (filter.Clock is null || t.NextClock == filter.Clock)
        && Has(t, filter.Outcome)
        && (filter.OpenedFrom is null || t.OpenedAt >= filter.OpenedFrom)
        && (filter.OpenedTo is null || t.OpenedAt < filter.OpenedTo);

    private static bool Has(TicketView ticket, TicketOutcome? outcome) => outcome switch
    {
        TicketOutcome.SignedInTime => ticket.SignClock == ClockState.Met,
        TicketOutcome.CompletedInTime => ticket.ResolutionClock == ClockState.Met,
        TicketOutcome.Breached => ticket.ResolutionClock == ClockState.Breached,
        TicketOutcome.OpenAtRisk => ticket.ResolutionClock == ClockState.AtRisk,
        _ => true,
    };
}
