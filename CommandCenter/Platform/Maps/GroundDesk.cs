using CommandCenter.Platform.Data;
using CommandCenter.Platform.Data.Bulk;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Maps;

/// <summary>Writes the ground of maps.</summary>
public sealed class GroundDesk(IDbContextFactory<CityDb> databases, GroundIndex index, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Puts these shapes in the place of what the source gave before, in one transaction.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="kind">Only what it gave of this kind is replaced; null for all.</param>
    /// <param name="shapes">What it gives now; none to remove it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancel">Ends it; nothing is changed then.</param>
    public async Task Replace(string source, BaseLayerKind? kind, IReadOnlyList<GroundShape> shapes, Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var batch = Guid.CreateVersion7(now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<GroundFeature>().Where(g => g.Source == source && (kind == null || g.Kind == kind)).ExecuteDeleteAsync(cancel);
        await BulkWriter.InsertNew(db, [.. shapes.Select((s, i) => GroundFeature.Of(s, source, batch, Guid.CreateVersion7(now.AddMilliseconds(i))))], cancel);
        await journal.Record(db, GroundIndex.Subject, new GroundReplaced(source, kind, shapes.Count), new EventContext(batch, now, actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await index.Rebuild(cancel);
    }
}
