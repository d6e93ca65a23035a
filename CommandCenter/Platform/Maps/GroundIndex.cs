using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Maps;

/// <summary>A kind of ground that the database holds.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Version">Another one whenever a source of that kind is replaced.</param>
public sealed record GroundLayer(BaseLayerKind Kind, string Version);

/// <summary>Which ground the database holds; the shapes themselves are read when a map asks, and kept until they are replaced. Every node follows the Journal.</summary>
public sealed class GroundIndex(IDbContextFactory<CityDb> databases) : IFollowJournal
{
    /// <summary>The Journal's subject of the ground.</summary>
    public const string Subject = "ground";

    private readonly Dictionary<GroundLayer, Task<IReadOnlyList<BaseLayerShape>>> read = [];
    private volatile IReadOnlyList<GroundLayer> layers = [];

    /// <summary>The kinds there are, the lowest first.</summary>
    public IReadOnlyList<GroundLayer> Layers => layers;

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var batches = await db.Set<GroundFeature>().Select(g => new { g.Kind, g.Batch }).Distinct().ToListAsync(cancel);
        layers = [.. batches.GroupBy(b => b.Kind).OrderByDescending(g => g.Key).Select(g => new GroundLayer(g.Key, JournalWriter.Digest(string.Join(',', g.Select(b => b.Batch).Order()))[..16]))];
        lock (read)
            foreach (var gone in read.Keys.Except(layers).ToList())
                read.Remove(gone);
    }

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
        entries.Any(e => e.Subject == Subject) ? Rebuild(cancel) : Task.CompletedTask;

    /// <summary>The shapes of a kind, ready to be drawn.</summary>
    public Task<IReadOnlyList<BaseLayerShape>> Read(BaseLayerKind kind, CancellationToken cancel)
    {
        if (layers.FirstOrDefault(l => l.Kind == kind) is not { } layer)
            return Task.FromResult<IReadOnlyList<BaseLayerShape>>([]);
        lock (read)
        {
            if (!read.TryGetValue(layer, out var known) || known.IsFaulted)
                read[layer] = known = Task.Run(() => Load(kind), CancellationToken.None); // shared: one reader who leaves must not end it for the others
            return known.WaitAsync(cancel);
        }
    }

    private async Task<IReadOnlyList<BaseLayerShape>> Load(BaseLayerKind kind)
    {
        await using var db = await databases.CreateDbContextAsync();
        return [.. (await db.Set<GroundFeature>().AsNoTracking().Where(g => g.Kind == kind).OrderBy(g => g.Id).ToListAsync()).Select(g => BaseLayerShape.Of(g.Read()))];
    }
}
