using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Callbacks;

/// <summary>One callback with its ticket and its calls.</summary>
/// <param name="Callback">The callback.</param>
/// <param name="Ticket">Its ticket.</param>
/// <param name="Attempts">Its calls, oldest first.</param>
public sealed record CallbackSheet(Callback Callback, Ticket Ticket, IReadOnlyList<CallbackAttempt> Attempts);

/// <summary>Which callbacks, resolved.</summary>
public sealed record CallbackFilter
{
    /// <summary>Any of these states; empty for all.</summary>
    public IReadOnlyList<CallbackState> States { get; init; } = [];

    /// <summary>Open, and due before this.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>In the hands of this actor now.</summary>
    public string? ClaimedById { get; init; }

    /// <summary>The ticket's number.</summary>
    public string? Ticket { get; init; }

    /// <summary>The ticket's lead department.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>The ticket's category and all below it.</summary>
    public IReadOnlyCollection<Guid>? Categories { get; init; }

    /// <summary>How many.</summary>
    public int Limit { get; init; } = Page.DefaultLimit;

    /// <summary>Where the page before ended.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Reads callbacks from the database, as far as a caller may see their tickets.</summary>
public sealed class CallbackReader(IDbContextFactory<CityDb> databases, TimeProvider clock)
{
    private sealed class Row
    {
        public required Callback Callback { get; init; }

        public required Ticket Ticket { get; init; }
    }

    /// <summary>One page, what is due first comes first.</summary>
    /// <exception cref="Refusal">The cursor is none of this list.</exception>
    public async Task<Page<CallbackView>> List(Caller caller, CallbackFilter filter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await After(Where(Rows(db, caller), filter), filter.Cursor)
            .OrderBy(r => r.Callback.DueAt).ThenBy(r => r.Callback.TicketSequence).ThenBy(r => r.Callback.Round).Take(filter.Limit + 1).ToListAsync(cancel);
        return Page.Of([.. rows.Select(r => CallbackView.Of(r.Callback, r.Ticket))], filter.Limit, last => Page.Cursor(
            last.DueAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.TicketSequence.ToString(CultureInfo.InvariantCulture), last.Round.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>One with everything about it.</summary>
    /// <exception cref="Refusal">There is none the caller may see.</exception>
    public async Task<CallbackSheet> Get(Caller caller, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await Rows(db, caller).FirstOrDefaultAsync(r => r.Callback.Id == id, cancel) ?? throw Refusal.NotFound("The callback");
        return new(row.Callback, row.Ticket, await db.Set<CallbackAttempt>().AsNoTracking().Where(a => a.CallbackId == id).OrderBy(a => a.Number).ToListAsync(cancel));
    }

    /// <summary>The callbacks of a ticket, the newest first. The caller has been shown the ticket.</summary>
    public async Task<IReadOnlyList<Callback>> OfTicket(Guid ticketId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<Callback>().AsNoTracking().Where(c => c.TicketId == ticketId).OrderByDescending(c => c.Round).ToListAsync(cancel);
    }

    private static IQueryable<Row> Rows(CityDb db, Caller caller) =>
        from callback in db.Set<Callback>().AsNoTracking()
        join ticket in db.Set<Ticket>().AsNoTracking().VisibleTo(caller) on callback.TicketId equals ticket.Id
        select new Row { Callback = callback, Ticket = ticket };

    private IQueryable<Row> Where(IQueryable<Row> rows, CallbackFilter filter)
    {
        if (filter.States.Count > 0)
            rows = rows.Where(r => filter.States.Contains(r.Callback.State));
        if (filter.DueBefore is { } due)
            rows = rows.Where(r => r.Callback.State == CallbackState.Promised && r.Callback.DueAt < due);
        if (filter.ClaimedById is { } actor)
        {
            var now = clock.Now();
            rows = rows.Where(r => r.Callback.ClaimedById == actor && r.Callback.ClaimedUntil > now);
        }
        if (filter.Ticket is { } number)
            rows = rows.Where(r => r.Ticket.Number == number);
        if (filter.DepartmentId is { } department)
            rows = rows.Where(r => r.Ticket.DepartmentId == department);
        return filter.Categories is { } categories ? rows.Where(r => r.Ticket.CategoryId != null && categories.Contains(r.Ticket.CategoryId.Value)) : rows;
    }

    private static IQueryable<Row> After(IQueryable<Row> rows, string? cursor)
    {
        if (Page.Key(cursor, 3) is not [var instant, var ticket, var callback])
            return rows;
        if (!long.TryParse(instant, CultureInfo.InvariantCulture, out var ticks) || ticks < 0 || ticks > DateTime.MaxValue.Ticks
            || !long.TryParse(ticket, CultureInfo.InvariantCulture, out var sequence) || !int.TryParse(callback, CultureInfo.InvariantCulture, out var round))
            throw Page.BadCursor();
        var due = new DateTimeOffset(ticks, TimeSpan.Zero);
        return rows.Where(r => r.Callback.DueAt > due || (r.Callback.DueAt == due
            && (r.Callback.TicketSequence > sequence || (r.Callback.TicketSequence == sequence && r.Callback.Round > round))));
    }
}
