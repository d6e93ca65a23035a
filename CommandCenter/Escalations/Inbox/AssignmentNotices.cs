using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;

namespace CommandCenter.Escalations.Inbox;

/// <summary>
/// Tells somebody, in the transaction in which a ticket is given to them, whoever gives it: the duty officer who sends them to an alarm, or their department's lead. Nobody is told
/// what they did themselves, and what an import brings is history.
/// </summary>
public sealed class AssignmentNotices : IHandleInTransaction<TicketAssigned>
{
    /// <inheritdoc/>
    public Task Handle(CityDb db, TicketAssigned happened, EventContext context, CancellationToken cancel)
    {
        if (context.History || happened.AssigneeId is not { } person || context.Actor.Id == $"user:{person:N}")
            return Task.CompletedTask;
        var ticket = db.Set<Ticket>().Local.FindEntry(context.SubjectId)?.Entity
            ?? throw new InvalidOperationException($"Ticket {context.SubjectId} is not in the transaction of its event.");
        db.Add(Notice.Assigned(person, ticket, context.Actor.Name, context.At));
        return Task.CompletedTask;
    }
}
