using CommandCenter.Access;

namespace CommandCenter.Tickets;

/// <summary>Which tickets a caller knows of. What they may not see is not found, rather than forbidden.</summary>
public static class TicketVisibility
{
    /// <summary>The visible part of a query.</summary>
    public static IQueryable<Ticket> VisibleTo(this IQueryable<Ticket> tickets, Caller caller)
    {
        var (department, user, area) = (caller.DepartmentId, caller.UserId, caller.AreaId);
        return caller.OnlyOwnDepartment ? tickets.Where(t => t.DepartmentId != null && t.DepartmentId == department)
            : caller.OnlyOwnWork ? tickets.Where(t => t.AssigneeId == user || (t.AreaId != null && t.AreaId == area))
            : tickets;
    }

    /// <summary>The same rule for a ticket in memory.</summary>
    public static bool IsVisibleTo(this TicketView ticket, Caller caller) =>
        caller.OnlyOwnDepartment ? ticket.DepartmentId is not null && ticket.DepartmentId == caller.DepartmentId
        : !caller.OnlyOwnWork || ticket.AssigneeId == caller.UserId || (ticket.AreaId is not null && ticket.AreaId == caller.AreaId);
}
