using System.Runtime.CompilerServices;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Live;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>
/// What a subscriber of the hub is told: a snapshot, then changes, each thing with its latest value. The subscriber's own reading sets the pace: while it is slow its
/// changes wait by ticket, not by event, and nobody else waits for it.
/// </summary>
public sealed class LiveFeed(TicketsLive live, FigureSampler sampler, WallWords words, City city, TimeProvider clock)
{
    /// <summary>The shortest time between two messages of changes.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest time between two messages of figures.</summary>
    public static readonly TimeSpan FiguresEvery = TimeSpan.FromSeconds(10);

    private const int SnapshotPart = 500;

    /// <summary>Snapshot, figures, then what changes; ends when cancelled.</summary>
    public async IAsyncEnumerable<LiveMessage> Read(Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var subscription = live.Set.Subscribe();
        using var timer = new PeriodicTimer(Pace, clock);
        var seen = new HashSet<Guid>();
        var number = 0L;
        foreach (var part in Snapshot(subscription, caller, seen))
            yield return part with { Number = ++number };
        yield return Figures(caller) with { Number = ++number };
        var figuresAt = clock.Now();
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var changes = Changes(subscription, caller, seen);
            if (changes is not null)
                yield return changes with { Number = ++number };
            if (changes is null && clock.Now() - figuresAt < FiguresEvery)
                continue;
            yield return Figures(caller) with { Number = ++number };
            figuresAt = clock.Now();
        }
    }

    private IEnumerable<LiveMessage> Snapshot(LiveSubscription<Guid, TicketView> subscription, Caller caller, HashSet<Guid> seen)
    {
        var tickets = subscription.Snapshot.Values.Where(t => t.IsVisibleTo(caller)).OrderBy(t => t.Sequence).ToList();
        seen.UnionWith(tickets.Select(t => t.Id));
        for (var from = 0; from == 0 || from < tickets.Count; from += SnapshotPart)
            yield return new(0, "snapshot", clock.Now(), [.. tickets.Skip(from).Take(SnapshotPart).Select(t => Ticket(t, caller))], More: from + SnapshotPart < tickets.Count);
    }

    private LiveMessage? Changes(LiveSubscription<Guid, TicketView> subscription, Caller caller, HashSet<Guid> seen)
    {
        var (now, gone) = (new List<LiveTicket>(), new List<Guid>());
        foreach (var (id, ticket, _) in subscription.Take())
            if (ticket is not null && ticket.IsVisibleTo(caller))
            {
                seen.Add(id);
                now.Add(Ticket(ticket, caller));
            }
            else if (seen.Remove(id))
            {
                gone.Add(id);
            }
        return now.Count + gone.Count == 0 ? null : new(0, "changes", clock.Now(), now, gone);
    }

    private LiveMessage Figures(Caller caller)
    {
        var figures = CityFigures.Of(live.Set.Items.Values.Where(t => t.IsVisibleTo(caller)), city, clock.Now());
        var rate = WallReader.SeesWholeCity(caller) ? sampler.Trend.OnTime : null;
        return new(0, "figures", figures.At, Figures: new(live.Set.FreshAt, figures.Open, figures.OpenedToday, figures.ClosedToday, figures.ByState, figures.ByArea, rate));
    }

    private LiveTicket Ticket(TicketView t, Caller caller) => new(
        t.Id, t.Number, t.State, t.Priority, words.What(t), words.Where(t), caller.SeesRequesters || caller.Scopes.Contains(Scope.TicketsRead) ? t.Title : null,
        t.CategoryId, t.DepartmentId, t.AreaId, t.Latitude, t.Longitude, t.OpenedAt, t.NextDueAt, t.NextClock, t.CompletedAt, t.ClosedAt);
}
