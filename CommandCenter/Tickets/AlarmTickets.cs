using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Alarms.Rules;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets;

/// <summary>
/// Tickets from alarms: by a rule's wish, after the commit of the alarm, or by a person's hand. There is one ticket for an alarm, found by the alarm's number; it is accepted
/// at once, and linked both ways. Being told twice opens nothing twice.
/// </summary>
public sealed partial class AlarmTickets(
    IDbContextFactory<CityDb> databases, TicketOpening opening, TicketDesk desk, AlarmDesk alarms, AlarmRuleIndex rules, CategoryIndex categories, DepartmentIndex departments,
    JournalWriter journal, ILogger<AlarmTickets> logger) : IHandle<AlarmRaised>, IHandle<AlarmLevelRose>
{
    /// <summary>The source of these tickets, and the system their source numbers count in.</summary>
    public const string Source = "alarm";

    /// <inheritdoc/>
    public Task Handle(IReadOnlyList<Delivered<AlarmRaised>> events, CancellationToken cancel) => Fulfil([.. events.Select(e => (e.Event.Alarm, e.Context))], cancel);

    /// <inheritdoc/>
    public Task Handle(IReadOnlyList<Delivered<AlarmLevelRose>> events, CancellationToken cancel) => Fulfil([.. events.Select(e => (e.Event.Alarm, e.Context))], cancel);

    /// <summary>Opens a ticket from an alarm; the alarm's ticket where it has one.</summary>
    /// <exception cref="Refusal">There is no such alarm for the caller.</exception>
    public async Task<Ticket> Open(Caller caller, string alarmNumber, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var alarm = await db.Set<Alarm>().AsNoTracking().VisibleTo(caller).FirstOrDefaultAsync(a => a.Number == alarmNumber, cancel) ?? throw Refusal.NotFound($"Alarm {alarmNumber}");
        return await Open(caller, alarm, rules.Find(alarm.RuleId)?.Ticket, cancel);
    }

    /// <summary>Links an alarm to an open ticket that is about it too; the journals of both say so, in one transaction. Linking the same one again does nothing.</summary>
    /// <exception cref="Refusal">There is no such alarm or ticket for the caller, the ticket is not open, or the alarm is linked to another one.</exception>
    public async Task<Ticket> Link(Caller caller, string alarmNumber, string ticketNumber, CancellationToken cancel)
    {
        var (alarm, ticket) = await Pair(caller, alarmNumber, ticketNumber, cancel);
        if (!ticket.IsOpen)
            throw new Refusal(StatusCodes.Status409Conflict, "not-open", $"Ticket {ticket.Number} is {ticket.State}; an alarm is linked to an open ticket.");
        await alarms.LinkTicket(caller.Actor, alarm.Id, ticket.Id, ticket.Number, cancel, (db, at) => Tell(db, new TicketAlarmLinked(alarm.Id, alarm.Number), ticket, at, caller, cancel));
        return ticket;
    }

    /// <summary>Takes a link back; the journals of both say so.</summary>
    /// <exception cref="Refusal">There is no such alarm or ticket for the caller, or they are not linked.</exception>
    public async Task<Ticket> Unlink(Caller caller, string alarmNumber, string ticketNumber, CancellationToken cancel)
    {
        var (alarm, ticket) = await Pair(caller, alarmNumber, ticketNumber, cancel);
        await alarms.UnlinkTicket(caller.Actor, alarm.Id, ticket.Id, cancel, (db, at) => Tell(db, new TicketAlarmUnlinked(alarm.Id, alarm.Number), ticket, at, caller, cancel));
        return ticket;
    }

    private async Task<(Alarm, Ticket)> Pair(Caller caller, string alarmNumber, string ticketNumber, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var alarm = await db.Set<Alarm>().AsNoTracking().VisibleTo(caller).FirstOrDefaultAsync(a => a.Number == alarmNumber, cancel) ?? throw Refusal.NotFound($"Alarm {alarmNumber}");
        var ticket = await db.Set<Ticket>().AsNoTracking().VisibleTo(caller).FirstOrDefaultAsync(t => t.Number == ticketNumber, cancel) ?? throw Refusal.NotFound($"Ticket {ticketNumber}");
        return (alarm, ticket);
    }

    private Task Tell(CityDb db, ITicketEvent happened, Ticket ticket, DateTimeOffset at, Caller caller, CancellationToken cancel) =>
        journal.Record(db, TicketSubject.Name, happened, new EventContext(ticket.Id, at, caller.Actor, History: false), cancel: cancel);

    private async Task Fulfil(IReadOnlyList<(AlarmFacts Alarm, EventContext Context)> told, CancellationToken cancel)
    {
        foreach (var (facts, context) in told)
        {
            if (context.History || rules.Find(facts.RuleId)?.Ticket is not { } wish || facts.Level < wish.FromLevel)
                continue;
            await using var db = await databases.CreateDbContextAsync(cancel);
            var alarm = await db.Set<Alarm>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == context.SubjectId, cancel);
            if (alarm is { TicketId: null, FalseCause: null, Hiding: AlarmHiding.None or AlarmHiding.Shelved })
                await Open(Caller.System, alarm, wish, cancel);
        }
    }

    // Each step is done once however often it is begun: found by the alarm's number, accepted while new, linked where it is not.
    private async Task<Ticket> Open(Caller caller, Alarm alarm, TicketWish? wish, CancellationToken cancel)
    {
        var ticket = await Find(alarm, cancel) ?? await OpenOnce(caller, alarm, wish, cancel);
        if (ticket.State == TicketState.New)
            ticket = await Move(caller, ticket, TicketVerb.Accept, new VerbInput(), cancel);
        if (ticket.State == TicketState.Accepted && wish?.Department is { } name)
            ticket = await Dispatch(caller, ticket, name, cancel);
        if (alarm.TicketId is null)
            await alarms.LinkTicket(caller.Actor, alarm.Id, ticket.Id, ticket.Number, cancel);
        return ticket;
    }

    private async Task<Ticket?> Find(Alarm alarm, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return alarm.TicketId is { } linked
            ? await db.Set<Ticket>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == linked, cancel)
            : await db.Set<Ticket>().AsNoTracking().FirstOrDefaultAsync(t => t.SourceSystem == Source && t.SourceNumber == alarm.Number, cancel);
    }

    private async Task<Ticket> OpenOnce(Caller caller, Alarm alarm, TicketWish? wish, CancellationToken cancel)
    {
        try
        {
            return await opening.Open(caller, Request(alarm, wish), idempotencyKey: null, cancel, Source);
        }
        catch (Refusal refusal) when (refusal.Code == "exists")
        {
            return (await Find(alarm, cancel))!; // somebody opened it in the same moment
        }
    }

    private TicketRequest Request(Alarm alarm, TicketWish? wish) => new()
    {
        Title = alarm.DeviceName is { } device ? $"{alarm.Title}：{device}" is { Length: <= 300 } title ? title : alarm.Title : alarm.Title,
        Description = $"{alarm.Number} {alarm.RaisedAt:u}" + (alarm.Value is { } value ? $" {alarm.Quantity} {value} {alarm.Unit}" : ""),
        Category = wish?.Category is { } category && categories.FindByText(category) is { Active: true } known ? known.Id.ToString() : null,
        Priority = wish?.Priority is { } priority && Enum.TryParse<TicketPriority>(priority, ignoreCase: true, out var wished) && Enum.IsDefined(wished) ? wished : PriorityOf(alarm.Worst),
        Source = Source,
        SourceNumber = alarm.Number,
        Latitude = alarm is { Longitude: not null } ? alarm.Latitude : null,
        Longitude = alarm is { Latitude: not null } ? alarm.Longitude : null,
        Address = alarm.PlaceText,
    };

    private async Task<Ticket> Dispatch(Caller caller, Ticket ticket, string department, CancellationToken cancel)
    {
        if ((Guid.TryParse(department, out var id) ? departments.Find(id) : departments.FindByText(department)) is not { Active: true } found)
        {
            LogNoDepartment(department, ticket.Number);
            return ticket;
        }
        return await Move(caller, ticket, TicketVerb.Dispatch, new VerbInput { Department = found.Id.ToString() }, cancel);
    }

    // Somebody may have moved it on in the same moment: then it is further than here.
    private async Task<Ticket> Move(Caller caller, Ticket ticket, TicketVerb verb, VerbInput input, CancellationToken cancel)
    {
        try
        {
            return await desk.Do(caller, ticket.Number, verb, input, cancel);
        }
        catch (Refusal refusal) when (refusal.Code == "wrong-state")
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            return await db.Set<Ticket>().AsNoTracking().FirstAsync(t => t.Id == ticket.Id, cancel);
        }
    }

    private static TicketPriority PriorityOf(AlarmPriority priority) => priority switch
    {
        AlarmPriority.Critical => TicketPriority.Urgent,
        AlarmPriority.High => TicketPriority.High,
        AlarmPriority.Medium => TicketPriority.Normal,
        _ => TicketPriority.Low,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A rule's ticket wish names the department '{Department}', which is not here; ticket {Number} waits to be dispatched")]
    private partial void LogNoDepartment(string department, string number);
}
