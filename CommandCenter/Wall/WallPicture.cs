using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;
using CommandCenter.Devices;
using CommandCenter.Devices.Panels;
using CommandCenter.People;
using CommandCenter.People.Panels;
using CommandCenter.Platform.Maps;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;

namespace CommandCenter.Wall;

/// <summary>What is true now, as far as a reader may see it.</summary>
/// <param name="Tickets">The tickets.</param>
/// <param name="Alarms">The alarms, hidden ones too.</param>
/// <param name="Devices">The devices with their newest values.</param>
/// <param name="People">Where the field staff is.</param>
public sealed record WallSources(
    IReadOnlyCollection<TicketView> Tickets, IReadOnlyCollection<AlarmView> Alarms, IReadOnlyCollection<DeviceView> Devices, IReadOnlyCollection<StaffPosition> People);

/// <summary>
/// What one screen shows at one instant. Each part is made when its panel asks for it, inside the panel's own tile: what cannot be made stays there.
/// </summary>
public sealed class WallPicture
{
    private readonly WallSources sources;
    private readonly Lazy<CityFigures> figures;
    private readonly Lazy<IReadOnlyList<WallColumn>> board;
    private readonly Lazy<WallFeed> feed;
    private readonly Lazy<IReadOnlyList<MapMark>> marks;

    /// <summary>A picture.</summary>
    /// <param name="sources">What the reader may see.</param>
    /// <param name="trend">What the figures are held against; null for a reader who does not see the whole city, because it counts the whole city.</param>
    /// <param name="alarmSamples">The last day of alarm figures, oldest first; empty for a reader who does not see the whole city.</param>
    /// <param name="areas">The areas of the map.</param>
    /// <param name="icon">The icon of a device's kind.</param>
    /// <param name="city">Decides when a day begins.</param>
    /// <param name="at">Now.</param>
    public WallPicture(WallSources sources, FigureTrend? trend, IReadOnlyList<AlarmSample> alarmSamples, IReadOnlyList<MapArea> areas, Func<string, string?> icon, City city, DateTimeOffset at)
    {
        this.sources = sources;
        (Trend, AlarmSamples, Areas, At, Midnight) = (trend, alarmSamples, areas, at, city.StartOf(city.DayOf(at)));
        figures = new(() => CityFigures.Of(sources.Tickets, city, at));
        board = new(() => WallBoard.Of(sources.Tickets, Figures));
        feed = new(() => WallFeed.Of(sources.Alarms));
        marks = new(() => Draw(icon));
    }

    /// <summary>The instant it was made.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The beginning of its day in the city's zone.</summary>
    public DateTimeOffset Midnight { get; }

    /// <summary>What the figures are held against; null where the reader does not see the whole city.</summary>
    public FigureTrend? Trend { get; }

    /// <summary>The last day of alarm figures.</summary>
    public IReadOnlyList<AlarmSample> AlarmSamples { get; }

    /// <summary>The devices.</summary>
    public IReadOnlyCollection<DeviceView> Devices => sources.Devices;

    /// <summary>The alarms, hidden ones too.</summary>
    public IReadOnlyCollection<AlarmView> Alarms => sources.Alarms;

    /// <summary>The areas of the map.</summary>
    public IReadOnlyList<MapArea> Areas { get; }

    /// <summary>The figures.</summary>
    public CityFigures Figures => figures.Value;

    /// <summary>The board.</summary>
    public IReadOnlyList<WallColumn> Board => board.Value;

    /// <summary>The alarm feed.</summary>
    public WallFeed Feed => feed.Value;

    /// <summary>What has a place: alarms, open tickets by their clock, people, and devices that cannot be believed. One that is well says nothing on a wall, and thousands of them would hide what does.</summary>
    public IReadOnlyList<MapMark> Marks => marks.Value;

    /// <summary>How many open tickets have no place to be drawn at.</summary>
    public int Unplaced => sources.Tickets.Count(t => t.IsOpen && !Position.TryCreate(t.Latitude, t.Longitude, out _, out _));

    private List<MapMark> Draw(Func<string, string?> icon)
    {
        var alarmed = sources.Alarms.Where(a => a.IsInFeed).Select(a => a.DeviceId).OfType<Guid>().ToHashSet();
        return
        [
            .. sources.Devices.Where(d => d.State != DeviceState.Online && !alarmed.Contains(d.Id)).Select(d => DeviceFaces.Mark(d, icon(d.KindCode))).OfType<MapMark>(),
            .. sources.People.Select(p => StaffFaces.Mark(p, At)),
            .. sources.Tickets.Where(t => t.IsOpen).Select(t => TicketFaces.Mark(t, At) is { } mark ? mark with { Label = null } : null).OfType<MapMark>(),
            .. sources.Alarms.Select(a => AlarmFaces.Mark(a)).OfType<MapMark>(),
        ];
    }
}
