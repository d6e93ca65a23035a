using System.Globalization;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;

namespace CommandCenter.Reports.Figures;

/// <summary>What kind of thing a row is about.</summary>
public enum SlaDimension
{
    /// <summary>Lead departments.</summary>
    Department,

    /// <summary>Categories.</summary>
    Category,

    /// <summary>Areas.</summary>
    Area,
}

/// <summary>
/// The tickets behind a figure: as a filter, to count them, and as the address of the list that shows them. Both say the same, and a test holds that the list has as
/// many tickets as the figure says.
/// </summary>
public static class SlaLinks
{
    /// <summary>The tickets of a period in a report's scope.</summary>
    public static TicketFilter Within(SlaRequest request, SlaPeriod period, City city)
    {
        var (from, to) = (city.StartOf(period.From), city.StartOf(period.To.AddDays(1)));
        return request.By == PeriodBasis.Opening ? request.Scope with { OpenedFrom = from, OpenedTo = to } : request.Scope with { CompletedFrom = from, CompletedTo = to };
    }

    /// <summary>The tickets of the scope whose limit ran out on the days from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static TicketFilter BreachedOn(SlaRequest request, DateOnly first, DateOnly last, City city) => request.Scope with
    {
        Outcome = TicketOutcome.Breached, DueFrom = city.StartOf(first), DueTo = city.StartOf(last.AddDays(1)),
    };

    /// <summary>The words for the tickets of the period.</summary>
    /// <param name="request">The report.</param>
    /// <param name="outcome">Only those with this outcome.</param>
    /// <param name="row">Only those of a row.</param>
    public static TicketQuery Query(SlaRequest request, TicketOutcome? outcome = null, (SlaDimension Dimension, SlaGroup Group)? row = null)
    {
        var (from, to) = (Day(request.Period.From), Day(request.Period.To.AddDays(1)));
        var query = Scope(request, row) with { Outcome = outcome?.ToString() };
        return request.By == PeriodBasis.Opening ? query with { OpenedFrom = from, OpenedTo = to } : query with { CompletedFrom = from, CompletedTo = to };
    }

    /// <summary>The words for the tickets of a bar.</summary>
    public static TicketQuery Query(SlaRequest request, BreachBar bar) => Scope(request, null) with
    {
        Outcome = nameof(TicketOutcome.Breached), DueFrom = Day(bar.From), DueTo = Day(bar.To.AddDays(1)),
    };

    /// <summary>The words for the rejected tickets of the period.</summary>
    public static TicketQuery Rejected(SlaRequest request) => Query(request) with { State = nameof(TicketState.Rejected) };

    /// <summary>The address of the list.</summary>
    public static string Address(TicketQuery query) => "/tickets" + QueryWords.Join(
        ("view", "list"), ("state", query.State), ("outcome", query.Outcome), ("department", query.Department), ("category", query.Category), ("area", query.Area),
        ("openedFrom", query.OpenedFrom), ("openedTo", query.OpenedTo), ("completedFrom", query.CompletedFrom), ("completedTo", query.CompletedTo),
        ("dueFrom", query.DueFrom), ("dueTo", query.DueTo));

    // A row lies within the scope, so it stands in its place.
    private static TicketQuery Scope(SlaRequest request, (SlaDimension Dimension, SlaGroup Group)? row)
    {
        var scope = request.Scope;
        var query = new TicketQuery
        {
            Department = scope.NoDepartment ? TicketQuery.Nothing : scope.DepartmentId?.ToString(),
            Category = scope.NoCategory ? TicketQuery.Nothing : Word(scope.CategoryId, scope.CategoryOnly),
            Area = scope.NoArea ? TicketQuery.Nothing : Word(scope.AreaId, scope.AreaOnly),
        };
        return row switch
        {
            (SlaDimension.Department, var group) => query with { Department = Word(group) },
            (SlaDimension.Category, var group) => query with { Category = Word(group) },
            (SlaDimension.Area, var group) => query with { Area = Word(group) },
            _ => query,
        };
    }

    private static string Word(SlaGroup group) => Word(group.Id, group.Only) ?? TicketQuery.Nothing;

    private static string? Word(Guid? id, bool only) => id is null ? null : only ? TicketQuery.Only + id : id.ToString();

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
