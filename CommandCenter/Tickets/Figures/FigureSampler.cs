using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets;

/// <summary>
/// Keeps what live figures are held against. At start it computes the last 24 hours from the database, then it takes samples of the live set; rates and
/// usual values are read again with each sweep. Each node keeps its own.
/// </summary>
public sealed class FigureSampler(IDbContextFactory<CityDb> databases, TicketsLive live, City city, TimeProvider clock, ILogger<FigureSampler> logger) : Worker(clock, logger)
{
    private const int WeeksCompared = 4;
    private const int RateDays = 30;
    private readonly TimeProvider clock = clock;

    /// <summary>The time between two samples.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How many days the line beside a rate goes back.</summary>
    public const int RateLineDays = 14;

    /// <summary>What was found last.</summary>
    public FigureTrend Trend { get; private set; } = FigureTrend.None;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromMinutes(5);

    /// <summary>Computes everything anew: after history came in, which samples of the live set know nothing of.</summary>
    public void Restart()
    {
        Trend = FigureTrend.None;
        Nudge();
    }

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        var now = clock.Now();
        var samples = await Samples(now, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var weeks = await Weeks(db, now, cancel);
        Trend = new(now, samples, await Usual(weeks, (from, to) => db.Set<Ticket>().CountAsync(t => t.OpenedAt >= from && t.OpenedAt <= to, cancel)),
            await Usual(weeks, (from, to) => db.Set<Ticket>().CountAsync(t => t.State == TicketState.Closed && t.ClosedAt >= from && t.ClosedAt <= to, cancel)),
            await OnTime(db, now - TimeSpan.FromDays(RateDays), now, cancel))
        {
            Answers = await Answers(db, now - TimeSpan.FromDays(RateDays), now, cancel),
            AnswersByDay = await AnswersByDay(db, city.DayOf(now), cancel),
        };
        return false;
    }

    private async Task<IReadOnlyList<FigureSample>> Samples(DateTimeOffset now, CancellationToken cancel)
    {
        if (Trend.Samples is not [.., var last] || now - last.At >= 2 * Step || live.Set.FreshAt is null)
            return await Past(now, cancel);
        return now - last.At < Step ? Trend.Samples
            : [.. Trend.Samples.Where(s => s.At > now - TimeSpan.FromDays(1) - Step), FigureSample.Of(CityFigures.Of(live.Set.Items.Values, city, now))];
    }

    private async Task<IReadOnlyList<FigureSample>> Past(DateTimeOffset now, CancellationToken cancel)
    {
        var steps = (int)(TimeSpan.FromDays(1) / Step);
        var instants = Enumerable.Range(0, steps + 1).Select(i => now - (steps - i) * Step).ToList();
        var since = city.StartOf(city.DayOf(instants[0]));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var tickets = await db.Set<Ticket>().Where(t => (t.CompletedAt == null && t.ClosedAt == null) || t.CompletedAt >= since || t.ClosedAt >= since)
            .Select(t => new TicketSpan(t.Id, t.State, t.OpenedAt, t.DispatchedAt, t.SignedAt, t.CompletedAt, t.ClosedAt, t.SignRiskAt, t.SignDueAt, t.ResolutionRiskAt, t.ResolutionDueAt))
            .ToListAsync(cancel);
        var suspended = await db.Set<TicketPause>().Where(p => p.Reason != null && (p.ToAt == null || p.ToAt >= since))
            .Select(p => new SuspendedSpan(p.TicketId, p.FromAt, p.ToAt)).ToListAsync(cancel);
        return FigureHistory.Samples(tickets, suspended, instants, city);
    }

    // The same weekday of earlier weeks, from its midnight to this time of day, as far back as there are tickets at all.
    private async Task<List<(DateTimeOffset From, DateTimeOffset To)>> Weeks(CityDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var first = await db.Set<Ticket>().OrderBy(t => t.OpenedAt).Select(t => (DateTimeOffset?)t.OpenedAt).FirstOrDefaultAsync(cancel);
        var (today, passed) = (city.DayOf(now), now - city.StartOf(city.DayOf(now)));
        return [.. Enumerable.Range(1, WeeksCompared).Select(week => city.StartOf(today.AddDays(-7 * week))).Where(from => first <= from).Select(from => (from, from + passed))];
    }

    private static async Task<int?> Usual(List<(DateTimeOffset From, DateTimeOffset To)> weeks, Func<DateTimeOffset, DateTimeOffset, Task<int>> count)
    {
        if (weeks.Count == 0)
            return null;
        var sum = 0;
        foreach (var (from, to) in weeks)
            sum += await count(from, to);
        return (int)Math.Round((double)sum / weeks.Count, MidpointRounding.AwayFromZero);
    }

    private static async Task<AnswerRates> Answers(CityDb db, DateTimeOffset since, DateTimeOffset now, CancellationToken cancel)
    {
        var counts = await db.Set<Ticket>().Where(t => t.CompletedAt >= since && t.CompletedAt <= now && t.AnsweredResolved != null).GroupBy(_ => 1).Select(g => new
        {
            All = g.Count(),
            Responded = g.Count(t => t.AnsweredResponded == true),
            Resolved = g.Count(t => t.AnsweredResolved == true),
            Satisfied = g.Count(t => t.AnsweredSatisfied == true),
            Rated = g.Count(t => t.AnsweredSatisfied != null),
        }).FirstOrDefaultAsync(cancel);
        return counts is null ? new(new(0, 0), new(0, 0), new(0, 0)) : new(new(counts.Responded, counts.All), new(counts.Resolved, counts.All), new(counts.Satisfied, counts.Rated));
    }

    // Whole days only: the first hours of a day say little.
    private async Task<IReadOnlyList<AnswerRates>> AnswersByDay(CityDb db, DateOnly today, CancellationToken cancel)
    {
        var days = new List<AnswerRates>();
        for (var day = today.AddDays(-RateLineDays); day < today; day = day.AddDays(1))
            if (await Answers(db, city.StartOf(day), city.StartOf(day.AddDays(1)).AddTicks(-1), cancel) is { Response.Whole: > 0 } rates)
                days.Add(rates);
        return days;
    }

    private static async Task<FigureRate> OnTime(CityDb db, DateTimeOffset since, DateTimeOffset now, CancellationToken cancel)
    {
        var completed = db.Set<Ticket>().Where(t => t.CompletedAt >= since && t.CompletedAt <= now && t.ResolutionDueAt != null);
        return new(await completed.CountAsync(t => t.CompletedAt <= t.ResolutionDueAt, cancel), await completed.CountAsync(cancel));
    }
}
