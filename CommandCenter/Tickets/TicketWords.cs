namespace CommandCenter.Tickets;

/// <summary>Where a ticket stands.</summary>
public enum TicketState
{
    /// <summary>待受理: came in, nobody decided yet.</summary>
    New,

    /// <summary>待派发: taken in, waits for a department.</summary>
    Accepted,

    /// <summary>不予受理: refused with a reason.</summary>
    Rejected,

    /// <summary>待签收: given to a lead department.</summary>
    Dispatched,

    /// <summary>处理中: the department works on it.</summary>
    Signed,

    /// <summary>挂起: its clock is stopped for a stated, allowed reason.</summary>
    Suspended,

    /// <summary>已办结: the department says it is done.</summary>
    Completed,

    /// <summary>已结案: nothing more to do.</summary>
    Closed,
}

/// <summary>What people do with a ticket.</summary>
public enum TicketVerb
{
    /// <summary>受理.</summary>
    Accept,

    /// <summary>不予受理.</summary>
    Reject,

    /// <summary>派发.</summary>
    Dispatch,

    /// <summary>撤回派发: the dispatch was a slip; while nobody has signed it comes back, and counts as no return.</summary>
    Recall,

    /// <summary>签收.</summary>
    Sign,

    /// <summary>退单.</summary>
    Return,

    /// <summary>挂起.</summary>
    Suspend,

    /// <summary>恢复.</summary>
    Resume,

    /// <summary>办结.</summary>
    Complete,

    /// <summary>结案.</summary>
    Close,

    /// <summary>重办.</summary>
    Rework,

    /// <summary>备注.</summary>
    Comment,

    /// <summary>指派.</summary>
    Assign,

    /// <summary>改类别.</summary>
    ChangeCategory,

    /// <summary>改优先级.</summary>
    ChangePriority,
}

/// <summary>How pressing a ticket is.</summary>
public enum TicketPriority
{
    /// <summary>特急.</summary>
    Urgent,

    /// <summary>加急.</summary>
    High,

    /// <summary>一般.</summary>
    Normal,

    /// <summary>不急.</summary>
    Low,
}

/// <summary>The reasons for which a clock may be stopped. "Waiting for material" is not one of them.</summary>
public enum SuspendReason
{
    /// <summary>The requester has to answer or be present.</summary>
    AwaitingRequester,

    /// <summary>A permit of another authority is needed.</summary>
    AwaitingPermit,

    /// <summary>Another party has to act first.</summary>
    AwaitingThirdParty,

    /// <summary>Weather, disaster or order makes the work impossible.</summary>
    ForceMajeure,
}

/// <summary>How one clock of a ticket stands.</summary>
public enum ClockState
{
    /// <summary>Not started, or no limit applies.</summary>
    None,

    /// <summary>In time.</summary>
    Running,

    /// <summary>黄灯: inside the warning window.</summary>
    AtRisk,

    /// <summary>红灯: past due, or completed after it.</summary>
    Breached,

    /// <summary>达标: done in time.</summary>
    Met,

    /// <summary>停表: stopped.</summary>
    Paused,
}

/// <summary>The three clocks of a ticket.</summary>
public enum TicketClock
{
    /// <summary>The requester's clock: from opening to completion, through every return.</summary>
    Resolution,

    /// <summary>From dispatch to sign.</summary>
    Sign,

    /// <summary>The department's own clock: from sign to completion.</summary>
    Handling,
}

/// <summary>What is doubtful about a ticket's facts; they are kept as given.</summary>
[Flags]
public enum TicketDoubts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The source put it on its default point: its place is not known.</summary>
    NotGeocoded = 1,

    /// <summary>It was closed before it was opened.</summary>
    ClosedBeforeOpened = 2,

    /// <summary>No policy covers its category.</summary>
    NoPolicy = 4,

    /// <summary>The point lies outside every area.</summary>
    OutsideAreas = 8,

    /// <summary>The area by point and the area by text differ.</summary>
    AreaDiffers = 16,
}
