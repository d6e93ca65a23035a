using CommandCenter.Tickets;

namespace CommandCenter.Callbacks;

/// <summary>
/// A callback as the queue and its figures show it: immutable, shared by every screen. It holds no requester and no number, and no words of a confidential ticket.
/// </summary>
public sealed record CallbackView(
    Guid Id, Guid TicketId, long TicketSequence, string Number, string? Title, bool Confidential, TicketPriority Priority, Guid? CategoryId, Guid? DepartmentId, Guid? AreaId,
    int Round, PromiseReason Reason, CallbackState State, DateTimeOffset PromisedAt, DateTimeOffset DueAt, DateTimeOffset? RemindedAt, DateTimeOffset? NextCallAt, bool Agreed,
    int Attempts, int Failures, int MostFailures, string? ClaimedById, string? ClaimedByName, DateTimeOffset? ClaimedUntil, DateTimeOffset? EndedAt,
    NotCallableReason? NotCallable, CancelReason? Cancelled, bool? Resolved, Satisfaction? Satisfaction, int Moves)
{
    /// <summary>Whether a call is still to be made.</summary>
    public bool IsOpen => State == CallbackState.Promised;

    /// <summary>What decides who may do what with it.</summary>
    public CallbackStanding Standing => new(State, ClaimedById, ClaimedByName, ClaimedUntil);

    /// <summary>Whether the promise was not kept.</summary>
    public bool IsOverdueAt(DateTimeOffset now) => IsOpen && DueAt < now;

    /// <summary>Whether somebody has the call.</summary>
    public bool IsClaimedAt(DateTimeOffset now) => IsOpen && ClaimedUntil > now;

    /// <summary>Whether the next call makes sense only later.</summary>
    public bool WaitsAt(DateTimeOffset now) => IsOpen && NextCallAt > now;

    /// <summary>The used part of the time until it is due, 0 to 1.</summary>
    public double UsedShare(DateTimeOffset now) => DueAt > PromisedAt ? Math.Clamp((now - PromisedAt) / (DueAt - PromisedAt), 0, 1) : 1;

    /// <summary>Makes the view of rows.</summary>
    public static CallbackView Of(Callback c, Ticket t) => new(
        c.Id, t.Id, t.Sequence, t.Number, t.Confidential ? null : t.Title, t.Confidential, t.Priority, t.CategoryId, t.DepartmentId, t.AreaId,
        c.Round, c.Reason, c.State, c.PromisedAt, c.DueAt, c.RemindedAt, c.NextCallAt, c.Agreed,
        c.Attempts, c.Failures, c.MostFailures, c.ClaimedById, c.ClaimedByName, c.ClaimedUntil, c.EndedAt, c.NotCallable, c.Cancelled, c.Resolved, c.Satisfaction, c.Moves);
}
