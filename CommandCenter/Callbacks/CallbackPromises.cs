using CommandCenter.Callbacks.Sampling;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Callbacks;

/// <summary>
/// Promises callbacks, and takes promises back, inside the transaction of a ticket's verb: a ticket is completed with its promise or not at all. Nobody is called
/// because of history that was imported.
/// </summary>
public sealed class CallbackPromises(SamplingRules rules, SlaRules calendars, CallingHours hours, JournalWriter journal, ILogger<CallbackPromises> logger) : IHandleInTransaction<ITicketEvent>
{
    private static readonly TimeSpan WithoutWorkingTime = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task Handle(CityDb db, ITicketEvent happened, EventContext context, CancellationToken cancel)
    {
        if (context.History)
            return;
        var ticket = db.Set<Ticket>().Local.FindEntry(context.SubjectId)?.Entity
            ?? throw new InvalidOperationException($"Ticket {context.SubjectId} is not in the transaction of its event.");
        switch (happened)
        {
            case TicketCompleted or TicketImported when ticket.State == TicketState.Completed:
                await Promise(db, ticket, context, cancel);
                break;
            case TicketReworked:
                await Cancel(db, ticket, CancelReason.TicketReworked, context, cancel);
                break;
            case TicketClosed:
                await Cancel(db, ticket, CancelReason.TicketClosed, context, cancel);
                break;
        }
    }

    /// <summary>What a rule promises for a ticket that is completed at an instant.</summary>
    /// <exception cref="NoWorkingTime">The rule's calendar never opens long enough.</exception>
    public static CallbackPromise PromiseOf(SamplingRule rule, PromiseReason reason, WorkCalendar calendar, CallingHours hours, DateTimeOffset at)
    {
        var due = calendar.Due(at, rule.Limit, [])!.Value;
        return new(reason, due, hours.Remind(at, calendar.AtRiskAt(at, rule.Limit, [], rule.RemindShare)!.Value, due), rule.MostFailures);
    }

    private async Task Promise(CityDb db, Ticket ticket, EventContext context, CancellationToken cancel)
    {
        var rule = rules.For(ticket);
        if (Sample.Decide(rule, ticket.Id, ticket.WasReworked) is not { } reason)
            return;
        var promise = PromiseOf(rule ?? SamplingRule.Standard, reason, context.At);
        var round = await db.Set<Callback>().CountAsync(c => c.TicketId == ticket.Id, cancel) + 1;
        if (CallableNumber.WhyNot(ticket) is { } why)
        {
            db.Add(Callback.Impossible(ticket, round, context.At, promise, why));
            await Record(db, new CallbackNotPossible(ticket.Number, round, why), context, cancel);
            return;
        }
        var callback = Callback.Promise(ticket, round, context.At, promise);
        db.Add(callback);
        CallbackDeadlines.Arm(db, callback);
        await Record(db, new CallbackPromised(ticket.Number, round, reason, callback.DueAt), context, cancel);
    }

    // A calendar that is closed for years must not keep a department from completing its tickets.
    private CallbackPromise PromiseOf(SamplingRule rule, PromiseReason reason, DateTimeOffset at)
    {
        try
        {
            return PromiseOf(rule, reason, calendars.CalendarOf(rule.CalendarId), hours, at);
        }
        catch (NoWorkingTime problem)
        {
            CallbackLog.NoWorkingTime(logger, problem.Message);
            return new(reason, at + WithoutWorkingTime, null, rule.MostFailures);
        }
    }

    // The callback whose answers cause the verb has ended already in this same transaction.
    private async Task Cancel(CityDb db, Ticket ticket, CancelReason why, EventContext context, CancellationToken cancel)
    {
        foreach (var callback in (await db.Set<Callback>().Where(c => c.TicketId == ticket.Id && c.State == CallbackState.Promised).ToListAsync(cancel)).Where(c => c.IsOpen))
        {
            callback.Cancel(why, context.Actor, context.At);
            await CallbackDeadlines.Settle(db, callback, context.At, cancel);
            await Record(db, new CallbackCancelled(ticket.Number, callback.Round, why), context, cancel);
        }
    }

    private Task Record(CityDb db, ICallbackEvent happened, EventContext context, CancellationToken cancel) =>
        journal.Record(db, CallbackSubject.Name, happened, context, cancel: cancel);
}
