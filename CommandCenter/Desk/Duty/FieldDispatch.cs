using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Tickets;

namespace CommandCenter.Desk.Duty;

/// <summary>
/// Sends somebody to an alarm: opens its ticket where it has none, dispatches it to their department and assigns it to them, each by the ticket's own verbs and with its
/// own journal entry. What was done before a refusal stays and is the ticket's state; doing it again goes on from there.
/// </summary>
public sealed class FieldDispatch(AlarmTickets opening, TicketDesk tickets, TicketsLive live)
{
    /// <summary>Sends <paramref name="person"/> and returns the ticket.</summary>
    /// <exception cref="Refusal">They belong to no department, or the ticket does not allow it: who has it is named.</exception>
    public async Task<Ticket> Send(Caller caller, AlarmView alarm, StaffPosition person, CancellationToken cancel)
    {
        if (person.DepartmentId is not { } department)
            throw new Refusal(StatusCodes.Status409Conflict, "no-department", $"{person.DisplayName} belongs to no department, so no ticket can go to them.");
        var number = alarm.TicketNumber ?? (await opening.Open(caller, alarm.Number, cancel)).Number;
        var standing = alarm.TicketId is { } id && live.Set.Items.TryGetValue(id, out var known) ? known.State : TicketState.Accepted;
        if (standing == TicketState.New)
            await tickets.Do(caller, number, TicketVerb.Accept, new VerbInput(), cancel);
        if (standing is TicketState.New or TicketState.Accepted)
            await tickets.Do(caller, number, TicketVerb.Dispatch, new VerbInput { Department = department.ToString() }, cancel);
        return await tickets.Do(caller, number, TicketVerb.Assign, new VerbInput { Assignee = person.UserId.ToString() }, cancel);
    }
}
