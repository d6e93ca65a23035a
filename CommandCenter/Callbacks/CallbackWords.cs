namespace CommandCenter.Callbacks;

/// <summary>Where a callback stands.</summary>
public enum CallbackState
{
    /// <summary>待回访: promised, nobody has reached the requester yet.</summary>
    Promised,

    /// <summary>已接通: the requester answered.</summary>
    Reached,

    /// <summary>未接通: given up after the agreed number of attempts, or the number is somebody else's.</summary>
    Unreachable,

    /// <summary>拒访: the requester does not want to be asked.</summary>
    Declined,

    /// <summary>不可回访: there is nobody to call, and why is said.</summary>
    NotCallable,

    /// <summary>已取消: the ticket was reworked or closed in another way.</summary>
    Cancelled,
}

/// <summary>What came of one call.</summary>
public enum CallOutcome
{
    /// <summary>无人接听.</summary>
    NoAnswer,

    /// <summary>占线.</summary>
    Busy,

    /// <summary>号码不对: ends the callback, because a stranger must not hear of somebody's request twice.</summary>
    WrongNumber,

    /// <summary>约时再打: the requester named a time.</summary>
    CallLater,

    /// <summary>拒访: ends the callback.</summary>
    Refused,

    /// <summary>接通: the three questions were answered.</summary>
    Reached,
}

/// <summary>
/// 满意度, as a 12345 hotline asks it. The first three count as satisfied, the next two as not; who has no opinion is left out of the satisfaction rate.
/// </summary>
public enum Satisfaction
{
    /// <summary>非常满意.</summary>
    VerySatisfied,

    /// <summary>满意.</summary>
    Satisfied,

    /// <summary>基本满意.</summary>
    Fair,

    /// <summary>不满意.</summary>
    Dissatisfied,

    /// <summary>非常不满意.</summary>
    VeryDissatisfied,

    /// <summary>不评价.</summary>
    NoOpinion,
}

/// <summary>Why there is nobody to call.</summary>
public enum NotCallableReason
{
    /// <summary>The requester gave no name.</summary>
    Anonymous,

    /// <summary>No phone is known.</summary>
    NoPhone,

    /// <summary>The number was withheld, or masked by the system the ticket came from.</summary>
    Withheld,
}

/// <summary>Why a callback was promised.</summary>
public enum PromiseReason
{
    /// <summary>The sampling rule drew it.</summary>
    Sampled,

    /// <summary>The ticket had been reworked; such a ticket is always called back.</summary>
    Reworked,
}

/// <summary>Why a callback is no longer wanted.</summary>
public enum CancelReason
{
    /// <summary>Somebody sent the ticket back to its department.</summary>
    TicketReworked,

    /// <summary>Somebody closed the ticket.</summary>
    TicketClosed,
}

/// <summary>What answers mean for the rates.</summary>
public static class SatisfactionRating
{
    /// <summary>Whether an answer counts as satisfied; null where it is left out.</summary>
    public static bool? Counts(this Satisfaction satisfaction) => satisfaction switch
    {
        Satisfaction.NoOpinion => null,
        Satisfaction.VerySatisfied or Satisfaction.Satisfied or Satisfaction.Fair => true,
        _ => false,
    };
}
