using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Sla;

/// <summary>
/// Keeps the clocks of tickets inside the transaction of every verb, so that no breach can slip between a suspension and its effect and the reply to a requester
/// already knows its due time. It writes the due instants on the ticket's row and one deadline row per instant.
/// </summary>
public sealed class TicketClockKeeper(SlaRules rules, JournalWriter journal, TimeProvider clock) : IHandleInTransaction<ITicketEvent>
{
    private static readonly TicketClock[] Clocks = Enum.GetValues<TicketClock>();

    /// <summary>The deadline kind of a clock's due instant, e.g. <c>ticket.resolution</c>.</summary>
    public static string DueKind(TicketClock which) => $"ticket.{which.ToString().ToLowerInvariant()}";

    /// <summary>The deadline kind of the instant a clock turns at risk, e.g. <c>ticket.resolution.risk</c>.</summary>
    public static string RiskKind(TicketClock which) => DueKind(which) + ".risk";

    /// <inheritdoc/>
    public async Task Handle(CityDb db, ITicketEvent happened, EventContext context, CancellationToken cancel)
    {
        var imported = happened as TicketImported;
        if (happened is TicketCommented or TicketAssigned or TicketAccepted || (context.History && imported is null))
            return;
        var ticket = db.Set<Ticket>().Local.FindEntry(context.SubjectId)?.Entity
            ?? throw new InvalidOperationException($"Ticket {context.SubjectId} is not in the transaction of its event.");
        var deadlines = happened is TicketOpened or TicketImported ? [] : await db.Set<Deadline>().Where(d => d.SubjectId == ticket.Id).ToListAsync(cancel);
        await Keep(db, ticket, deadlines, imported?.AsOf ?? context.At, context, cancel);
    }

    /// <summary>Computes every clock of a ticket and puts its row and its deadlines in step. The caller saves.</summary>
    public async Task Keep(CityDb db, Ticket ticket, IReadOnlyList<Deadline> deadlines, DateTimeOffset at, EventContext context, CancellationToken cancel)
    {
        var rule = rules.For(ticket.CategoryId, ticket.Priority);
        if (rule is null)
            ticket.Doubt(TicketDoubts.NoPolicy);
        foreach (var which in Clocks)
        {
            var reading = TicketClocks.Read(ticket, which, rule, at, settle: context.History);
            ticket.SetClock(which, reading);
            KeepWarning(db, ticket, deadlines.FirstOrDefault(d => d.Kind == RiskKind(which)), which, reading, at);
            await KeepDue(db, ticket, deadlines.FirstOrDefault(d => d.Kind == DueKind(which)), which, reading, at, context, cancel);
        }
    }

    // A warning that can no longer come needs no row of its own.
    private void KeepWarning(CityDb db, Ticket ticket, Deadline? deadline, TicketClock which, ClockReading reading, DateTimeOffset at)
    {
        if (reading is { State: ClockState.Running, RiskAt: { } risk } && ticket.IsOpen)
            Run(db, ticket, deadline, RiskKind(which), risk);
        else if (reading.State == ClockState.Paused)
            deadline?.Pause();
        else
            deadline?.Cancel(at);
    }

    private async Task KeepDue(
        CityDb db, Ticket ticket, Deadline? deadline, TicketClock which, ClockReading reading, DateTimeOffset at, EventContext context, CancellationToken cancel)
    {
        if (reading.DueAt is not { } due)
        {
            deadline?.Cancel(at);
            return;
        }
        if (reading.State is ClockState.Running or ClockState.AtRisk && ticket.IsOpen)
        {
            Run(db, ticket, deadline, DueKind(which), due);
            return;
        }
        deadline ??= Add(db, ticket, DueKind(which), due);
        if (reading.State == ClockState.Paused)
            deadline.Pause();
        else if (reading.State != ClockState.Breached)
            deadline.Meet(at);
        else if (deadline.State != DeadlineState.Fired)
        {
            // Completed after the due instant, but before its job ran; or imported late: the breach is journaled here, once.
            await journal.Record(db, TicketSubject.Name, new ClockBreached(which, due), context with { At = due < at ? due : at, Actor = Actor.System }, deadline.OnceKey, cancel);
            deadline.Fire(due);
        }
    }

    private void Run(CityDb db, Ticket ticket, Deadline? deadline, string kind, DateTimeOffset due)
    {
        if (deadline is null)
            Add(db, ticket, kind, due);
        else if (deadline.State != DeadlineState.Pending || deadline.DueAt != due)
            deadline.Rearm(due);
    }

    private Deadline Add(CityDb db, Ticket ticket, string kind, DateTimeOffset due)
    {
        var deadline = Deadline.Arm(Guid.CreateVersion7(clock.GetUtcNow()), kind, ticket.Id, due);
        db.Add(deadline);
        return deadline;
    }
}
