using CommandCenter.Platform.Time;

namespace CommandCenter.Tickets;

/// <summary>One ticket's instants, as far as its row remembers them.</summary>
public sealed record TicketSpan(
    Guid Id, TicketState State, DateTimeOffset OpenedAt, DateTimeOffset? DispatchedAt, DateTimeOffset? SignedAt, DateTimeOffset? CompletedAt, DateTimeOffset? ClosedAt,
    DateTimeOffset? SignRiskAt, DateTimeOffset? SignDueAt, DateTimeOffset? ResolutionRiskAt, DateTimeOffset? ResolutionDueAt)
{
    /// <summary>Whether it was open.</summary>
    public bool OpenAt(DateTimeOffset at) => OpenedAt <= at && !((CompletedAt ?? ClosedAt) <= at);

    /// <summary>Whether it was dispatched and not yet signed.</summary>
    public bool ToSignAt(DateTimeOffset at) => DispatchedAt <= at && !(SignedAt <= at);

    /// <summary>Whether no department had it. A ticket whose row does not remember its dispatch counts as dispatched from the start.</summary>
    public bool UndispatchedAt(DateTimeOffset at) => DispatchedAt is { } dispatched ? dispatched > at : State is TicketState.New or TicketState.Accepted or TicketState.Rejected;

    /// <summary>Warning and due instant of the clock that counted.</summary>
    public (DateTimeOffset? Risk, DateTimeOffset? Due) ClockAt(DateTimeOffset at) =>
        ToSignAt(at) && SignDueAt is not null && (ResolutionDueAt is null || SignDueAt < ResolutionDueAt) ? (SignRiskAt, SignDueAt) : (ResolutionRiskAt, ResolutionDueAt);
}

/// <summary>An interval in which a ticket was suspended.</summary>
public sealed record SuspendedSpan(Guid TicketId, DateTimeOffset FromAt, DateTimeOffset? ToAt);

/// <summary>
/// The figures as they were, from the rows as they are: pure. Due instants are today's, so a limit that was changed or paused since counts as if it had always been so.
/// </summary>
public static class FigureHistory
{
    /// <summary>One sample for each instant.</summary>
    /// <param name="tickets">Every ticket that was open at one of the instants, or opened or closed on the day of one.</param>
    /// <param name="suspended">Their suspensions.</param>
    /// <param name="instants">Oldest first.</param>
    /// <param name="city">Decides when a day begins.</param>
    public static IReadOnlyList<FigureSample> Samples(
        IReadOnlyCollection<TicketSpan> tickets, IEnumerable<SuspendedSpan> suspended, IEnumerable<DateTimeOffset> instants, City city)
    {
        var pauses = suspended.ToLookup(s => s.TicketId);
        return [.. instants.Select(at => Sample(tickets, pauses, at, city.StartOf(city.DayOf(at))))];
    }

    private static FigureSample Sample(IReadOnlyCollection<TicketSpan> tickets, ILookup<Guid, SuspendedSpan> pauses, DateTimeOffset at, DateTimeOffset today)
    {
        int open = 0, atRisk = 0, breached = 0, undispatched = 0, openedToday = 0, closedToday = 0;
        foreach (var ticket in tickets)
        {
            openedToday += ticket.OpenedAt >= today && ticket.OpenedAt <= at ? 1 : 0;
            closedToday += ticket.State == TicketState.Closed && ticket.ClosedAt >= today && ticket.ClosedAt <= at ? 1 : 0;
            if (!ticket.OpenAt(at))
                continue;
            var paused = pauses[ticket.Id].Any(p => p.FromAt <= at && !(p.ToAt <= at));
            var (risk, due) = ticket.ClockAt(at);
            var (late, warned) = (due < at, risk <= at && !paused);
            open++;
            breached += late ? 1 : 0;
            atRisk += warned && !late ? 1 : 0;
            undispatched += ticket.UndispatchedAt(at) ? 1 : 0;
        }
        return new(at, open, atRisk, breached, undispatched, openedToday, closedToday);
    }
}
