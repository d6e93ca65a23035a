using System.Globalization;
using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Sla;

/// <summary>A deadline as the interface shows it.</summary>
/// <param name="Id">Its lasting id.</param>
/// <param name="Kind">What is due, e.g. <c>ticket.resolution</c>, or <c>ticket.resolution.risk</c> for the warning before it.</param>
/// <param name="Ticket">The number of the ticket.</param>
/// <param name="DueAt">The instant.</param>
/// <param name="State">Pending, Paused, Fired, Met or Cancelled.</param>
/// <param name="SettledAt">When it fired, was met or cancelled.</param>
public sealed record ListedDeadline(Guid Id, string Kind, string Ticket, DateTimeOffset DueAt, DeadlineState State, DateTimeOffset? SettledAt);

/// <summary>A filter of deadlines as it stands in a URL.</summary>
public sealed record DeadlineQuery
{
    /// <summary>Pending, Paused, Fired, Met or Cancelled.</summary>
    public string? State { get; init; }

    /// <summary>E.g. <c>ticket.resolution</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>An instant, or a day in the city's zone.</summary>
    public string? DueFrom { get; init; }

    /// <summary>An instant, or a day in the city's zone; the day is not included.</summary>
    public string? DueTo { get; init; }

    /// <summary>A ticket's number.</summary>
    public string? Ticket { get; init; }

    /// <summary>How many, up to 500.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? Cursor { get; init; }
}

/// <summary><c>GET /api/v1/deadlines</c>: the earliest first.</summary>
public static class DeadlineApi
{
    /// <summary>Maps the list.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("deadlines", List).RequireAuthorization(Permit.SeeTickets).WithTags("Deadlines").WithName("ListDeadlines")
            .WithSummary("List the deadlines of tickets, the earliest first: filter by state, kind, due time and ticket; keyset paging by 'cursor'.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Page<ListedDeadline>> List(
        [AsParameters] DeadlineQuery query, ClaimsPrincipal user, IDbContextFactory<CityDb> databases, TicketQueries words, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Read(db, query, Caller.From(user), words, cancel);
    }

    /// <summary>One page.</summary>
    /// <exception cref="Refusal">A parameter is wrong.</exception>
    public static async Task<Page<ListedDeadline>> Read(CityDb db, DeadlineQuery query, Caller caller, TicketQueries words, CancellationToken cancel)
    {
        var limit = Page.Limit(query.Limit);
        // The order must not depend on how a database sorts Guids: by instant, then by the ticket's sequence, then by kind, of which a ticket has one each.
        var rows = from deadline in Where(db.Set<Deadline>().AsNoTracking(), query, words)
                   join ticket in Tickets(db, query, caller) on deadline.SubjectId equals ticket.Id
                   select new Row { Deadline = deadline, Number = ticket.Number, Sequence = ticket.Sequence };
        var page = await After(rows, query.Cursor)
            .OrderBy(r => r.Deadline.DueAt).ThenBy(r => r.Sequence).ThenBy(r => r.Deadline.Kind).Take(limit + 1).ToListAsync(cancel);
        var shown = Page.Of(page, limit, last => Page.Cursor(
            last.Deadline.DueAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Sequence.ToString(CultureInfo.InvariantCulture), last.Deadline.Kind));
        return new([.. shown.Items.Select(Show)], shown.Next);
    }

    private static IQueryable<Ticket> Tickets(CityDb db, DeadlineQuery query, Caller caller)
    {
        var tickets = db.Set<Ticket>().AsNoTracking().VisibleTo(caller);
        return query.Ticket?.Trim() is { Length: > 0 } number ? tickets.Where(t => t.Number == number) : tickets;
    }

    private static IQueryable<Deadline> Where(IQueryable<Deadline> deadlines, DeadlineQuery query, TicketQueries words)
    {
        if (State(query.State) is { } state)
            deadlines = deadlines.Where(d => d.State == state);
        if (query.Kind?.Trim() is { Length: > 0 } kind)
            deadlines = deadlines.Where(d => d.Kind == kind);
        if (words.Instant("dueFrom", query.DueFrom) is { } from)
            deadlines = deadlines.Where(d => d.DueAt >= from);
        return words.Instant("dueTo", query.DueTo) is { } to ? deadlines.Where(d => d.DueAt < to) : deadlines;
    }

    private static IQueryable<Row> After(IQueryable<Row> rows, string? cursor)
    {
        if (Page.Key(cursor, 3) is not [var instant, var number, var kind])
            return rows;
        if (!long.TryParse(instant, CultureInfo.InvariantCulture, out var ticks) || ticks < 0 || ticks > DateTime.MaxValue.Ticks || !long.TryParse(number, CultureInfo.InvariantCulture, out var sequence))
            throw Page.BadCursor();
        var due = new DateTimeOffset(ticks, TimeSpan.Zero);
        return rows.Where(r => r.Deadline.DueAt > due
            || (r.Deadline.DueAt == due && (r.Sequence > sequence || (r.Sequence == sequence && string.Compare(r.Deadline.Kind, kind) > 0))));
    }

    private static DeadlineState? State(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : Enum.TryParse<DeadlineState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state) && !char.IsAsciiDigit(text.Trim()[0]) ? state
        : throw Refusal.Invalid("state", $"'{text}' is not one of {string.Join(", ", Enum.GetNames<DeadlineState>())}.");

    private static ListedDeadline Show(Row row) => new(row.Deadline.Id, row.Deadline.Kind, row.Number, row.Deadline.DueAt, row.Deadline.State, row.Deadline.SettledAt);

    private sealed class Row
    {
        public required Deadline Deadline { get; init; }

        public required string Number { get; init; }

        public required long Sequence { get; init; }
    }
}
