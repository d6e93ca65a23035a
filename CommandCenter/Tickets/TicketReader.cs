using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets;

/// <summary>Reads tickets from the database, as far as a caller may see them: lists, pages, one ticket with its timeline.</summary>
public sealed class TicketReader(IDbContextFactory<CityDb> databases, CategoryIndex categories, AreaIndex areas)
{
    private const string NoDue = "-";

    /// <summary>One page of tickets.</summary>
    /// <exception cref="Refusal">A parameter is wrong.</exception>
    public async Task<Page<Ticket>> List(Caller caller, TicketFilter filter, CancellationToken cancel)
    {
        filter = filter.Checked();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var query = After(Where(db.Set<Ticket>().AsNoTracking().VisibleTo(caller), caller, filter), filter);
        var rows = await Ordered(query, filter.Order).Take(filter.Limit + 1).ToListAsync(cancel);
        return Page.Of(rows, filter.Limit, Cursor);
    }

    /// <summary>How many tickets match.</summary>
    public async Task<int> Count(Caller caller, TicketFilter filter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Where(db.Set<Ticket>().VisibleTo(caller), caller, filter.Checked()).CountAsync(cancel);
    }

    /// <summary>One ticket by its number.</summary>
    /// <exception cref="Refusal">There is none the caller may see.</exception>
    public async Task<Ticket> Get(Caller caller, string number, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<Ticket>().AsNoTracking().VisibleTo(caller).Include(t => t.Pauses).FirstOrDefaultAsync(t => t.Number == number, cancel)
            ?? throw Refusal.NotFound($"Ticket {number}");
    }

    /// <summary>The newest entries of a ticket's timeline, newest first.</summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="before">Only entries written before the one with this id: the page after.</param>
    public async Task<IReadOnlyList<JournalEntry>> Timeline(Guid ticketId, int most, CancellationToken cancel, long? before = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entries = db.Set<JournalEntry>().AsNoTracking().Where(e => e.SubjectId == ticketId);
        if (before is { } id)
            entries = entries.Where(e => e.Id < id);
        return await entries.OrderByDescending(e => e.Id).Take(most).ToListAsync(cancel);
    }

    /// <summary>The query behind a filter, for exports and reports.</summary>
    public IQueryable<Ticket> Where(IQueryable<Ticket> tickets, Caller caller, TicketFilter filter)
    {
        tickets = ByStanding(tickets, filter);
        tickets = ByPlaceInOrder(tickets, filter);
        tickets = ByPeriod(tickets, filter);
        return string.IsNullOrWhiteSpace(filter.Search) ? tickets : BySearch(tickets, filter.Search.Trim(), caller);
    }

    private static IQueryable<Ticket> ByStanding(IQueryable<Ticket> tickets, TicketFilter filter)
    {
        if (filter.States.Count > 0)
            tickets = tickets.Where(t => filter.States.Contains(t.State));
        if (filter.OpenOnly)
            tickets = tickets.Where(t => t.State != TicketState.Completed && t.State != TicketState.Closed && t.State != TicketState.Rejected);
        if (filter.Clock is { } clock)
            tickets = tickets.Where(t => t.NextClock == clock);
        if (filter.Priority is { } priority)
            tickets = tickets.Where(t => t.Priority == priority);
        if (filter.AssigneeId is { } assignee)
            tickets = tickets.Where(t => t.AssigneeId == assignee);
        return filter.Outcome switch
        {
            TicketOutcome.SignedInTime => tickets.Where(t => t.SignClock == ClockState.Met),
            TicketOutcome.CompletedInTime => tickets.Where(t => t.ResolutionClock == ClockState.Met),
            TicketOutcome.Breached => tickets.Where(t => t.ResolutionClock == ClockState.Breached),
            TicketOutcome.OpenAtRisk => tickets.Where(t => t.ResolutionClock == ClockState.AtRisk),
            TicketOutcome.Reached => tickets.Where(t => t.AnsweredResolved != null),
            TicketOutcome.Responded => tickets.Where(t => t.AnsweredResponded == true),
            TicketOutcome.Resolved => tickets.Where(t => t.AnsweredResolved == true),
            TicketOutcome.Rated => tickets.Where(t => t.AnsweredSatisfied != null),
            TicketOutcome.Satisfied => tickets.Where(t => t.AnsweredSatisfied == true),
            _ => tickets,
        };
    }

