using CommandCenter.Platform.Journal;

namespace CommandCenter.Tickets;

/// <summary>Everything that happens to a ticket by a verb: the room's face to the rooms above it.</summary>
public interface ITicketEvent : IEvent;

/// <summary>A request came in.</summary>
public sealed record TicketOpened(string Number, string Source, Guid? CategoryId, TicketPriority Priority) : ITicketEvent;

/// <summary>An import brought the ticket, in the state it had at <paramref name="AsOf"/>.</summary>
public sealed record TicketImported(string Profile, DateTimeOffset AsOf) : ITicketEvent;

/// <summary>受理.</summary>
public sealed record TicketAccepted(string? Note) : ITicketEvent;

/// <summary>不予受理.</summary>
public sealed record TicketRejected(string Reason) : ITicketEvent;

/// <summary>派发.</summary>
public sealed record TicketDispatched(Guid DepartmentId, string Department, string? Note) : ITicketEvent;

/// <summary>撤回派发; the dispatch is as if it had not been.</summary>
public sealed record TicketRecalled(Guid? DepartmentId, string? Department, string? Note) : ITicketEvent;

/// <summary>签收.</summary>
public sealed record TicketSigned(Guid? DepartmentId) : ITicketEvent;

/// <summary>退单; the requester's clock keeps running.</summary>
public sealed record TicketReturned(string Reason, Guid? DepartmentId, string? Department) : ITicketEvent;

/// <summary>挂起.</summary>
public sealed record TicketSuspended(SuspendReason Reason, string? Note) : ITicketEvent;

/// <summary>恢复.</summary>
public sealed record TicketResumed(string? Note) : ITicketEvent;

/// <summary>办结.</summary>
public sealed record TicketCompleted(string? Reply) : ITicketEvent;

/// <summary>结案.</summary>
public sealed record TicketClosed(string? Note) : ITicketEvent;

/// <summary>重办.</summary>
public sealed record TicketReworked(string Reason) : ITicketEvent;

/// <summary>备注.</summary>
public sealed record TicketCommented(string Text) : ITicketEvent;

/// <summary>指派.</summary>
public sealed record TicketAssigned(Guid? AssigneeId, string? Assignee) : ITicketEvent;

/// <summary>改类别.</summary>
public sealed record TicketCategoryChanged(Guid? From, Guid To, string Category) : ITicketEvent;

/// <summary>改优先级.</summary>
public sealed record TicketPriorityChanged(TicketPriority From, TicketPriority To) : ITicketEvent;

/// <summary>An alarm was linked to the ticket, which is about it too.</summary>
public sealed record TicketAlarmLinked(Guid AlarmId, string Alarm) : ITicketEvent;

/// <summary>The alarm is no longer linked.</summary>
public sealed record TicketAlarmUnlinked(Guid AlarmId, string Alarm) : ITicketEvent;

/// <summary>The words every room uses for the Journal's subject column.</summary>
public static class TicketSubject
{
    /// <summary>The subject of a ticket's entries.</summary>
    public const string Name = "ticket";
}
