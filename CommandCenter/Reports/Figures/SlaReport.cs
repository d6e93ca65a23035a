namespace CommandCenter.Reports.Figures;

/// <summary>What a row of a report is about: a department, a category or an area; without an id, the tickets that have none.</summary>
/// <param name="Id">The thing; null for tickets without one.</param>
/// <param name="Only">The tickets directly in it, without those below: they stand above the level that was asked for.</param>
public readonly record struct SlaGroup(Guid? Id, bool Only = false);

/// <summary>One row.</summary>
/// <param name="Group">What it is about.</param>
/// <param name="Now">The period.</param>
/// <param name="Before">The period before.</param>
/// <param name="Trend">Breached tickets in equal parts of the period, oldest first.</param>
public sealed record SlaRow(SlaGroup Group, SlaFigures Now, SlaFigures Before, IReadOnlyList<int> Trend);

/// <summary>The SLA report of one period: immutable, shared by every screen that asked for the same.</summary>
public sealed record SlaReport
{
    /// <summary>What was asked for.</summary>
    public required SlaRequest Request { get; init; }

    /// <summary>When the tickets were read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Every ticket of the period.</summary>
    public required SlaFigures Total { get; init; }

    /// <summary>Every ticket of the period before.</summary>
    public required SlaFigures Before { get; init; }

    /// <summary>The total in equal parts of the period, oldest first.</summary>
    public required IReadOnlyList<SlaFigures> Trend { get; init; }

    /// <summary>By lead department, the lowest completion rate first.</summary>
    public required IReadOnlyList<SlaRow> Departments { get; init; }

    /// <summary>By category, the largest growth of breaches first.</summary>
    public required IReadOnlyList<SlaRow> Categories { get; init; }

    /// <summary>By area, the lowest completion rate first.</summary>
    public required IReadOnlyList<SlaRow> Areas { get; init; }

    /// <summary>When limits ran out.</summary>
    public required BreachSeries Breaches { get; init; }

    /// <summary>Whether the period before has any ticket to compare with.</summary>
    public bool CanCompare => Before.Received > 0;
}
