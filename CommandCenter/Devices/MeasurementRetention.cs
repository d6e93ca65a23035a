using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>Removes measurements that are older than <see cref="DevicesOptions.MeasurementDays"/>, a stretch at a time, so that nobody waits long for a lock.</summary>
public sealed class MeasurementRetention(IDbContextFactory<CityDb> databases, DevicesOptions options, TimeProvider clock)
{
    private const int BatchSize = 10_000;

    /// <summary>Removes everything that is too old now; returns how many.</summary>
    public async Task<int> Remove(CancellationToken cancel)
    {
        var cut = Instants.Truncate(clock.GetUtcNow().AddDays(-options.MeasurementDays));
        for (var removed = 0; ;)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var old = db.Set<Measurement>().Where(m => m.At < cut);
            // Up to the instant of the ten-thousandth: no list of ids, and rows of one instant go together.
            var upTo = await old.OrderBy(m => m.At).Select(m => (DateTimeOffset?)m.At).Skip(BatchSize - 1).FirstOrDefaultAsync(cancel);
            removed += upTo is { } last ? await old.Where(m => m.At <= last).ExecuteDeleteAsync(cancel) : await old.ExecuteDeleteAsync(cancel);
            if (upTo is null)
                return removed;
        }
    }
}
