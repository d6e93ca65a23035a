using System.Collections.Frozen;
using System.Globalization;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets;

/// <summary>A category as screens and rules read it.</summary>
/// <param name="Id">The row.</param>
/// <param name="ParentId">The node above.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its name with those above it: "A / B / C".</param>
/// <param name="Level">1 at the top.</param>
/// <param name="DepartmentId">The department proposed at dispatch.</param>
/// <param name="Priority">The priority its tickets start with.</param>
/// <param name="Active">Whether new tickets may use it.</param>
public sealed record CategoryNode(Guid Id, Guid? ParentId, string Name, string? NameEn, string Path, int Level, Guid? DepartmentId, TicketPriority Priority, bool Active)
{
    /// <summary>What stands between the names of a path.</summary>
    public const string Separator = " / ";

    /// <summary>The path in English, with the names there are.</summary>
    public string PathEn { get; init; } = Path;

    /// <summary>The name for a reader.</summary>
    public string NameFor(CultureInfo reader) => IsChinese(reader) ? Name : NameEn ?? Name;

    /// <summary>The name with those above it, for a reader.</summary>
    public string PathFor(CultureInfo reader) => IsChinese(reader) ? Path : PathEn;

    private static bool IsChinese(CultureInfo reader) => reader.TwoLetterISOLanguageName == "zh";
}

/// <summary>The category tree in memory, on every node, in step with the Journal.</summary>
public sealed class CategoryIndex(IDbContextFactory<CityDb> databases) : IFollowJournal
{
    private sealed record Picture(FrozenDictionary<Guid, CategoryNode> ById, ILookup<string, CategoryNode> ByName, IReadOnlyList<CategoryNode> All);

    private Picture picture = new(FrozenDictionary<Guid, CategoryNode>.Empty, Array.Empty<CategoryNode>().ToLookup(c => c.Name), []);

    /// <summary>The Journal's subject of category changes.</summary>
    public const string Subject = "category";

    /// <summary>Raised after the tree changed; handlers only set a flag.</summary>
    public event Action? Changed;

    /// <summary>Every category, in the order of their paths.</summary>
    public IReadOnlyList<CategoryNode> All => picture.All;

    /// <summary>One by id.</summary>
    public CategoryNode? Find(Guid? id) => id is { } known ? picture.ById.GetValueOrDefault(known) : null;

    /// <summary>The category and those above it, from itself upwards.</summary>
    public IEnumerable<CategoryNode> Upwards(Guid? id)
    {
        for (var node = Find(id); node is not null; node = Find(node.ParentId))
            yield return node;
    }

    /// <summary>The category and everything below it.</summary>
    public IReadOnlySet<Guid> Below(Guid id) => All.Where(c => Upwards(c.Id).Any(up => up.Id == id)).Select(c => c.Id).ToHashSet();

    /// <summary>One by id, path or name in either language; a name several categories share is ambiguous and finds none.</summary>
    public CategoryNode? FindByText(string text)
    {
        text = text.Trim();
        if (Guid.TryParse(text, out var id))
            return Find(id);
        var named = picture.ByName[text].Take(2).ToList();
        return named.Count == 1 ? named[0] : All.FirstOrDefault(c => string.Equals(c.Path, text, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<Category>().AsNoTracking().ToListAsync(cancel);
        var byId = rows.ToDictionary(c => c.Id);
        var nodes = rows.Select(c => Node(c, byId)).OrderBy(c => c.Path, StringComparer.CurrentCulture).ToList();
        var byName = nodes.SelectMany(n => new[] { n.Name, n.NameEn ?? n.Name }.Distinct().Select(name => (name, n)))
            .ToLookup(p => p.name, p => p.n, StringComparer.OrdinalIgnoreCase);
        picture = new Picture(nodes.ToFrozenDictionary(n => n.Id), byName, nodes);
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
        entries.Any(e => e.Subject == Subject) ? Rebuild(cancel) : Task.CompletedTask;

    private static CategoryNode Node(Category category, Dictionary<Guid, Category> byId)
    {
        List<string> names = [], inEnglish = [];
        for (Category? up = category; up is not null && names.Count < Category.Levels; up = up.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null)
        {
            names.Insert(0, up.Name);
            inEnglish.Insert(0, up.NameEn ?? up.Name);
        }
        return new(category.Id, category.ParentId, category.Name, category.NameEn, string.Join(CategoryNode.Separator, names), names.Count,
            category.DepartmentId, category.Priority, category.Active) { PathEn = string.Join(CategoryNode.Separator, inEnglish) };
    }
}
