using CommandCenter.Tickets;

namespace CommandCenter.Sla;

/// <summary>
/// What each clock of a ticket should read, from nothing but the ticket, its rule and an instant: pure, so that a change of category, priority, policy or
/// suspension is always computed from the whole history and never patched.
/// </summary>
public static class TicketClocks
{
    /// <summary>The reading of a clock.</summary>
    /// <param name="ticket">The ticket with its pauses.</param>
    /// <param name="clock">Which clock.</param>
    /// <param name="rule">The rule that covers it; null for none.</param>
    /// <param name="at">The instant of the change, for a live ticket; the import's "now" for history.</param>
    /// <param name="settle">
    /// True for history: the clock gets the state it would have at <paramref name="at"/>. False for a live ticket: turning at risk or breached is left to the deadline,
    /// which journals it.
    /// </param>
    public static ClockReading Read(Ticket ticket, TicketClock clock, SlaRule? rule, DateTimeOffset at, bool settle)
    {
        var (start, end, limit) = Span(ticket, clock, rule);
        var given = clock == TicketClock.Resolution ? ticket.GivenDueAt : null;
        if (start is not { } from || ticket.State == TicketState.Rejected || (limit is null && given is null))
            return ClockReading.None with { StartAt = start };
        var (risk, due) = Instants(ticket, rule, from, limit, given);
        return new ClockReading(from, risk, due, State(ticket, clock, risk, due, end, at, settle));
    }

    private static (DateTimeOffset? Start, DateTimeOffset? End, Limit? Limit) Span(Ticket ticket, TicketClock clock, SlaRule? rule) => clock switch
    {
        TicketClock.Sign => (ticket.DispatchedAt, ticket.SignedAt ?? ticket.CompletedAt ?? ticket.ClosedAt, rule?.Policy.Sign),
        TicketClock.Handling => (ticket.SignedAt, ticket.CompletedAt ?? ticket.ClosedAt, rule?.Policy.Handling),
        _ => (ticket.OpenedAt, ticket.CompletedAt ?? ticket.ClosedAt, rule?.Policy.Resolution),
    };

    // While a pause lasts nobody knows the due instant; the one computed without it is kept for lists, and the state says that the clock stands still.
    private static (DateTimeOffset? Risk, DateTimeOffset Due) Instants(Ticket ticket, SlaRule? rule, DateTimeOffset start, Limit? limit, DateTimeOffset? given)
    {
        var pauses = ticket.Pauses.Where(p => p.ToAt is not null && p.ToAt > start).Select(p => new Pause(p.FromAt, p.ToAt)).ToList();
        var share = rule?.Policy.AtRiskShare ?? SlaPolicy.DefaultAtRiskShare;
        if (given is { } due)
        {
            due += TimeSpan.FromTicks(pauses.Where(p => p.From < due).Sum(p => (p.To!.Value - p.From).Ticks));
            return (due > start ? start + ((due - start) * share) : null, due);
        }
        var computed = rule!.Calendar.Due(start, limit!, pauses)!.Value;
        var risk = rule.Calendar.AtRiskAt(start, limit!, pauses, share);
        return (risk > start && risk < computed ? risk : null, computed);
    }

    private static ClockState State(Ticket ticket, TicketClock clock, DateTimeOffset? risk, DateTimeOffset due, DateTimeOffset? end, DateTimeOffset at, bool settle)
    {
        var before = ticket.Clock(clock).State;
        if (end is { } ended && !(settle && ended > at))
            return ended <= due ? ClockState.Met : ClockState.Breached;
        if (!ticket.IsOpen) // closed by its source, which does not say when
            return at > due ? ClockState.Breached : ClockState.Met;
        // A suspension that comes after the due instant, but before the deadline's job, hides no breach.
        if (at > due && (settle || before == ClockState.Breached || ticket.SuspendedAt > due))
            return ClockState.Breached;
        if (ticket.SuspendedAt is not null)
            return ClockState.Paused;
        return (settle || before == ClockState.AtRisk) && at > risk ? ClockState.AtRisk : ClockState.Running;
    }
}
