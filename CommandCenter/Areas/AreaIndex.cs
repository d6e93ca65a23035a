using System.Globalization;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Areas;

/// <summary>
/// The area tree and its outlines in memory: answers "which area is this point in" and "which area does this text mean" without the database.
/// One per process; every node follows the Journal. A command line verb calls <see cref="LoadAsync"/> once. The areas it hands out are shared: read them, never change them.
/// </summary>
public sealed class AreaIndex(IDbContextFactory<CityDb> databases) : IFollowJournal, IDisposable
{
    /// <summary>The Journal's subject of everything that happens to an area.</summary>
    public const string Subject = "area";

    /// <summary>What stands between the names of a path.</summary>
    public const string PathSeparator = " / ";

    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile AreaSnapshot now = AreaSnapshot.Empty;

    /// <summary>Raised after the tree has changed, on any thread; handlers only set a flag or queue a render.</summary>
    public event Action? Changed;

    /// <summary>Every area, inactive ones too; larger levels first, then by code, "5" before "10".</summary>
    public IReadOnlyList<Area> All => now.All;

    /// <summary>Reads the tree from the database. Loads do not overtake each other.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        await loading.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            now = new AreaSnapshot(await db.Set<Area>().AsNoTracking().ToListAsync(cancel));
        }
        finally
        {
            loading.Release();
        }
        Changed?.Invoke();
    }

    /// <summary>The area with that id, active or not.</summary>
    public Area? Find(Guid id) => now.Find(id);

    /// <summary>
    /// The smallest active area that holds the point: the lowest level, then the smallest surface. A point on a boundary belongs to one of the neighbours, always the same.
    /// </summary>
    /// <param name="latitude">WGS84 degrees.</param>
    /// <param name="longitude">WGS84 degrees.</param>
    /// <returns>Null where no outline holds it.</returns>
    public Area? SmallestAt(double latitude, double longitude) => now.SmallestAt(latitude, longitude);

    /// <summary>The active area that a source's text means: its code, name or an alias, in any spelling.</summary>
    /// <param name="text">What the source writes.</param>
    /// <param name="parent">Only areas below this one, at any depth.</param>
    /// <param name="level">Only areas of this level.</param>
    /// <returns>Null when none is meant, or two of the same level are.</returns>
    public Area? FindByText(string? text, Guid? parent = null, AreaLevel? level = null) => now.FindByText(text, parent, level);

    /// <summary>The areas directly below; below null, those at the top.</summary>
    public IReadOnlyList<Area> Children(Guid? parent) => now.Children(parent);

    /// <summary>The areas it lies in, the largest first, itself not among them.</summary>
    public IReadOnlyList<Area> Ancestors(Guid id) => now.Ancestors(id);

    /// <summary>The ids of the area and of everything below it: what a filter by area means.</summary>
    public IReadOnlySet<Guid> Descendants(Guid id) => now.Descendants(id);

    /// <summary>The names from the top down to the area, e.g. <c>江城市 / 柳岸区 / 观澜街道</c>; null for an unknown id.</summary>
    public string? PathName(Guid id) => Path(id, a => a.Name);

    /// <summary>The same in the reader's language.</summary>
    public string? PathFor(Guid id, CultureInfo reader) => Path(id, a => a.NameFor(reader));

    private string? Path(Guid id, Func<Area, string> name)
    {
        var snapshot = now;
        return snapshot.Find(id) is { } area ? string.Join(PathSeparator, snapshot.Ancestors(id).Append(area).Select(name)) : null;
    }

    /// <inheritdoc/>
    public Task Rebuild(CancellationToken cancel) => LoadAsync(cancel);

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
        entries.Any(e => e.Subject == Subject) ? LoadAsync(cancel) : Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => loading.Dispose();
}
