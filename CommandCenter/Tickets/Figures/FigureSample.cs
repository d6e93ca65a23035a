namespace CommandCenter.Tickets;

/// <summary>The figures of one instant, for the small lines beside them and for "yesterday at this hour".</summary>
/// <param name="At">The instant.</param>
/// <param name="Open">Open tickets.</param>
/// <param name="AtRisk">Open and inside the warning window.</param>
/// <param name="Breached">Open and past due.</param>
/// <param name="Undispatched">Open and with no department.</param>
/// <param name="OpenedToday">Opened between midnight and the instant.</param>
/// <param name="ClosedToday">Closed between midnight and the instant.</param>
public sealed record FigureSample(DateTimeOffset At, int Open, int AtRisk, int Breached, int Undispatched, int OpenedToday, int ClosedToday)
{
    /// <summary>The sample of live figures.</summary>
    public static FigureSample Of(CityFigures figures) => new(
        figures.At, figures.Open.All, figures.Open.AtRisk, figures.Open.Breached, figures.Undispatched, figures.OpenedToday, figures.ClosedToday);
}

/// <summary>A share with what it was divided from.</summary>
/// <param name="Part">The numerator.</param>
/// <param name="Whole">The denominator.</param>
public sealed record FigureRate(int Part, int Whole)
{
    /// <summary>0 to 1; null when there is nothing to divide by.</summary>
    public double? Share => Whole == 0 ? null : (double)Part / Whole;
}

/// <summary>The three rates of a hotline, each of those who were asked.</summary>
/// <param name="Response">响应率: somebody turned to them in time, of all who were reached.</param>
/// <param name="Resolution">解决率: it is resolved, of all who were reached.</param>
/// <param name="Satisfaction">满意率: satisfied, of all who said whether they are.</param>
public sealed record AnswerRates(FigureRate Response, FigureRate Resolution, FigureRate Satisfaction);

/// <summary>What live figures are held against: the last day, earlier weeks, and the rate of the last 30 days.</summary>
/// <param name="At">When it was computed; null before the first time.</param>
/// <param name="Samples">The last 24 hours, oldest first, one for every <see cref="FigureSampler.Step"/>.</param>
/// <param name="UsualOpened">How many requests usually have come in by this hour; null where no earlier week is known.</param>
/// <param name="UsualClosed">How many tickets usually are closed by this hour; null where no earlier week is known.</param>
/// <param name="OnTime">Of the tickets with a limit completed in the last 30 days, those completed in time.</param>
public sealed record FigureTrend(DateTimeOffset? At, IReadOnlyList<FigureSample> Samples, int? UsualOpened, int? UsualClosed, FigureRate? OnTime)
{
    /// <summary>What requesters of tickets completed in the last 30 days said; null before it was counted.</summary>
    public AnswerRates? Answers { get; init; }

    /// <summary>The same by the day of completion, for the last <see cref="FigureSampler.RateLineDays"/> days on which anybody was reached, oldest first.</summary>
    public IReadOnlyList<AnswerRates> AnswersByDay { get; init; } = [];

    /// <summary>Nothing is known yet.</summary>
    public static FigureTrend None { get; } = new(null, [], null, null, null);

    /// <summary>The sample of a day ago, give or take a step; null where there is none.</summary>
    public FigureSample? Yesterday(DateTimeOffset now) =>
        Samples.Where(s => (now - TimeSpan.FromDays(1) - s.At).Duration() <= FigureSampler.Step).MinBy(s => (now - TimeSpan.FromDays(1) - s.At).Duration());
}
