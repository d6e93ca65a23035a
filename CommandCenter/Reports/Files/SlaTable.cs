using System.Globalization;
using CommandCenter.Reports.Figures;

namespace CommandCenter.Reports.Files;

/// <summary>One line of a report's file.</summary>
/// <param name="Group"><c>total</c>, <c>department</c>, <c>category</c> or <c>area</c>.</param>
/// <param name="Name">What the line is about.</param>
/// <param name="Now">The period.</param>
/// <param name="Before">The period before.</param>
public sealed record SlaLine(string Group, string Name, SlaFigures Now, SlaFigures Before);

/// <summary>A column of a report's file: its lasting name and its value; null where there is none.</summary>
public sealed record SlaColumn(string Name, Func<SlaLine, object?> Value);

/// <summary>What stands in every file of a report, whatever its form.</summary>
public static class SlaTable
{
    /// <summary>The columns after group and name. Their names are those of the CSV and, with <c>Column.</c> before them, of the texts.</summary>
    public static IReadOnlyList<SlaColumn> Columns { get; } =
    [
        new("received", l => l.Now.Received), new("rejected", l => l.Now.Rejected),
        new("signed_in_time", l => l.Now.SignedInTime), new("sign_decided", l => l.Now.SignDecided), new("sign_rate", l => Rate(l.Now.SignRate)),
        new("completed_in_time", l => l.Now.CompletedInTime), new("completion_decided", l => l.Now.CompletionDecided), new("completion_rate", l => Rate(l.Now.CompletionRate)),
        new("breached", l => l.Now.Breached), new("open_at_risk", l => l.Now.OpenAtRisk),
        new("reached", l => l.Now.Reached), new("responded", l => l.Now.Responded), new("response_rate", l => Rate(l.Now.ResponseRate)),
        new("resolved", l => l.Now.Resolved), new("resolution_rate", l => Rate(l.Now.ResolutionRate)),
        new("rated", l => l.Now.Rated), new("satisfied", l => l.Now.Satisfied), new("satisfaction_rate", l => Rate(l.Now.SatisfactionRate)),
        new("handled", l => l.Now.Handled), new("median_hours", l => l.Now.MedianHours), new("ninetieth_hours", l => l.Now.NinetiethHours),
        new("received_before", l => l.Before.Received), new("completion_rate_before", l => Rate(l.Before.CompletionRate)), new("breached_before", l => l.Before.Breached),
    ];

    /// <summary>The total.</summary>
    public static SlaLine Total(SlaReport report, CultureInfo reader) => new("total", ReportsText.In(reader, "Total"), report.Total, report.Before);

    /// <summary>The lines of a dimension, in the report's order.</summary>
    public static IReadOnlyList<SlaLine> Lines(SlaReport report, SlaDimension dimension, SlaNames names, CultureInfo reader)
    {
        var rows = dimension switch { SlaDimension.Department => report.Departments, SlaDimension.Category => report.Categories, _ => report.Areas };
        return [.. rows.Select(r => new SlaLine(dimension.ToString().ToLowerInvariant(), names.Of(dimension, r.Group, reader), r.Now, r.Before))];
    }

    private static double? Rate(double? rate) => rate is { } known ? Math.Round(known, 4) : null;
}
