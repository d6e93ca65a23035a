using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People.Positions;

/// <summary>Erases positions older than <see cref="PeopleOptions.TrackDays"/>: tracks and last positions alike, because both are personal data.</summary>
public sealed class PositionRetention(IDbContextFactory<CityDb> databases, PeopleOptions options, TimeProvider clock)
{
    // After a long stop much is due at once; an embedded database lets nobody else write meanwhile, so it goes by the hour.
    private static readonly TimeSpan Slice = TimeSpan.FromHours(1);

    /// <summary>Erases what is due.</summary>
    /// <returns>How many points of tracks there were.</returns>
    public async Task<int> Erase(CancellationToken cancel)
    {
        var limit = clock.Now().AddDays(-options.TrackDays);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<LastPosition>().Where(p => p.ReceivedAt < limit).ExecuteDeleteAsync(cancel);
        var erased = 0;
        while (await db.Set<TrackPoint>().Where(p => p.ReceivedAt < limit).MinAsync(p => (DateTimeOffset?)p.ReceivedAt, cancel) is { } oldest)
        {
            var until = oldest + Slice < limit ? oldest + Slice : limit;
            erased += await db.Set<TrackPoint>().Where(p => p.ReceivedAt < until).ExecuteDeleteAsync(cancel);
        }
        return erased;
    }
}
