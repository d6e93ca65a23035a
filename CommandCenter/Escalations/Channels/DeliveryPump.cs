using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Channels;

/// <summary>
/// Claims deliveries whose time has come and hands each to a job. Several nodes may pump: a row is claimed once; a claim that came to nothing, because the process was killed before
/// or while it sent, is open again after <see cref="ClaimDuration"/>.
/// </summary>
public sealed class DeliveryPump(IDbContextFactory<CityDb> databases, JobQueue jobs, DatabaseOptions database, TimeProvider clock, ILogger<DeliveryPump> logger) : Worker(clock, logger)
{
    private const int BatchSize = 200;
    private readonly TimeProvider clock = clock;

    /// <summary>How long a claimed row is left to its job. Longer than any attempt may take, so that a slow one is not sent a second time beside itself.</summary>
    public static readonly TimeSpan ClaimDuration = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>Starts pumping. On the embedded database no other process can have a job under way, so every claim is open again at once.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await db.Set<Delivery>().Where(d => d.ClaimedUntil != null).ExecuteUpdateAsync(set => set.SetProperty(d => d.ClaimedUntil, (DateTimeOffset?)null), cancellationToken);
        }
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.Now();
        var due = await Claimable(db, now).OrderBy(d => d.NextAttemptAt).Select(d => d.Id).Take(BatchSize).ToListAsync(cancel);
        foreach (var id in due)
            if (await Claim(db, id, now, cancel))
                jobs.Enqueue<DeliveryJob>(job => job.Run(id, CancellationToken.None));
        return due.Count == BatchSize;
    }

    private static IQueryable<Delivery> Claimable(CityDb db, DateTimeOffset now) => db.Set<Delivery>()
        .Where(d => (d.State == DeliveryState.Waiting || d.State == DeliveryState.Sending) && d.NextAttemptAt <= now && (d.ClaimedUntil == null || d.ClaimedUntil <= now));

    private static async Task<bool> Claim(CityDb db, Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        DateTimeOffset? until = now + ClaimDuration;
        return await Claimable(db, now).Where(d => d.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.ClaimedUntil, until).SetProperty(d => d.State, DeliveryState.Waiting), cancel) == 1;
    }
}
