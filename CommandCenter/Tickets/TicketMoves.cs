namespace CommandCenter.Tickets;

/// <summary>What goes with a verb, after the doors' words were resolved to rows.</summary>
/// <param name="At">When.</param>
/// <param name="Input">The words.</param>
/// <param name="Department">The department of a dispatch; for a return or recall, the one it leaves.</param>
/// <param name="Assignee">The handler of an assignment.</param>
/// <param name="Category">The new category.</param>
public sealed record TicketMove(
    DateTimeOffset At, VerbInput Input, (Guid Id, string Name)? Department = null, (Guid Id, string Name)? Assignee = null, CategoryNode? Category = null);

/// <summary>The state an imported ticket had in its source.</summary>
public sealed record TicketPast
{
    /// <summary>Where it stood.</summary>
    public required TicketState State { get; init; }

    /// <summary>Its category.</summary>
    public Guid? CategoryId { get; init; }

    /// <summary>Its priority.</summary>
    public TicketPriority Priority { get; init; } = TicketPriority.Normal;

    /// <summary>Its lead department.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>When it was dispatched.</summary>
    public DateTimeOffset? DispatchedAt { get; init; }

    /// <summary>When it was signed for.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>When it was completed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The reply.</summary>
    public string? Reply { get; init; }
}

// The verbs on the row. The transition table has allowed them before they get here; what a clock makes of them is the Sla room's business.
public sealed partial class Ticket
{
    /// <summary>Puts a new ticket's first facts.</summary>
    public Ticket Begin(CategoryNode? category, TicketPriority priority)
    {
        (CategoryId, Priority, State) = (category?.Id, priority, TicketState.New);
        return this;
    }

    /// <summary>Puts an imported ticket where its source had it.</summary>
    public Ticket Restore(TicketPast past)
    {
        (State, CategoryId, Priority, DepartmentId, Reply) = (past.State, past.CategoryId, past.Priority, past.DepartmentId, past.Reply);
        (DispatchedAt, SignedAt, CompletedAt, ClosedAt) = (past.DispatchedAt, past.SignedAt, past.CompletedAt, past.ClosedAt);
        return this;
    }

    /// <summary>Flags a fact as doubtful; it is kept as given.</summary>
    public void Doubt(TicketDoubts doubt) => Doubts |= doubt;

    /// <summary>Uses a verb and returns what happened.</summary>
    public ITicketEvent Apply(TicketVerb verb, TicketMove move)
    {
        Moves++;
        var happened = Change(verb, move);
        State = TicketTransitions.Of(verb).To ?? State;
        return happened;
    }

    private ITicketEvent Change(TicketVerb verb, TicketMove move) => verb switch
    {
        TicketVerb.Accept => new TicketAccepted(move.Input.Reason),
        TicketVerb.Reject => Reject(move),
        TicketVerb.Dispatch => Dispatch(move),
        TicketVerb.Recall => Recall(move),
        TicketVerb.Sign => Sign(move),
        TicketVerb.Return => Return(move),
        TicketVerb.Suspend => Suspend(move),
        TicketVerb.Resume => Resume(move),
        TicketVerb.Complete => Complete(move),
        TicketVerb.Close => Close(move),
        TicketVerb.Rework => Rework(move),
        TicketVerb.Comment => new TicketCommented(move.Input.Text!),
        TicketVerb.Assign => Assign(move),
        TicketVerb.ChangeCategory => ChangeCategory(move.Category!),
        TicketVerb.ChangePriority => ChangePriority(move.Input.Priority!.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
    };

    private TicketRejected Reject(TicketMove move)
    {
        (Reason, ClosedAt) = (move.Input.Reason, move.At);
        return new(move.Input.Reason!);
    }

    private TicketDispatched Dispatch(TicketMove move)
    {
        (DepartmentId, DispatchedAt) = (move.Department!.Value.Id, move.At);
        return new(DepartmentId.Value, move.Department.Value.Name, move.Input.Reason);
    }

    private TicketRecalled Recall(TicketMove move)
    {
        var from = DepartmentId;
        (DepartmentId, DispatchedAt, AssigneeId, AssigneeName) = (null, null, null, null);
        return new(from, move.Department?.Name, move.Input.Reason);
    }

    private TicketSigned Sign(TicketMove move)
    {
        SignedAt = move.At;
        return new(DepartmentId);
    }

    private TicketReturned Return(TicketMove move)
    {
        var from = DepartmentId;
        (DepartmentId, DispatchedAt, SignedAt, AssigneeId, AssigneeName) = (null, null, null, null, null);
        (Reason, Returns) = (move.Input.Reason, Returns + 1);
        return new(move.Input.Reason!, from, move.Department?.Name);
    }

    private TicketSuspended Suspend(TicketMove move)
    {
        (SuspendedAt, Reason) = (move.At, move.Input.Reason);
        Pauses.Add(new TicketPause { Id = Guid.CreateVersion7(move.At), TicketId = Id, FromAt = move.At, Reason = move.Input.SuspendReason });
        return new(move.Input.SuspendReason!.Value, move.Input.Reason);
    }

    private TicketResumed Resume(TicketMove move)
    {
        var pause = Pauses.Single(p => p.ToAt is null);
        pause.ToAt = move.At;
        (SuspendedAt, PausedFor) = (null, PausedFor + (move.At - pause.FromAt));
        return new(move.Input.Reason);
    }

    private TicketCompleted Complete(TicketMove move)
    {
        (Reply, CompletedAt) = (move.Input.Reply, move.At);
        return new(move.Input.Reply);
    }

    private TicketClosed Close(TicketMove move)
    {
        ClosedAt = move.At;
        return new(move.Input.Reason);
    }

    // The time between completion and rework is nobody's handling: the clocks stood still.
    private TicketReworked Rework(TicketMove move)
    {
        var from = CompletedAt!.Value;
        Pauses.Add(new TicketPause { Id = Guid.CreateVersion7(move.At), TicketId = Id, FromAt = from, ToAt = move.At });
        (CompletedAt, PausedFor, Reason) = (null, PausedFor + (move.At - from), move.Input.Reason);
        return new(move.Input.Reason!);
    }

    private TicketAssigned Assign(TicketMove move)
    {
        (AssigneeId, AssigneeName) = (move.Assignee?.Id, move.Assignee?.Name);
        return new(AssigneeId, AssigneeName);
    }

    private TicketCategoryChanged ChangeCategory(CategoryNode to)
    {
        var from = CategoryId;
        CategoryId = to.Id;
        return new(from, to.Id, to.Path);
    }

    private TicketPriorityChanged ChangePriority(TicketPriority to)
    {
        var from = Priority;
        Priority = to;
        return new(from, to);
    }
}
