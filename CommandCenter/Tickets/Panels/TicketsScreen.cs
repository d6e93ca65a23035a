using CommandCenter.Access;
using CommandCenter.Platform.Live;

namespace CommandCenter.Tickets.Panels;

/// <summary>How many tickets were completed within their limit.</summary>
/// <param name="Met">In time.</param>
/// <param name="All">With a limit.</param>
public sealed record OnTimeRate(int Met, int All);

/// <summary>
/// The state of the page of tickets. What people work on now comes from the live set and follows it; history and searches come from the database, a page at a
/// time, and of those the rows in memory follow.
/// </summary>
public sealed class TicketsScreen(TicketReader reader, TicketMatch match, TicketWords words)
{
    /// <summary>The days of the on-time rate.</summary>
    public const int RateDays = 30;

    /// <summary>Rows of a page of history.</summary>
    public const int PageSize = 100;

    /// <summary>The most rows that can be chosen at once: each is a verb of its own.</summary>
    public const int MostSelected = 200;

    private readonly HashSet<Guid> selected = [];
    private List<TicketView> found = [];
    private string? next;

    /// <summary>Whose screen.</summary>
    public Caller Caller { get; private set; } = null!;

    /// <summary>The question as it stands in the URL.</summary>
    public TicketQuery Query { get; private set; } = new();

    /// <summary>The question, read.</summary>
    public TicketFilter Filter { get; private set; } = new();

    /// <summary>The conditions in words.</summary>
    public IReadOnlyList<FilterChip> Chips { get; private set; } = [];

    /// <summary>Whether the rows are the live ones.</summary>
    public bool IsLive { get; private set; }

    /// <summary>The live picture; of history only its figures count.</summary>
    public TicketPicture Picture { get; private set; } = null!;

    /// <summary>The rows that are there to be shown.</summary>
    public IReadOnlyList<TicketView> Rows => IsLive ? Picture.Rows : found;

    /// <summary>How many there are, shown or not.</summary>
    public int Total { get; private set; }

    /// <summary>Whether history goes on.</summary>
    public bool HasMore => !IsLive && next is not null;

    /// <summary>The chosen rows, in the order of the rows.</summary>
    public IReadOnlyList<TicketView> Selected => selected.Count == 0 ? [] : [.. Rows.Where(t => selected.Contains(t.Id))];

    /// <summary>Asks a question. <paramref name="now"/> is the live set as it is.</summary>
    /// <exception cref="Platform.Http.Refusal">The filter cannot be.</exception>
    public async Task Ask(Caller caller, TicketQuery query, TicketFilter filter, IEnumerable<TicketView> now, CancellationToken cancel)
    {
        (Caller, Query, Filter, Chips) = (caller, query, filter with { Limit = PageSize, Cursor = null }, FilterChip.Of(query, filter, words));
        IsLive = TicketMatch.IsLive(query, filter);
        Picture = new TicketPicture(caller, match.Scope(filter), TicketMatch.Standing(filter), filter.Order);
        Show(now);
        selected.Clear();
        (found, next) = ([], null);
        if (IsLive)
            return;
        Total = await reader.Count(caller, Filter, cancel);
        await More(cancel);
    }

    /// <summary>Takes the live set over.</summary>
    public void Show(IEnumerable<TicketView> all)
    {
        Picture.Show(all);
        if (IsLive)
            Total = Picture.Rows.Count;
    }

    /// <summary>Takes changes over; true when something here changed.</summary>
    public bool Hear(IReadOnlyList<LiveChange<Guid, TicketView>> changes)
    {
        var touched = Picture.Hear(changes);
        if (IsLive)
            Total = Picture.Rows.Count;
        else
            touched |= FollowFound(changes);
        return touched;
    }

    /// <summary>Reads the next page of history.</summary>
    public async Task More(CancellationToken cancel)
    {
        var page = await reader.List(Caller, Filter with { Cursor = next }, cancel);
        var known = found.Select(t => t.Id).ToHashSet();
        found.AddRange(page.Items.Select(TicketView.Of).Where(t => known.Add(t.Id)));
        next = page.Next;
    }

    /// <summary>When nothing matches: the condition without which something would, and how many.</summary>
    public async Task<(FilterChip Chip, int Count)?> WhatIsInTheWay(TicketQueries queries, IEnumerable<TicketView> now, CancellationToken cancel)
    {
        foreach (var chip in Chips.Reverse())
        {
            var filter = queries.Filter(chip.Without);
            var (scope, standing) = (match.Scope(filter), TicketMatch.Standing(filter));
            var count = TicketMatch.IsLive(chip.Without, filter)
                ? now.Count(t => t.IsVisibleTo(Caller) && scope(t) && standing(t))
                : await reader.Count(Caller, filter, cancel);
            if (count > 0)
                return (chip, count);
        }
        return null;
    }

    /// <summary>The on-time rate of the days before an instant, under the filter's who and where.</summary>
    public async Task<OnTimeRate> Rate(DateTimeOffset now, CancellationToken cancel)
    {
        var scope = Filter with
        {
            States = [], OpenOnly = false, Clock = null, Search = null, OpenedFrom = null, OpenedTo = null, CompletedFrom = now.AddDays(-RateDays), CompletedTo = null,
        };
        var met = await reader.Count(Caller, scope with { Outcome = TicketOutcome.CompletedInTime }, cancel);
        var late = await reader.Count(Caller, scope with { Outcome = TicketOutcome.Breached }, cancel);
        return new(met, met + late);
    }

    /// <summary>Whether a row is chosen.</summary>
    public bool IsSelected(Guid id) => selected.Contains(id);

    /// <summary>Chooses a row, or no longer.</summary>
    public void Select(Guid id, bool chosen) => _ = chosen ? selected.Add(id) : selected.Remove(id);

    /// <summary>Chooses all rows that are there, the first <see cref="MostSelected"/> of them, or none.</summary>
    public void SelectAll(bool chosen)
    {
        selected.Clear();
        if (chosen)
            selected.UnionWith(Rows.Take(MostSelected).Select(t => t.Id));
    }

    private bool FollowFound(IReadOnlyList<LiveChange<Guid, TicketView>> changes)
    {
        var places = found.Select((t, i) => (t.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var touched = false;
        foreach (var change in changes)
            if (change.Value is { } ticket && places.TryGetValue(change.Key, out var place) && ticket.IsVisibleTo(Caller))
            {
                found[place] = ticket;
                touched = true;
            }
        if (touched)
            found = [.. found]; // another list, so that the rows are drawn again
        return touched;
    }
}
