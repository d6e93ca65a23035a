using System.Text.Json.Serialization;
using CommandCenter.Tickets;

namespace CommandCenter.Reports.Figures;

/// <summary>What a report needs to know of one ticket.</summary>
public readonly record struct TicketFact(
    Guid? DepartmentId, Guid? CategoryId, Guid? AreaId, TicketState State, ClockState SignClock, ClockState ResolutionClock,
    DateTimeOffset OpenedAt, DateTimeOffset? CompletedAt, TimeSpan PausedFor)
{
    /// <summary>What the requester answered when called back last; null while nobody reached them.</summary>
    public RequesterAnswers? Answers { get; init; }
}

/// <summary>
/// The figures of one group of tickets in one period. A rate stands beside its numerator and denominator and is null, and written as null, where there is nothing to divide by. What counts
/// and what does not is in the texts <c>Define.*</c>, which every screen shows beside the figure.
/// </summary>
public sealed record SlaFigures
{
    /// <summary>Nothing was counted.</summary>
    public static SlaFigures Empty { get; } = new();

    /// <summary>All tickets of the period, rejected ones too; by completion: all that were completed in it.</summary>
    public int Received { get; init; }

    /// <summary>Those of them that were rejected. No other figure counts them, because no clock runs for them.</summary>
    public int Rejected { get; init; }

    /// <summary>Signed within the sign limit.</summary>
    public int SignedInTime { get; init; }

    /// <summary>Signed, or past the sign limit: those for which "in time" is decided.</summary>
    public int SignDecided { get; init; }

    /// <summary><see cref="SignedInTime"/> of <see cref="SignDecided"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? SignRate => Share(SignedInTime, SignDecided);

    /// <summary>Completed within the resolution limit.</summary>
    public int CompletedInTime { get; init; }

    /// <summary>Completed with a limit, or past it: those for which "in time" is decided.</summary>
    public int CompletionDecided { get; init; }

    /// <summary><see cref="CompletedInTime"/> of <see cref="CompletionDecided"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? CompletionRate => Share(CompletedInTime, CompletionDecided);

    /// <summary>Past the resolution limit: open as of now, or completed after it.</summary>
    public int Breached { get; init; }

    /// <summary>Open and inside the warning window; null by completion, where nothing is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? OpenAtRisk { get; init; }

    /// <summary>Tickets whose requester was reached by a callback and answered; after a rework the last answers count.</summary>
    public int Reached { get; init; }

    /// <summary>Of them those who said that somebody turned to them in time.</summary>
    public int Responded { get; init; }

    /// <summary>响应率: <see cref="Responded"/> of <see cref="Reached"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? ResponseRate => Share(Responded, Reached);

    /// <summary>Of the reached those who said that it is resolved.</summary>
    public int Resolved { get; init; }

    /// <summary>解决率: <see cref="Resolved"/> of <see cref="Reached"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? ResolutionRate => Share(Resolved, Reached);

    /// <summary>Of the reached those who said whether they are satisfied.</summary>
    public int Rated { get; init; }

    /// <summary>Of the rated those who are very, or simply, or fairly satisfied.</summary>
    public int Satisfied { get; init; }

    /// <summary>满意率: <see cref="Satisfied"/> of <see cref="Rated"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? SatisfactionRate => Share(Satisfied, Rated);

    /// <summary>How many tickets have a handling time.</summary>
    public int Handled { get; init; }

    /// <summary>The median of the handling times, by nearest rank.</summary>
    [JsonIgnore]
    public TimeSpan? Median { get; init; }

    /// <summary>Nine of ten handling times are not longer, by nearest rank.</summary>
    [JsonIgnore]
    public TimeSpan? Ninetieth { get; init; }

    /// <summary><see cref="Median"/> in hours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? MedianHours => Hours(Median);

    /// <summary><see cref="Ninetieth"/> in hours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? NinetiethHours => Hours(Ninetieth);

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private static double? Hours(TimeSpan? time) => time is { } known ? Math.Round(known.TotalHours, 2) : null;
}

/// <summary>Counts tickets into figures, one after another.</summary>
public sealed class FigureSum
{
    private readonly List<long> handling = [];
    private int received, rejected, signedInTime, signDecided, completedInTime, completionDecided, breached, atRisk;
    private int reached, responded, resolved, rated, satisfied;

    /// <summary>How many are past their resolution limit so far.</summary>
    public int Breached => breached;

    /// <summary>Counts a ticket.</summary>
    public void Add(in TicketFact ticket)
    {
        received++;
        if (ticket.State == TicketState.Rejected)
        {
            rejected++;
            return;
        }
        signedInTime += ticket.SignClock == ClockState.Met ? 1 : 0;
        signDecided += Decided(ticket.SignClock);
        completedInTime += ticket.ResolutionClock == ClockState.Met ? 1 : 0;
        completionDecided += Decided(ticket.ResolutionClock);
        breached += ticket.ResolutionClock == ClockState.Breached ? 1 : 0;
        atRisk += ticket.ResolutionClock == ClockState.AtRisk ? 1 : 0;
        Count(ticket.Answers);
        // A source that completed a ticket before it was opened has told us no handling time.
        if (ticket.CompletedAt is { } completed && completed >= ticket.OpenedAt)
            handling.Add(Math.Max(0, (completed - ticket.OpenedAt - ticket.PausedFor).Ticks));
    }

    /// <summary>The figures of what was counted.</summary>
    public SlaFigures Figures(PeriodBasis by)
    {
        handling.Sort();
        return new SlaFigures
        {
            Received = received,
            Rejected = rejected,
            SignedInTime = signedInTime,
            SignDecided = signDecided,
            CompletedInTime = completedInTime,
            CompletionDecided = completionDecided,
            Breached = breached,
            OpenAtRisk = by == PeriodBasis.Opening ? atRisk : null,
            Reached = reached,
            Responded = responded,
            Resolved = resolved,
            Rated = rated,
            Satisfied = satisfied,
            Handled = handling.Count,
            Median = NearestRank(handling, 0.5),
            Ninetieth = NearestRank(handling, 0.9),
        };
    }

    /// <summary>The smallest value that at least <paramref name="share"/> of all values do not exceed; null of none.</summary>
    /// <param name="sorted">Ticks, ascending.</param>
    /// <param name="share">Above 0, up to 1.</param>
    public static TimeSpan? NearestRank(IReadOnlyList<long> sorted, double share) =>
        sorted.Count == 0 ? null : TimeSpan.FromTicks(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)]);

    private void Count(RequesterAnswers? answers)
    {
        if (answers is null)
            return;
        reached++;
        responded += answers.Responded ? 1 : 0;
        resolved += answers.Resolved ? 1 : 0;
        rated += answers.Satisfied is null ? 0 : 1;
        satisfied += answers.Satisfied == true ? 1 : 0;
    }

    private static int Decided(ClockState clock) => clock is ClockState.Met or ClockState.Breached ? 1 : 0;
}
