using CommandCenter.Platform.Maps;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;

namespace CommandCenter.Wall;

/// <summary>
/// What one screen shows at one instant. Each part is made when its panel asks for it, inside the panel's own tile: what cannot be made stays there.
/// </summary>
public sealed class WallPicture
{
    private readonly IReadOnlyCollection<TicketView> tickets;
    private readonly Lazy<CityFigures> figures;
    private readonly Lazy<IReadOnlyList<WallColumn>> board;
    private readonly Lazy<WallNews> news;
    private readonly Lazy<IReadOnlyList<MapMark>> marks;

    /// <summary>A picture of these tickets.</summary>
    /// <param name="tickets">Those the reader may see.</param>
    /// <param name="trend">What the figures are held against; null for a reader who does not see the whole city, because it counts the whole city.</param>
    /// <param name="areas">The areas of the map.</param>
    /// <param name="city">Decides when a day begins.</param>
    /// <param name="at">Now.</param>
    public WallPicture(IReadOnlyCollection<TicketView> tickets, FigureTrend? trend, IReadOnlyList<MapArea> areas, City city, DateTimeOffset at)
    {
        this.tickets = tickets;
        (Trend, Areas, At, Midnight) = (trend, areas, at, city.StartOf(city.DayOf(at)));
        figures = new(() => CityFigures.Of(tickets, city, at));
        board = new(() => WallBoard.Of(tickets, Figures));
        news = new(() => WallNews.Of(tickets, at));
        marks = new(() => [.. tickets.Select(Mark).OfType<MapMark>()]);
    }

    /// <summary>The instant it was made.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The beginning of its day in the city's zone.</summary>
    public DateTimeOffset Midnight { get; }

    /// <summary>What the figures are held against; null where the reader does not see the whole city.</summary>
    public FigureTrend? Trend { get; }

    /// <summary>The areas of the map.</summary>
    public IReadOnlyList<MapArea> Areas { get; }

    /// <summary>The figures.</summary>
    public CityFigures Figures => figures.Value;

    /// <summary>The board.</summary>
    public IReadOnlyList<WallColumn> Board => board.Value;

    /// <summary>The news.</summary>
    public WallNews News => news.Value;

    /// <summary>The open tickets that have a place, by their clock.</summary>
    public IReadOnlyList<MapMark> Marks => marks.Value;

    /// <summary>How many open tickets have no place to be drawn at.</summary>
    public int Unplaced => tickets.Count(t => t.IsOpen) - Marks.Count;

    private MapMark? Mark(TicketView ticket)
    {
        if (!ticket.IsOpen || !Position.TryCreate(ticket.Latitude, ticket.Longitude, out var at, out _))
            return null;
        var symbol = ticket.NextClock switch
        {
            ClockState.Breached => MapSymbol.ClockBreached,
            ClockState.AtRisk => MapSymbol.ClockAtRisk,
            ClockState.Paused => MapSymbol.ClockPaused,
            _ => MapSymbol.ClockOnTime,
        };
        return new(ticket.Id.ToString("N"), at, symbol, symbol is MapSymbol.ClockOnTime or MapSymbol.ClockAtRisk ? ticket.UsedShare(At) : 0);
    }
}
