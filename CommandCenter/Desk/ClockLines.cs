using CommandCenter.Platform.Kit;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;
using TicketClock = CommandCenter.Tickets.TicketClock;

namespace CommandCenter.Desk;

/// <summary>One clock of a ticket, as its page tells it.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Face">How it looks.</param>
/// <param name="DueAt">When it ends or ended.</param>
/// <param name="StoppedAt">When it stopped for good.</param>
/// <param name="Left">What was left when it was suspended.</param>
/// <param name="Share">The used part of the limit, 0 to 1.</param>
/// <param name="Words">Used of limit.</param>
public sealed record ClockLine(TicketClock Clock, ClockFace Face, DateTimeOffset? DueAt, DateTimeOffset? StoppedAt, TimeSpan? Left, double Share, string Words);

/// <summary>Reads a ticket's clocks for its page: how much of which limit is used, in the unit the limit counts.</summary>
public sealed class ClockLines(SlaRules rules, TicketWords words)
{
    private static readonly TicketClock[] Order = [TicketClock.Sign, TicketClock.Handling, TicketClock.Resolution];

    /// <summary>The clocks that have a limit, in the order they run out.</summary>
    public IReadOnlyList<ClockLine> Of(Ticket ticket, DateTimeOffset now)
    {
        var rule = rules.For(ticket.CategoryId, ticket.Priority);
        return [.. Order.Select(which => Line(ticket, which, rule, now)).OfType<ClockLine>()];
    }

    /// <summary>The calendar the limits count in; null where no policy covers the ticket.</summary>
    public string? Calendar(Ticket ticket) => rules.For(ticket.CategoryId, ticket.Priority)?.Calendar.Name;

    private ClockLine? Line(Ticket ticket, TicketClock which, SlaRule? rule, DateTimeOffset now)
    {
        var reading = ticket.Clock(which);
        if (reading is not { State: not ClockState.None, DueAt: { } due, StartAt: { } start })
            return null;
        var stopped = which == TicketClock.Sign ? ticket.SignedAt ?? ticket.CompletedAt ?? ticket.ClosedAt : ticket.CompletedAt ?? ticket.ClosedAt;
        var until = stopped ?? ticket.SuspendedAt ?? now;
        var limit = which switch { TicketClock.Sign => rule?.Policy.Sign, TicketClock.Handling => rule?.Policy.Handling, _ => ticket.GivenDueAt is null ? rule?.Policy.Resolution : null };
        var used = Used(ticket, rule, limit, start, until);
        var said = words[limit is { IsWorking: true } ? "UsedWorking" : "Used", Formats.Duration(used), LimitWords(limit)];
        var share = due > start ? Math.Clamp((until - start) / (due - start), 0, 1) : 1;
        var left = reading.State == ClockState.Paused && ticket.SuspendedAt is { } since && due > since ? due - since : (TimeSpan?)null;
        return new(which, TicketFaces.Of(reading.State), due, stopped, left, share, said);
    }

    // What was paused was not used.
    private static TimeSpan Used(Ticket ticket, SlaRule? rule, Limit? limit, DateTimeOffset start, DateTimeOffset until)
    {
        var passed = Passed(start, until);
        foreach (var pause in ticket.Pauses)
        {
            var (from, to) = (pause.FromAt > start ? pause.FromAt : start, pause.ToAt is { } end && end < until ? end : until);
            if (to > from)
                passed -= Passed(from, to);
        }
        return passed < TimeSpan.Zero ? TimeSpan.Zero : passed;

        TimeSpan Passed(DateTimeOffset from, DateTimeOffset to) => limit is { IsWorking: true } && rule is not null ? rule.Calendar.WorkingTime(from, to) : to - from;
    }

    private string LimitWords(Limit? limit) => limit switch
    {
        null => words["Limit.Given"],
        { Unit: LimitUnit.WorkingDays } => words["Limit.WorkingDays", limit.Amount],
        { Unit: LimitUnit.CalendarDays } => words["Limit.CalendarDays", limit.Amount],
        { Unit: LimitUnit.WorkingTime } => words["Limit.WorkingTime", Formats.Duration(TimeSpan.FromMinutes(limit.Amount))],
        _ => words["Limit.Elapsed", Formats.Duration(TimeSpan.FromMinutes(limit.Amount))],
    };
}
