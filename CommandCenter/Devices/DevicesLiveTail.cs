using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>
/// Tells <see cref="DevicesLive"/> what other processes stored: another node, or a command line import beside the server. Its own rows it leaves out, so that on one node it
/// costs an empty question.
/// </summary>
public sealed class DevicesLiveTail(IDbContextFactory<CityDb> databases, DevicesLive live, MeasurementStore store, TimeProvider clock, ILogger<DevicesLiveTail> logger) : Worker(clock, logger)
{
    private const int BatchSize = 5_000;
    private readonly TimeProvider clock = clock;

    // Transactions commit out of the order in which they read the clock, and clocks of two nodes differ: look back, applying twice changes nothing.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(20);
    private DateTimeOffset? since;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        var now = clock.Now();
        var after = (since ?? now) - Overlap;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<DeviceLatest>().AsNoTracking().Where(l => l.WrittenAt > after && l.Writer != store.Writer)
            .OrderBy(l => l.WrittenAt).Take(BatchSize).ToListAsync(cancel);
        live.Apply(rows);
        // A full batch ends inside the overlap: go on from its last row, or the rest would never come.
        since = rows.Count < BatchSize ? now : rows[^1].WrittenAt + Overlap;
        return rows.Count == BatchSize;
    }
}
