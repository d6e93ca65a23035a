using CommandCenter.Tickets;

namespace CommandCenter.Reports.Figures;

/// <summary>One of the three rates of a hotline: what it divides by what, and which tickets stand behind both.</summary>
/// <param name="Key">Names its texts: its word, and with <c>Define.</c> its definition.</param>
/// <param name="Name">Names it on a page.</param>
/// <param name="Part">The numerator.</param>
/// <param name="Whole">The denominator.</param>
/// <param name="PartOutcome">The tickets of the numerator.</param>
/// <param name="WholeOutcome">The tickets of the denominator.</param>
/// <param name="Target">What the city has set itself, in per cent; null where it has not.</param>
public sealed record AnswerRate(
    string Key, string Name, Func<SlaFigures, int> Part, Func<SlaFigures, int> Whole, TicketOutcome PartOutcome, TicketOutcome WholeOutcome, Func<FigureTargets, double?> Target)
{
    /// <summary>响应率, 解决率, 满意率.</summary>
    public static IReadOnlyList<AnswerRate> All { get; } =
    [
        new("ResponseRate", "response", f => f.Responded, f => f.Reached, TicketOutcome.Responded, TicketOutcome.Reached, t => t.ResponsePercent),
        new("ResolutionRate", "resolution", f => f.Resolved, f => f.Reached, TicketOutcome.Resolved, TicketOutcome.Reached, t => t.ResolutionPercent),
        new("SatisfactionRate", "satisfaction", f => f.Satisfied, f => f.Rated, TicketOutcome.Satisfied, TicketOutcome.Rated, t => t.SatisfactionPercent),
    ];

    /// <summary>0 to 1; null where nobody was asked.</summary>
    public double? Of(SlaFigures figures) => Whole(figures) == 0 ? null : (double)Part(figures) / Whole(figures);
}
