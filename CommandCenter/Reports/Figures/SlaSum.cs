using CommandCenter.Tickets;

namespace CommandCenter.Reports.Figures;

/// <summary>Which row a ticket belongs to, and on which day it counts.</summary>
/// <param name="Category">The row of a category.</param>
/// <param name="Area">The row of an area.</param>
/// <param name="Day">The day of an instant in the city.</param>
public sealed record SlaGrouping(Func<Guid?, SlaGroup> Category, Func<Guid?, SlaGroup> Area, Func<DateTimeOffset, DateOnly> Day);

/// <summary>
/// Counts the tickets of a period and of the one before into a report. Pure: what it knows of the city is in <see cref="SlaGrouping"/>.
/// </summary>
public sealed class SlaSum(SlaRequest request, SlaGrouping grouping)
{
    /// <summary>Into how many parts a period is cut for the small lines beside figures.</summary>
    public const int Parts = 12;

    private readonly FigureSum now = new();
    private readonly FigureSum before = new();
    private readonly FigureSum[] trend = [.. Enumerable.Range(0, Parts).Select(_ => new FigureSum())];
    private readonly Dictionary<SlaGroup, RowSum> departments = [];
    private readonly Dictionary<SlaGroup, RowSum> categories = [];
    private readonly Dictionary<SlaGroup, RowSum> areas = [];

    private sealed class RowSum
    {
        public FigureSum Now { get; } = new();

        public FigureSum Before { get; } = new();

        public int[] Trend { get; } = new int[Parts];
    }

    /// <summary>Counts a ticket of the period.</summary>
    public void Add(in TicketFact ticket)
    {
        now.Add(ticket);
        var at = request.By == PeriodBasis.Opening ? ticket.OpenedAt : ticket.CompletedAt ?? ticket.OpenedAt;
        var part = request.Period.Part(grouping.Day(at), Parts);
        if (part is { } inside)
            trend[inside].Add(ticket);
        foreach (var row in Rows(ticket))
        {
            row.Now.Add(ticket);
            if (part is { } piece && ticket.ResolutionClock == ClockState.Breached)
                row.Trend[piece]++;
        }
    }

    /// <summary>Counts a ticket of the period before.</summary>
    public void AddBefore(in TicketFact ticket)
    {
        before.Add(ticket);
        foreach (var row in Rows(ticket))
            row.Before.Add(ticket);
    }

    /// <summary>The report.</summary>
    public SlaReport Report(DateTimeOffset asOf, BreachSeries breaches) => new()
    {
        Request = request,
        AsOf = asOf,
        Total = now.Figures(request.By),
        Before = before.Figures(request.By),
        Trend = [.. trend.Select(t => t.Figures(request.By))],
        Departments = LowestFirst(Made(departments)),
        Categories = WorseFirst(Made(categories)),
        Areas = LowestFirst(Made(areas)),
        Breaches = breaches,
    };

    private RowSum[] Rows(in TicketFact ticket) =>
    [
        RowOf(departments, new SlaGroup(ticket.DepartmentId)), RowOf(categories, grouping.Category(ticket.CategoryId)), RowOf(areas, grouping.Area(ticket.AreaId)),
    ];

    private static RowSum RowOf(Dictionary<SlaGroup, RowSum> rows, SlaGroup group)
    {
        if (!rows.TryGetValue(group, out var row))
            rows[group] = row = new RowSum();
        return row;
    }

    private List<SlaRow> Made(Dictionary<SlaGroup, RowSum> rows) =>
        [.. rows.Select(r => new SlaRow(r.Key, r.Value.Now.Figures(request.By), r.Value.Before.Figures(request.By), r.Value.Trend))];

    // What nobody can judge comes last; the id makes the order of equals lasting.
    private static List<SlaRow> LowestFirst(List<SlaRow> rows) =>
        [.. rows.OrderBy(r => r.Now.CompletionRate ?? 2).ThenByDescending(r => r.Now.Breached).ThenByDescending(r => r.Now.Received).ThenBy(r => r.Group.Id)];

    private static List<SlaRow> WorseFirst(List<SlaRow> rows) =>
        [.. rows.OrderByDescending(r => r.Now.Breached - r.Before.Breached).ThenByDescending(r => r.Now.Breached).ThenByDescending(r => r.Now.Received).ThenBy(r => r.Group.Id)];
}
