using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets;

/// <summary>One thing that happened to a ticket since somebody looked at it; in the facts of the refusal <c>changed</c>, newest first.</summary>
/// <param name="At">When.</param>
/// <param name="ActorName">Who.</param>
/// <param name="Event">The event's name.</param>
public sealed record TicketChange(DateTimeOffset At, string ActorName, string Event);

/// <summary>What people do with tickets: every verb, from every door, through one method.</summary>
public sealed class TicketDesk(
    IDbContextFactory<CityDb> databases, JournalWriter journal, CategoryIndex categories, DepartmentIndex departments, TimeProvider clock)
{
    private const int Attempts = 8;

    /// <summary>Uses a verb on a ticket and returns it as it then is.</summary>
    /// <exception cref="Refusal">
    /// The ticket is unknown to the caller; the table refuses, naming state, verb and reason; a needed field is missing; or somebody moved it meanwhile.
    /// </exception>
    public Task<Ticket> Do(Caller caller, string number, TicketVerb verb, VerbInput input, CancellationToken cancel) =>
        Do(caller, number, verb, input, null, cancel);

    /// <summary>The same, with rows of a room above that are committed together with the verb, or not at all.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="number">Which ticket.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="input">What goes with it.</param>
    /// <param name="alongside">
    /// Changes rows and journals in the verb's context once the table has allowed the verb and before its own entry; does not save. It is called again when the
    /// transaction has to be tried again, each time with a fresh context.
    /// </param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Ticket> Do(
        Caller caller, string number, TicketVerb verb, VerbInput input, Func<CityDb, Ticket, DateTimeOffset, CancellationToken, Task>? alongside, CancellationToken cancel)
    {
        if (input.Check() is { } wrong)
            throw wrong;
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            try
            {
                return await DoOnce(db, caller, number, verb, input, alongside, cancel);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // A person or a clock changed the ticket meanwhile. Read again: a clock's tick does no harm, a person's verb is found and named.
            }
        }
    }

    private async Task<Ticket> DoOnce(
        CityDb db, Caller caller, string number, TicketVerb verb, VerbInput input, Func<CityDb, Ticket, DateTimeOffset, CancellationToken, Task>? alongside, CancellationToken cancel)
    {
        var ticket = await db.Set<Ticket>().VisibleTo(caller).Include(t => t.Pauses).FirstOrDefaultAsync(t => t.Number == number, cancel)
            ?? throw Refusal.NotFound($"Ticket {number}");
        if (input.Moves is { } seen && seen != ticket.Moves)
            throw await Changed(db, ticket, seen, cancel);
        if (TicketTransitions.Refuse(new(ticket.State, ticket.DepartmentId, ticket.AssigneeId), verb, caller) is { } refusal)
            throw refusal.ToRefusal(number);
        if (TicketTransitions.Of(verb).Needs is { } field && !input.Has(field))
            throw Refusal.Invalid(FieldName(field), $"is needed for {verb}.");
        var move = await Resolve(db, ticket, verb, input, caller, cancel);
        var happened = ticket.Apply(verb, move);
        db.AddRange(ticket.Pauses.Where(p => db.Entry(p).State == EntityState.Detached));
        if (alongside is not null)
            await alongside(db, ticket, move.At, cancel);
        await journal.Record(db, TicketSubject.Name, happened, new EventContext(ticket.Id, move.At, caller.Actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
        return ticket;
    }

    private async Task<TicketMove> Resolve(CityDb db, Ticket ticket, TicketVerb verb, VerbInput input, Caller caller, CancellationToken cancel)
    {
        // A clock behind the last event's (two nodes) must not let time run backwards on one ticket.
        var at = new[] { clock.Now(), ticket.OpenedAt, ticket.DispatchedAt, ticket.SignedAt, ticket.SuspendedAt, ticket.CompletedAt }.Max()!.Value;
        return verb switch
        {
            TicketVerb.Dispatch => new(at, input, Department: Department(input.Department!)),
            TicketVerb.Return or TicketVerb.Recall => new(at, input, Department: ticket.DepartmentId is { } id && departments.Find(id) is { } left ? (left.Id, left.Name) : null),
            TicketVerb.Assign => new(at, input, Assignee: await Assignee(db, ticket, input.Assignee!, caller, cancel)),
            TicketVerb.ChangeCategory => new(at, input, Category: categories.FindByText(input.Category!)
                ?? throw Refusal.Invalid("category", $"'{input.Category}' is not a category here.")),
            _ => new(at, input),
        };
    }

    private (Guid, string) Department(string text) => (Guid.TryParse(text, out var id) ? departments.Find(id) : departments.FindByText(text)) is { Active: true } found ? (found.Id, found.Name)
        : throw Refusal.Invalid("department", $"'{text}' is not a department here; GET /api/v1/departments lists them.");

    private static async Task<(Guid, string)> Assignee(CityDb db, Ticket ticket, string text, Caller caller, CancellationToken cancel)
    {
        var users = db.Set<User>().AsNoTracking().Where(u => u.Active);
        var normalized = text.Trim().ToUpperInvariant();
        var user = Guid.TryParse(text, out var id) ? await users.FirstOrDefaultAsync(u => u.Id == id, cancel)
            : await users.FirstOrDefaultAsync(u => u.NormalizedUserName == normalized, cancel);
        if (user is null)
            throw Refusal.Invalid("assignee", $"'{text}' is not an active user.");
        return !caller.OnlyOwnDepartment || user.DepartmentId == ticket.DepartmentId
            ? (user.Id, user.DisplayName)
            : throw Refusal.Invalid("assignee", $"'{text}' belongs to another department.");
    }

    private static async Task<Refusal> Changed(CityDb db, Ticket ticket, int seen, CancellationToken cancel)
    {
        var since = Math.Clamp(ticket.Moves - seen, 1, 10);
        var entries = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.SubjectId == ticket.Id && e.Event.StartsWith("Ticket"))
            .OrderByDescending(e => e.Id).Take(since).Select(e => new TicketChange(e.At, e.ActorName, e.Event)).ToListAsync(cancel);
        var said = string.Join("; ", entries.Select(e => $"{e.ActorName}: {e.Event} at {e.At:u}"));
        return new Refusal(StatusCodes.Status409Conflict, "changed", $"Ticket {ticket.Number} was moved meanwhile and is now {ticket.State} ({said}). Look at it again.")
        {
            Facts = new Dictionary<string, object?> { ["state"] = ticket.State.ToString(), ["moves"] = ticket.Moves, ["changes"] = entries },
        };
    }

    private static string FieldName(VerbField field) => char.ToLowerInvariant(field.ToString()[0]) + field.ToString()[1..];
}
