using CommandCenter.Access;
using CommandCenter.Platform.Http;

namespace CommandCenter.Tickets;

/// <summary>What the transition table needs to know of a ticket.</summary>
public readonly record struct TicketStanding(TicketState State, Guid? DepartmentId, Guid? AssigneeId);

/// <summary>A field a verb cannot do without.</summary>
public enum VerbField
{
    /// <summary>Why, in words.</summary>
    Reason,

    /// <summary>The lead department.</summary>
    Department,

    /// <summary>The reply to the requester.</summary>
    Reply,

    /// <summary>One of <see cref="SuspendReason"/>.</summary>
    SuspendReason,

    /// <summary>The words of a comment.</summary>
    Text,

    /// <summary>Who handles it.</summary>
    Assignee,

    /// <summary>The category.</summary>
    Category,

    /// <summary>The priority.</summary>
    Priority,
}

/// <summary>One line of the table: a verb, the states it may be used in, the state it leads to, who may, and what it needs.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="From">The states it may be used in.</param>
/// <param name="To">The state it leads to; null where the state stays.</param>
/// <param name="Roles">Who may.</param>
/// <param name="Needs">The field it cannot do without.</param>
/// <param name="Key">The key that stands for it on a ticket's page.</param>
public sealed record TicketTransition(TicketVerb Verb, TicketState[] From, TicketState? To, Role[] Roles, VerbField? Needs, char Key);

/// <summary>
/// The one transition table. The rule in <see cref="TicketDesk"/>, the API and every button ask it, so that what a button offers is what the rule allows,
/// and a refusal names state, verb and reason the same way everywhere.
/// </summary>
public static class TicketTransitions
{
    private static readonly Role[] Center = [Role.DutyOfficer, Role.CallTaker, Role.Supervisor, Role.Administrator];
    private static readonly Role[] Department = [Role.DepartmentLead, Role.Administrator];
    private static readonly Role[] Handlers = [Role.DepartmentLead, Role.GridWorker, Role.Administrator];
    private static readonly Role[] Everybody = [Role.DutyOfficer, Role.CallTaker, Role.Supervisor, Role.DepartmentLead, Role.GridWorker, Role.Administrator];
    private static readonly TicketState[] OpenStates = [TicketState.New, TicketState.Accepted, TicketState.Dispatched, TicketState.Signed, TicketState.Suspended];

    /// <summary>Every line.</summary>
    public static IReadOnlyList<TicketTransition> Table { get; } =
    [
        new(TicketVerb.Accept, [TicketState.New], TicketState.Accepted, Center, null, 'A'),
        new(TicketVerb.Reject, [TicketState.New], TicketState.Rejected, Center, VerbField.Reason, 'X'),
        new(TicketVerb.Dispatch, [TicketState.Accepted], TicketState.Dispatched, Center, VerbField.Department, 'D'),
        new(TicketVerb.Recall, [TicketState.Dispatched], TicketState.Accepted, Center, null, 'D'),
        new(TicketVerb.Sign, [TicketState.Dispatched], TicketState.Signed, Handlers, null, 'S'),
        new(TicketVerb.Complete, [TicketState.Signed], TicketState.Completed, Handlers, VerbField.Reply, 'C'),
        new(TicketVerb.Suspend, [TicketState.Signed], TicketState.Suspended, Department, VerbField.SuspendReason, 'P'),
        new(TicketVerb.Resume, [TicketState.Suspended], TicketState.Signed, [.. Department, Role.Supervisor], null, 'P'),
        new(TicketVerb.Return, [TicketState.Dispatched, TicketState.Signed], TicketState.Accepted, Department, VerbField.Reason, 'R'),
        new(TicketVerb.Close, [TicketState.Completed], TicketState.Closed, Center, null, 'O'),
        new(TicketVerb.Rework, [TicketState.Completed], TicketState.Signed, Center, VerbField.Reason, 'W'),
        new(TicketVerb.Assign, [TicketState.Dispatched, TicketState.Signed], null, [Role.DepartmentLead, Role.DutyOfficer, Role.Administrator], VerbField.Assignee, 'G'),
        new(TicketVerb.Comment, [.. OpenStates, TicketState.Completed, TicketState.Closed, TicketState.Rejected], null, Everybody, VerbField.Text, 'N'),
        new(TicketVerb.ChangeCategory, OpenStates, null, [.. Center, Role.DepartmentLead], VerbField.Category, 'K'),
        new(TicketVerb.ChangePriority, OpenStates, null, [.. Center, Role.DepartmentLead], VerbField.Priority, 'Y'),
    ];

    private static readonly Dictionary<TicketVerb, TicketTransition> ByVerb = Table.ToDictionary(t => t.Verb);

    /// <summary>The line of a verb.</summary>
    public static TicketTransition Of(TicketVerb verb) => ByVerb[verb];

    /// <summary>Why <paramref name="caller"/> may not use <paramref name="verb"/> on the ticket now; null when they may.</summary>
    public static TicketRefusal? Refuse(TicketStanding ticket, TicketVerb verb, Caller caller)
    {
        var line = Of(verb);
        if (caller.UserId is not null && !line.Roles.Any(caller.Is))
            return new(RefusalReason.WrongRole, verb, ticket.State);
        if (caller.OnlyOwnDepartment && ticket.DepartmentId != caller.DepartmentId)
            return new(RefusalReason.OtherDepartment, verb, ticket.State);
        if (caller.OnlyOwnWork && ticket.AssigneeId != caller.UserId)
            return new(RefusalReason.NotAssigned, verb, ticket.State);
        return line.From.Contains(ticket.State) ? null : new(RefusalReason.WrongState, verb, ticket.State);
    }
}

/// <summary>Why a verb is refused.</summary>
public enum RefusalReason
{
    /// <summary>The state does not allow it.</summary>
    WrongState,

    /// <summary>The caller's roles do not allow it.</summary>
    WrongRole,

    /// <summary>The ticket belongs to another department.</summary>
    OtherDepartment,

    /// <summary>The ticket is assigned to somebody else.</summary>
    NotAssigned,
}

/// <summary>A refusal in the terms of the table; screens word it in the reader's language.</summary>
public sealed record TicketRefusal(RefusalReason Reason, TicketVerb Verb, TicketState State)
{
    /// <summary>As the doors say it.</summary>
    public Refusal ToRefusal(string number)
    {
        var line = TicketTransitions.Of(Verb);
        var (status, code, detail) = Reason switch
        {
            RefusalReason.WrongState => (StatusCodes.Status409Conflict, "wrong-state",
                $"{Verb} is not possible: ticket {number} is {State}; {Verb} needs {string.Join(" or ", line.From)}."),
            RefusalReason.WrongRole => (StatusCodes.Status403Forbidden, "wrong-role",
                $"{Verb} is not possible: ticket {number} is {State}, and {Verb} is for {string.Join(", ", line.Roles)}."),
            RefusalReason.OtherDepartment => (StatusCodes.Status403Forbidden, "other-department",
                $"{Verb} is not possible: ticket {number} is {State} and belongs to another department."),
            _ => (StatusCodes.Status403Forbidden, "not-assigned",
                $"{Verb} is not possible: ticket {number} is {State} and is not assigned to you."),
        };
        return new Refusal(status, code, detail) { Facts = new Dictionary<string, object?> { ["state"] = State.ToString(), ["verb"] = Verb.ToString(), ["reason"] = code } };
    }
}