    private IQueryable<Ticket> ByPlaceInOrder(IQueryable<Ticket> tickets, TicketFilter filter)
    {
        if (filter.DepartmentId is { } department)
            tickets = tickets.Where(t => t.DepartmentId == department);
        if (filter.NoDepartment)
            tickets = tickets.Where(t => t.DepartmentId == null);
        if (filter.CategoryId is { } category)
        {
            var below = filter.CategoryOnly ? [category] : categories.Below(category).ToList();
            tickets = tickets.Where(t => t.CategoryId != null && below.Contains(t.CategoryId.Value));
        }
        if (filter.NoCategory)
            tickets = tickets.Where(t => t.CategoryId == null);
        if (filter.AreaId is { } area)
        {
            var below = filter.AreaOnly ? [area] : areas.Descendants(area).Append(area).Distinct().ToList();
            tickets = tickets.Where(t => t.AreaId != null && below.Contains(t.AreaId.Value));
        }
        return filter.NoArea ? tickets.Where(t => t.AreaId == null) : tickets;
    }

    private static IQueryable<Ticket> ByPeriod(IQueryable<Ticket> tickets, TicketFilter filter)
    {
        if (filter.OpenedFrom is { } openedFrom)
            tickets = tickets.Where(t => t.OpenedAt >= openedFrom);
        if (filter.OpenedTo is { } openedTo)
            tickets = tickets.Where(t => t.OpenedAt < openedTo);
        if (filter.DueFrom is { } dueFrom)
            tickets = tickets.Where(t => t.ResolutionDueAt >= dueFrom);
        if (filter.DueTo is { } dueTo)
            tickets = tickets.Where(t => t.ResolutionDueAt < dueTo);
        if (filter.CompletedFrom is { } completedFrom)
            tickets = tickets.Where(t => t.CompletedAt >= completedFrom);
        return filter.CompletedTo is { } completedTo ? tickets.Where(t => t.CompletedAt < completedTo) : tickets;
    }

    // Lower-cased on both sides: the databases differ in whether LIKE minds case.
    private static IQueryable<Ticket> BySearch(IQueryable<Ticket> tickets, string words, Caller caller)
    {
        var lower = words.ToLowerInvariant();
        var digits = new string([.. words.Where(char.IsAsciiDigit)]);
        var phone = caller.SeesRequesters && digits.Length >= 4 ? digits : null;
        return tickets.Where(t => t.Number.ToLower().Contains(lower)
            || (t.SourceNumber != null && t.SourceNumber.ToLower().Contains(lower))
            || (!t.Confidential && (t.Title.ToLower().Contains(lower) || (t.PlaceText != null && t.PlaceText.ToLower().Contains(lower))))
            || (phone != null && t.RequesterPhone != null && t.RequesterPhone.Replace("-", "").Replace(" ", "").Contains(phone)));
    }

    private static IQueryable<Ticket> Ordered(IQueryable<Ticket> tickets, TicketOrder order) => order switch
    {
        TicketOrder.Newest => tickets.OrderByDescending(t => t.Sequence),
        TicketOrder.Oldest => tickets.OrderBy(t => t.Sequence),
        _ => tickets.OrderBy(t => t.NextDueAt == null).ThenBy(t => t.NextDueAt).ThenBy(t => t.Sequence),
    };

    private static string Cursor(Ticket last) => Page.Cursor(
        last.NextDueAt?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? NoDue, last.Sequence.ToString(CultureInfo.InvariantCulture));

    private static IQueryable<Ticket> After(IQueryable<Ticket> tickets, TicketFilter filter)
    {
        if (Page.Key(filter.Cursor, 2) is not { } key)
            return tickets;
        if (!long.TryParse(key[1], CultureInfo.InvariantCulture, out var sequence))
            throw Page.BadCursor();
        return filter.Order switch
        {
            TicketOrder.Newest => tickets.Where(t => t.Sequence < sequence),
            TicketOrder.Oldest => tickets.Where(t => t.Sequence > sequence),
            _ => AfterDue(tickets, key[0], sequence),
        };
    }

    private static IQueryable<Ticket> AfterDue(IQueryable<Ticket> tickets, string key, long sequence)
    {
        if (key == NoDue)
            return tickets.Where(t => t.NextDueAt == null && t.Sequence > sequence);
        if (!long.TryParse(key, CultureInfo.InvariantCulture, out var ticks) || ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            throw Page.BadCursor();
        var due = new DateTimeOffset(ticks, TimeSpan.Zero);
        return tickets.Where(t => t.NextDueAt == null || t.NextDueAt > due || (t.NextDueAt == due && t.Sequence > sequence));
    }
}
