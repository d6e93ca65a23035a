using CommandCenter.Platform.Http;

namespace CommandCenter.Tickets;

/// <summary>How a list is sorted. Every order ends with the sequence, so that pages never overlap.</summary>
public enum TicketOrder
{
    /// <summary>What is due first comes first; what has no due comes last.</summary>
    Late,

    /// <summary>The newest request first.</summary>
    Newest,

    /// <summary>The oldest request first.</summary>
    Oldest,
}

/// <summary>A reading of the clocks, or of the requester's answers, that reports count and lists show.</summary>
public enum TicketOutcome
{
    /// <summary>Signed within its limit.</summary>
    SignedInTime,

    /// <summary>Completed within its limit.</summary>
    CompletedInTime,

    /// <summary>Past its resolution limit, open or completed late.</summary>
    Breached,

    /// <summary>Open and inside the warning window.</summary>
    OpenAtRisk,

    /// <summary>The requester was reached by a callback and answered.</summary>
    Reached,

    /// <summary>响应: reached, and said that somebody turned to them in time.</summary>
    Responded,

    /// <summary>解决: reached, and said that it is resolved.</summary>
    Resolved,

    /// <summary>Reached, and said whether they are satisfied.</summary>
    Rated,

    /// <summary>满意: reached, and satisfied.</summary>
    Satisfied,
}

/// <summary>Which tickets: the same filter serves lists, the API, exports and the drill-down of every report figure.</summary>
public sealed record TicketFilter
{
    /// <summary>Any of these states; empty for all.</summary>
    public IReadOnlyList<TicketState> States { get; init; } = [];

    /// <summary>Only open ones.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>The clock that counts now stands like this.</summary>
    public ClockState? Clock { get; init; }

    /// <summary>A reading of the clocks or of the requester's answers.</summary>
    public TicketOutcome? Outcome { get; init; }

    /// <summary>The lead department.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>Only tickets that no department leads.</summary>
    public bool NoDepartment { get; init; }

    /// <summary>The category or one below it.</summary>
    public Guid? CategoryId { get; init; }

    /// <summary>Only the category itself, none below it: for the tickets a report counts above its level.</summary>
    public bool CategoryOnly { get; init; }

    /// <summary>Only tickets without a category.</summary>
    public bool NoCategory { get; init; }

    /// <summary>The area or one below it.</summary>
    public Guid? AreaId { get; init; }

    /// <summary>Only the area itself, none below it: for the tickets a report counts above its level.</summary>
    public bool AreaOnly { get; init; }

    /// <summary>Only tickets outside every area.</summary>
    public bool NoArea { get; init; }

    /// <summary>The priority.</summary>
    public TicketPriority? Priority { get; init; }

    /// <summary>The handler.</summary>
    public Guid? AssigneeId { get; init; }

    /// <summary>Opened at or after this.</summary>
    public DateTimeOffset? OpenedFrom { get; init; }

    /// <summary>Opened before this.</summary>
    public DateTimeOffset? OpenedTo { get; init; }

    /// <summary>Completed at or after this.</summary>
    public DateTimeOffset? CompletedFrom { get; init; }

    /// <summary>Completed before this.</summary>
    public DateTimeOffset? CompletedTo { get; init; }

    /// <summary>Its resolution limit ends at or after this.</summary>
    public DateTimeOffset? DueFrom { get; init; }

    /// <summary>Its resolution limit ends before this.</summary>
    public DateTimeOffset? DueTo { get; init; }

    /// <summary>Words: a number, an address, a title; for those who see requesters also a phone.</summary>
    public string? Search { get; init; }

    /// <summary>The order.</summary>
    public TicketOrder Order { get; init; }

    /// <summary>How many.</summary>
    public int Limit { get; init; } = Page.DefaultLimit;

    /// <summary>Where the page before ended.</summary>
    public string? Cursor { get; init; }

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="Refusal">Names the parameter.</exception>
    public TicketFilter Checked() => OpenedFrom > OpenedTo ? throw Refusal.Invalid("openedFrom", "is after openedTo.")
        : CompletedFrom > CompletedTo ? throw Refusal.Invalid("completedFrom", "is after completedTo.")
        : DueFrom > DueTo ? throw Refusal.Invalid("dueFrom", "is after dueTo.")
        : TextField.Check("q", Search, 200) is { } wrong ? throw wrong
        : this;
}
