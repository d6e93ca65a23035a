using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>What happened to a ticket last, as far as a wall tells it.</summary>
public enum NewsKind
{
    /// <summary>红灯: its limit passed.</summary>
    Breached,

    /// <summary>黄灯: it came into the warning window.</summary>
    AtRisk,

    /// <summary>新增: it was opened.</summary>
    Opened,
}

/// <summary>One line of news.</summary>
/// <param name="Ticket">The ticket as it is now.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
public sealed record NewsItem(TicketView Ticket, NewsKind Kind, DateTimeOffset At);

/// <summary>
/// The news of the last 24 hours, each open ticket with the latest of its own, the newest first. It is read from the tickets as they are, so a wall that was just
/// started shows the same as one that has run for days. Pure.
/// </summary>
/// <param name="Newest">The newest, at most <see cref="Rows"/>.</param>
/// <param name="Counts">How many there are of each kind, listed or not.</param>
public sealed record WallNews(IReadOnlyList<NewsItem> Newest, IReadOnlyDictionary<NewsKind, int> Counts)
{
    /// <summary>The lines the widest wall has room for.</summary>
    public const int Rows = 9;

    /// <summary>How long news is news.</summary>
    public static TimeSpan Span { get; } = TimeSpan.FromHours(24);

    /// <summary>How many of a kind are not among the first <paramref name="shown"/> lines.</summary>
    public int More(NewsKind kind, int shown) => Counts.GetValueOrDefault(kind) - Newest.Take(shown).Count(n => n.Kind == kind);

    /// <summary>How many are not among the first <paramref name="shown"/> lines.</summary>
    public int More(int shown) => Counts.Values.Sum() - Math.Min(shown, Newest.Count);

    /// <summary>Reads the news.</summary>
    public static WallNews Of(IEnumerable<TicketView> tickets, DateTimeOffset now)
    {
        var recent = tickets.Select(Latest).OfType<NewsItem>().Where(n => n.At <= now && now - n.At < Span).ToList();
        return new(
            [.. recent.OrderByDescending(n => n.At).ThenByDescending(n => n.Ticket.Sequence).Take(Rows)],
            recent.CountBy(n => n.Kind).ToDictionary());
    }

    private static NewsItem? Latest(TicketView ticket) => !ticket.IsOpen ? null : (ticket.NextClock, ticket.NextDueAt, ticket.RiskAt) switch
    {
        (ClockState.Breached, { } due, _) => new(ticket, NewsKind.Breached, due),
        (ClockState.AtRisk, _, { } risk) => new(ticket, NewsKind.AtRisk, risk),
        (ClockState.Breached or ClockState.AtRisk or ClockState.Paused, _, _) => null,
        _ => new(ticket, NewsKind.Opened, ticket.OpenedAt),
    };
}
