using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Tickets;

namespace CommandCenter.Desk.Duty;

/// <summary>What a sending did: enough to take it back.</summary>
/// <param name="Ticket">The ticket as it then was.</param>
/// <param name="Dispatched">Whether it was dispatched by this sending.</param>
/// <param name="Before">Who handled it before; null for nobody.</param>
public sealed record FieldSending(Ticket Ticket, bool Dispatched, Guid? Before);

/// <summary>
/// Sends somebody to an alarm: opens its ticket where it has none, dispatches it to their department and assigns it to them, each by the ticket's own verbs and with its
/// own journal entry. What was done before a refusal stays and is the ticket's state; doing it again goes on from there.
/// </summary>
public sealed class FieldDispatch(AlarmTickets opening, TicketDesk tickets, TicketReader reader)
{
    /// <summary>The refusal of somebody who belongs to no department.</summary>
    public const string NoDepartment = "no-department";

    /// <summary>Sends <paramref name="person"/>.</summary>
    /// <exception cref="Refusal">They belong to no department, or the ticket does not allow it: who has it is named.</exception>
    public async Task<FieldSending> Send(Caller caller, AlarmView alarm, StaffPosition person, CancellationToken cancel)
    {
        if (person.DepartmentId is not { } department)
            throw new Refusal(StatusCodes.Status409Conflict, NoDepartment, $"{person.DisplayName} belongs to no department, so no ticket can go to them.");
        var ticket = alarm.TicketNumber is { } number ? await reader.Get(caller, number, cancel) : await opening.Open(caller, alarm.Number, cancel);
        var before = ticket.AssigneeId;
        if (ticket.State == TicketState.New)
            ticket = await tickets.Do(caller, ticket.Number, TicketVerb.Accept, new VerbInput(), cancel);
        var dispatches = ticket.State == TicketState.Accepted;
        if (dispatches)
            ticket = await tickets.Do(caller, ticket.Number, TicketVerb.Dispatch, new VerbInput { Department = department.ToString() }, cancel);
        return new(await tickets.Do(caller, ticket.Number, TicketVerb.Assign, new VerbInput { Assignee = person.UserId.ToString() }, cancel), dispatches, before);
    }

    /// <summary>
    /// Takes a sending back by the verb that compensates it: a dispatch is recalled while nobody has signed, an assignment goes back to who had it. Null where neither is
    /// possible: then it is not offered.
    /// </summary>
    public Func<CancellationToken, Task<Ticket>>? TakingBack(Caller caller, FieldSending sending)
    {
        var (verb, input) = sending switch
        {
            { Dispatched: true } => (TicketVerb.Recall, new VerbInput { Moves = sending.Ticket.Moves }),
            { Before: { } handler } when handler != sending.Ticket.AssigneeId => (TicketVerb.Assign, new VerbInput { Assignee = handler.ToString(), Moves = sending.Ticket.Moves }),
            _ => (default, null!),
        };
        return input is null ? null : cancel => tickets.Do(caller, sending.Ticket.Number, verb, input, cancel);
    }
}
