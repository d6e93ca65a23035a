using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms;

/// <summary>How many alarms there were at an instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Active">Raised and not cleared, hidden ones left out.</param>
/// <param name="Unacknowledged">Raised and acknowledged by nobody, hidden ones left out.</param>
public sealed record AlarmSample(DateTimeOffset At, int Active, int Unacknowledged);

/// <summary>
/// Keeps the last day of alarm figures for the small lines beside them. At start it is computed from the rows, then samples of the live set are taken; each node keeps its own.
/// What is shelved, suppressed or out of service counts no more than it does beside them; since when it is hidden the row does not say, so of the past it is left out altogether.
/// </summary>
public sealed class AlarmSampler(IDbContextFactory<CityDb> databases, AlarmsLive live, TimeProvider clock, ILogger<AlarmSampler> logger) : Worker(clock, logger)
{
    /// <summary>The time between two samples.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Span = TimeSpan.FromDays(1);
    private readonly TimeProvider clock = clock;

    /// <summary>The last 24 hours, oldest first.</summary>
    public IReadOnlyList<AlarmSample> Samples { get; private set; } = [];

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <summary>The sample of a day ago, give or take a step; null where there is none.</summary>
    public AlarmSample? Yesterday(DateTimeOffset now) => Samples.Where(s => (now - Span - s.At).Duration() <= Step).MinBy(s => (now - Span - s.At).Duration());

    /// <summary>Computes everything anew: after a city went, or its history came, that the samples know nothing of.</summary>
    public void Restart()
    {
        Samples = [];
        Nudge();
    }

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        var now = clock.Now();
        if (Samples is not [.., var last] || now - last.At >= 2 * Step || live.Set.FreshAt is null)
            Samples = await Past(now, cancel);
        else if (now - last.At >= Step)
            Samples = [.. Samples.Where(s => s.At > now - Span - Step), Now(now)];
        return false;
    }

    private AlarmSample Now(DateTimeOffset now)
    {
        var shown = live.Set.Items.Values.Where(a => a.Hiding == AlarmHiding.None).ToList();
        return new(now, shown.Count(a => a.IsActive), shown.Count(a => a.IsUnacknowledged));
    }

    private async Task<IReadOnlyList<AlarmSample>> Past(DateTimeOffset now, CancellationToken cancel)
    {
        var since = now - Span;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<Alarm>().Where(a => !a.History && a.Hiding == AlarmHiding.None && a.RaisedAt <= now && (a.State != AlarmState.Normal || a.ClearedAt >= since || a.AcknowledgedAt >= since))
            .Select(a => new { a.RaisedAt, a.ClearedAt, a.AcknowledgedAt }).ToListAsync(cancel);
        var steps = (int)(Span / Step);
        return [.. Enumerable.Range(0, steps + 1).Select(i => now - (steps - i) * Step).Select(at => new AlarmSample(
            at,
            rows.Count(r => r.RaisedAt <= at && !(r.ClearedAt <= at)),
            rows.Count(r => r.RaisedAt <= at && !(r.AcknowledgedAt <= at))))];
    }
}
