using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Deadlines;

/// <summary>
/// Claims deadlines that are due and hands each to a job. Several nodes may pump: a row is claimed once, and a claim that came to nothing
/// (the process was killed between claim and job) is open again after <see cref="ClaimDuration"/>.
/// </summary>
public sealed class DeadlinePump(IDbContextFactory<CityDb> databases, JobQueue jobs, DatabaseOptions database, TimeProvider clock, ILogger<DeadlinePump> logger) : Worker(clock, logger)
{
    private const int BatchSize = 500;
    private readonly TimeProvider clock = clock;

    /// <summary>How long a claimed row is left to its job.</summary>
    public static readonly TimeSpan ClaimDuration = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>Starts pumping. On the embedded database no other process can have a job under way, so every claim is open again at once.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
            await ReleaseClaims(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.Now();
        var due = await Claimable(db, now).OrderBy(d => d.DueAt).Select(d => d.Id).Take(BatchSize).ToListAsync(cancel);
        foreach (var id in due)
            if (await Claim(db, id, now, cancel))
                jobs.Enqueue<DeadlineJob>(job => job.Run(id, CancellationToken.None));
        return due.Count == BatchSize;
    }

    private async Task ReleaseClaims(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<Deadline>().Where(d => d.ClaimedUntil != null).ExecuteUpdateAsync(set => set.SetProperty(d => d.ClaimedUntil, (DateTimeOffset?)null), cancel);
    }

    private static IQueryable<Deadline> Claimable(CityDb db, DateTimeOffset now) => db.Set<Deadline>()
        .Where(d => d.State == DeadlineState.Pending && d.DueAt < now && (d.ClaimedUntil == null || d.ClaimedUntil <= now));

    private static async Task<bool> Claim(CityDb db, Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        DateTimeOffset? until = now + ClaimDuration;
        return await Claimable(db, now).Where(d => d.Id == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.ClaimedUntil, until), cancel) == 1;
    }
}
