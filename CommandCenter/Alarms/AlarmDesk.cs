using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms;

/// <summary>One thing that a person did to an alarm since somebody looked at it; in the facts of the refusal <c>changed</c>, newest first.</summary>
public sealed record AlarmChange(DateTimeOffset At, string ActorName, string Event);

/// <summary>What people do with alarms: every verb, from every door, through one method.</summary>
public sealed class AlarmDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, TimeProvider clock)
{
    /// <summary>The kind of deadline that ends a shelving.</summary>
    public const string ShelveDeadline = "alarm.shelve";

    /// <summary>The longest shelving.</summary>
    public static readonly TimeSpan LongestShelving = TimeSpan.FromDays(30);

    private const int Attempts = 8;

    /// <summary>Uses a verb on an alarm and returns it as it then is.</summary>
    /// <exception cref="Refusal">
    /// The alarm is unknown to the caller; the table refuses, naming state, verb and reason; a needed field is missing; or a person acted meanwhile. Of two who acknowledge
    /// at once the second is refused with who was first and when.
    /// </exception>
    public async Task<Alarm> Do(Caller caller, string number, AlarmVerb verb, AlarmVerbInput input, CancellationToken cancel)
    {
        if (input.Check() is { } wrong)
            throw wrong;
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            try
            {
                return await DoOnce(db, caller, number, verb, input, cancel);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Its source or a person changed it meanwhile. Read again: a repeat does no harm, a person's verb is found and named.
            }
        }
    }

    /// <summary>
    /// Links a ticket that was opened from the alarm or is about it; the Tickets room calls this. Linking the same one again does nothing.
    /// </summary>
    /// <param name="actor">Who.</param>
    /// <param name="alarmId">The alarm.</param>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="ticketNumber">Its number.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="alongside">Journals the ticket's side in the same transaction; does not save. Called again with a fresh context when the transaction has to be tried again.</param>
    /// <exception cref="Refusal">The alarm is not there, or another ticket is linked to it.</exception>
    public Task<Alarm> LinkTicket(
        Actor actor, Guid alarmId, Guid ticketId, string ticketNumber, CancellationToken cancel, Func<CityDb, DateTimeOffset, Task>? alongside = null) =>
        Change(actor, alarmId, alarm => alarm.TicketId is { } other && other != ticketId
            ? throw new Refusal(StatusCodes.Status409Conflict, "linked", $"Alarm {alarm.Number} is linked to ticket {alarm.TicketNumber} already.")
            : alarm.LinkTicket(ticketId, ticketNumber), alongside, cancel);

    /// <summary>Takes the link to a ticket back; the Tickets room calls this.</summary>
    /// <exception cref="Refusal">The alarm is not there, or is linked to another ticket or none.</exception>
    public Task<Alarm> UnlinkTicket(Actor actor, Guid alarmId, Guid ticketId, CancellationToken cancel, Func<CityDb, DateTimeOffset, Task>? alongside = null) =>
        Change(actor, alarmId, alarm => alarm.TicketId != ticketId
            ? throw new Refusal(StatusCodes.Status409Conflict, "not-linked", $"Alarm {alarm.Number} is not linked to that ticket{(alarm.TicketNumber is { } other ? $" but to {other}" : "")}.")
            : alarm.UnlinkTicket(), alongside, cancel);

    private async Task<Alarm> Change(Actor actor, Guid alarmId, Func<Alarm, IAlarmEvent?> change, Func<CityDb, DateTimeOffset, Task>? alongside, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var alarm = await db.Set<Alarm>().FirstOrDefaultAsync(a => a.Id == alarmId, cancel) ?? throw Refusal.NotFound("The alarm");
            if (change(alarm) is not { } happened)
                return alarm;
            var at = clock.Now();
            await journal.Record(db, AlarmSubject.Name, happened, new EventContext(alarm.Id, at, actor, History: false), cancel: cancel);
            if (alongside is not null)
                await alongside(db, at);
            try
            {
                await db.SaveChangesAsync(cancel);
                return alarm;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Its source said something meanwhile.
            }
        }
    }

    /// <summary>Ends a shelving whose time is over: the action of <see cref="ShelveDeadline"/>.</summary>
    public async Task EndShelving(CityDbDeadline due, CancellationToken cancel)
    {
        var alarm = await due.Db.Set<Alarm>().FirstOrDefaultAsync(a => a.Id == due.Deadline.SubjectId, cancel);
        if (alarm?.EndShelving(timeOver: true) is { } ended)
            await journal.Record(due.Db, AlarmSubject.Name, ended, new EventContext(alarm.Id, clock.Now(), Actor.System, History: false), due.Deadline.OnceKey, cancel);
    }

    private async Task<Alarm> DoOnce(CityDb db, Caller caller, string number, AlarmVerb verb, AlarmVerbInput input, CancellationToken cancel)
    {
        var alarm = await db.Set<Alarm>().VisibleTo(caller).FirstOrDefaultAsync(a => a.Number == number, cancel) ?? throw Refusal.NotFound($"Alarm {number}");
        var refusal = AlarmTransitions.Refuse(new(alarm.State, alarm.Hiding, alarm.Priority, alarm.FalseCause is not null), verb, caller);
        if (refusal?.Reason == AlarmRefusalReason.AlreadyAcknowledged)
            throw refusal.ToRefusal(alarm);
        if (input.Moves is { } seen && seen != alarm.Moves)
            throw await Changed(db, alarm, seen, cancel);
        if (refusal is not null)
            throw refusal.ToRefusal(alarm);
        var at = Latest(clock.Now(), alarm);
        var move = new AlarmMove(at, caller.Actor.Name, Complete(verb, input), verb == AlarmVerb.Shelve ? ShelvedUntil(input, at) : null,
            verb == AlarmVerb.RevokeFalse ? await AlarmMarkings.Of(db, alarm, cancel) : null);
        var happened = alarm.Apply(verb, move);
        await journal.Record(db, AlarmSubject.Name, happened, new EventContext(alarm.Id, at, caller.Actor, History: false), cancel: cancel);
        await SetShelveDeadline(db, alarm, at, cancel);
        await db.SaveChangesAsync(cancel);
        return alarm;
    }

    // A clock behind the last event's (two nodes, a sender's clock) must not let time run backwards on one alarm.
    private static DateTimeOffset Latest(DateTimeOffset now, Alarm alarm) => alarm.AcknowledgedAt is { } acknowledged && acknowledged > now ? acknowledged : now;

    private static AlarmVerbInput Complete(AlarmVerb verb, AlarmVerbInput input) => AlarmTransitions.Of(verb).Needs switch
    {
        AlarmField.Comment when string.IsNullOrWhiteSpace(input.Comment) => throw Refusal.Invalid("comment", $"is needed for {verb}."),
        AlarmField.Reason when string.IsNullOrWhiteSpace(input.Reason) => throw Refusal.Invalid("reason", $"is needed for {verb}."),
        AlarmField.Cause when string.IsNullOrWhiteSpace(input.Cause) => throw Refusal.Invalid("cause", $"is needed for {verb}."),
        _ => input,
    };

    private static DateTimeOffset ShelvedUntil(AlarmVerbInput input, DateTimeOffset now)
    {
        var (field, until) = input.UntilAt is { } at ? ("untilAt", Instants.Truncate(at))
            : input.Minutes is > 0 and <= 1_000_000 ? ("minutes", now.AddMinutes(input.Minutes.Value))
            : throw Refusal.Invalid("minutes", "say for how many minutes, or until when by untilAt.");
        return until > now && until - now <= LongestShelving ? until
            : throw Refusal.Invalid(field, $"an alarm is shelved for at least a moment and at most {LongestShelving.TotalDays:0} days.");
    }

    // One row for each alarm that was ever shelved: armed by shelving, met when a person ends it sooner.
    private static async Task SetShelveDeadline(CityDb db, Alarm alarm, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await db.Set<Deadline>().FirstOrDefaultAsync(d => d.SubjectId == alarm.Id && d.Kind == ShelveDeadline, cancel);
        if (alarm.ShelvedUntil is not { } until)
            row?.Meet(now);
        else if (row is null)
            db.Add(Deadline.Arm(Guid.CreateVersion7(now), ShelveDeadline, alarm.Id, until));
        else if (row.DueAt != until || row.State != DeadlineState.Pending)
            row.Rearm(until);
    }

    private static async Task<Refusal> Changed(CityDb db, Alarm alarm, int seen, CancellationToken cancel)
    {
        var since = Math.Clamp(alarm.Moves - seen, 1, 10);
        var entries = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.SubjectId == alarm.Id && e.ActorId != Actor.System.Id)
            .OrderByDescending(e => e.Id).Take(since).Select(e => new AlarmChange(e.At, e.ActorName, e.Event)).ToListAsync(cancel);
        var said = string.Join("; ", entries.Select(e => $"{e.ActorName}: {e.Event} at {e.At:u}"));
        return new Refusal(StatusCodes.Status409Conflict, "changed", $"Somebody acted on alarm {alarm.Number} meanwhile; it is now {alarm.State} ({said}). Look at it again.")
        {
            Facts = new Dictionary<string, object?> { ["state"] = alarm.State.ToString(), ["hiding"] = alarm.Hiding.ToString(), ["moves"] = alarm.Moves, ["changes"] = entries },
        };
    }
}
