using CommandCenter.Escalations.Chains;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Running;

/// <summary>
/// Starts a chain in the transaction in which a ticket's clock turns, and stops it in the transaction of the verb that is progress. What an import brings is history and starts nothing.
/// An escalation's own entries are no events of tickets: they stop neither a clock nor the chain.
/// </summary>
public sealed class TicketEscalations(ChainIndex chains, EscalationCourse course)
    : IHandleInTransaction<ClockAtRisk>, IHandleInTransaction<ClockBreached>, IHandleInTransaction<ITicketEvent>
{
    /// <inheritdoc/>
    public Task Handle(CityDb db, ClockAtRisk happened, EventContext context, CancellationToken cancel) =>
        context.History ? Task.CompletedTask : Start(db, TicketIn(db, context), happened.Clock, ChainTrigger.AtRisk, context, cancel);

    /// <inheritdoc/>
    public Task Handle(CityDb db, ClockBreached happened, EventContext context, CancellationToken cancel) =>
        context.History ? Task.CompletedTask : Start(db, TicketIn(db, context), happened.Clock, ChainTrigger.Breached, context, cancel);

    /// <inheritdoc/>
    public async Task Handle(CityDb db, ITicketEvent happened, EventContext context, CancellationToken cancel)
    {
        if (context.History)
            return;
        var ticket = TicketIn(db, context);
        foreach (var escalation in await EscalationCourse.LiveOf(db, ticket.Id, cancel))
            if (Over(ticket, escalation, VerbOf(happened)) is { } why)
                await course.Stop(db, escalation, why, context, cancel);
        // Whoever goes on with a ticket that was late before is late still: its clock does not turn a second time, so the chain starts here.
        if (happened is TicketResumed or TicketReworked)
            foreach (var clock in Enum.GetValues<TicketClock>())
                if (TriggerOf(ticket.Clock(clock).State) is { } trigger)
                    await Start(db, ticket, clock, trigger, context, cancel);
    }

    /// <summary>Why an escalation of a ticket is over as the ticket stands; null while it is not.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="escalation">The escalation.</param>
    /// <param name="verb">What somebody just did; null when only looked at.</param>
    public static StopReason? Over(Ticket ticket, Escalation escalation, TicketVerb? verb)
    {
        if (verb is { } done && escalation.Plan.Progress.Contains(done))
            return StopReason.Progress;
        if (!ticket.IsOpen)
            return StopReason.Done;
        return escalation.Clock is { } clock && !IsLate(ticket.Clock(clock).State, escalation.Trigger) ? StopReason.NoLongerLate : null;
    }

    private async Task Start(CityDb db, Ticket ticket, TicketClock clock, ChainTrigger trigger, EventContext context, CancellationToken cancel)
    {
        // A breach may be journaled by the very completion or suspension that ends the waiting.
        if (!ticket.IsOpen || ticket.State == TicketState.Suspended || chains.For(ticket.CategoryId, ticket.Priority, clock, trigger) is not { } chain)
            return;
        await course.Start(db, chain, new EscalationStart(ticket.Id, ticket.Number, trigger, clock), context, cancel);
    }

    private static Ticket TicketIn(CityDb db, EventContext context) => db.Set<Ticket>().Local.FindEntry(context.SubjectId)?.Entity
        ?? throw new InvalidOperationException($"Ticket {context.SubjectId} is not in the transaction of its event.");

    private static bool IsLate(ClockState state, ChainTrigger trigger) => state == ClockState.Breached || (trigger == ChainTrigger.AtRisk && state == ClockState.AtRisk);

    private static ChainTrigger? TriggerOf(ClockState state) => state switch
    {
        ClockState.AtRisk => ChainTrigger.AtRisk,
        ClockState.Breached => ChainTrigger.Breached,
        _ => null,
    };

    private static TicketVerb? VerbOf(ITicketEvent happened) => happened switch
    {
        TicketAccepted => TicketVerb.Accept,
        TicketRejected => TicketVerb.Reject,
        TicketDispatched => TicketVerb.Dispatch,
        TicketRecalled => TicketVerb.Recall,
        TicketSigned => TicketVerb.Sign,
        TicketReturned => TicketVerb.Return,
        TicketSuspended => TicketVerb.Suspend,
        TicketResumed => TicketVerb.Resume,
        TicketCompleted => TicketVerb.Complete,
        TicketClosed => TicketVerb.Close,
        TicketReworked => TicketVerb.Rework,
        TicketAssigned => TicketVerb.Assign,
        TicketCategoryChanged => TicketVerb.ChangeCategory,
        TicketPriorityChanged => TicketVerb.ChangePriority,
        _ => null,
    };
}
