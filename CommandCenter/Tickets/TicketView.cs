namespace CommandCenter.Tickets;

/// <summary>
/// A ticket as lists, boards, maps and the hub show it: immutable, shared by every screen, without the requester.
/// The words of a confidential ticket are not in it.
/// </summary>
/// <param name="UsedFromAt">The start of the clock that counts now, for the wedge of its face.</param>
public sealed record TicketView(
    Guid Id, long Sequence, string Number, string? SourceNumber, string Source, string? Title, bool Confidential, TicketState State, TicketPriority Priority,
    Guid? CategoryId, Guid? DepartmentId, Guid? AssigneeId, string? AssigneeName, Guid? AreaId, string? PlaceText, double? Latitude, double? Longitude,
    DateTimeOffset OpenedAt, DateTimeOffset? CompletedAt, DateTimeOffset? ClosedAt, DateTimeOffset? SuspendedAt,
    DateTimeOffset? NextDueAt, ClockState NextClock, DateTimeOffset? UsedFromAt, DateTimeOffset? SignDueAt, DateTimeOffset? ResolutionDueAt,
    ClockState SignClock, ClockState ResolutionClock, string? Reason, int Returns, int Moves)
{
    /// <summary>When the clock that counts now turned, or turns, at risk.</summary>
    public DateTimeOffset? RiskAt { get; init; }

    /// <summary>Whether work is still to be done.</summary>
    public bool IsOpen => State is not (TicketState.Completed or TicketState.Closed or TicketState.Rejected);

    /// <summary>What the transition table needs.</summary>
    public TicketStanding Standing => new(State, DepartmentId, AssigneeId);

    /// <summary>The used part of the limit that counts now, from 0 to 1, at <paramref name="now"/>; of a completed ticket, the part of the whole limit that it took.</summary>
    public double UsedShare(DateTimeOffset now) => (UsedFromAt, NextDueAt, CompletedAt, ResolutionDueAt) switch
    {
        ({ } from, { } due, _, _) when due > from => Math.Clamp((now - from) / (due - from), 0, 1),
        (_, null, { } done, { } due) when due > OpenedAt => Math.Clamp((done - OpenedAt) / (due - OpenedAt), 0, 1),
        _ => NextClock == ClockState.Breached ? 1 : 0,
    };

    /// <summary>Makes the view of a row.</summary>
    public static TicketView Of(Ticket t) => new(
        t.Id, t.Sequence, t.Number, t.SourceNumber, t.Source, t.Confidential ? null : t.Title, t.Confidential, t.State, t.Priority,
        t.CategoryId, t.DepartmentId, t.AssigneeId, t.AssigneeName, t.AreaId, t.Confidential ? null : t.PlaceText, t.Latitude, t.Longitude,
        t.OpenedAt, t.CompletedAt, t.ClosedAt, t.SuspendedAt,
        t.NextDueAt, t.NextClock, t.NextDueAt is not null && t.NextDueAt == t.SignDueAt ? t.DispatchedAt : t.OpenedAt, t.SignDueAt, t.ResolutionDueAt,
        t.SignClock, t.ResolutionClock, t.Confidential ? null : t.Reason, t.Returns, t.Moves)
    {
        RiskAt = t.NextDueAt is null ? null : t.NextDueAt == t.SignDueAt ? t.SignRiskAt : t.ResolutionRiskAt,
    };
}
