using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Sla;

/// <summary>Turns a ticket's clock at risk or breached when its deadline is due, once, with its journal entry, in one commit.</summary>
public sealed class ClockActions(JournalWriter journal, TimeProvider clock)
{
    /// <summary>The warning instant has passed.</summary>
    public Task TurnAtRisk(CityDb db, Deadline deadline, TicketClock which, CancellationToken cancel) =>
        Turn(db, deadline, which, ClockState.AtRisk, due => new ClockAtRisk(which, due), cancel);

    /// <summary>The due instant has passed.</summary>
    public Task TurnBreached(CityDb db, Deadline deadline, TicketClock which, CancellationToken cancel) =>
        Turn(db, deadline, which, ClockState.Breached, due => new ClockBreached(which, due), cancel);

    private async Task Turn(CityDb db, Deadline deadline, TicketClock which, ClockState to, Func<DateTimeOffset, IEvent> happened, CancellationToken cancel)
    {
        var ticket = await db.Set<Ticket>().FirstAsync(t => t.Id == deadline.SubjectId, cancel);
        var reading = ticket.Clock(which);
        if (reading.State is not (ClockState.Running or ClockState.AtRisk) || reading.State == to || reading.DueAt is not { } due)
            return;
        ticket.SetClock(which, reading with { State = to });
        // What was due before the ticket was imported is history: nobody is told.
        var context = new EventContext(ticket.Id, clock.Now(), Actor.System, History: ticket.ImportedAt is { } imported && deadline.DueAt <= imported);
        await journal.Record(db, TicketSubject.Name, happened(due), context, deadline.OnceKey, cancel);
    }
}
