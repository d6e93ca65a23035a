using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets;

/// <summary>The tree changed.</summary>
public sealed record CategoryChanged(string Name, string Change) : IEvent;

/// <summary>
/// The category tree while it is changed: loaded once, grown in memory, saved by the caller. Imports find or make categories by path or by name.
/// </summary>
public sealed class CategoryTree
{
    private readonly CityDb db;
    private readonly JournalWriter journal;
    private readonly TimeProvider clock;
    private readonly Actor actor;
    private readonly Dictionary<Guid, Category> byId;
    private readonly Dictionary<(Guid? Parent, string Name), Category> byName;

    private CategoryTree(CityDb db, JournalWriter journal, TimeProvider clock, Actor actor, List<Category> rows)
    {
        (this.db, this.journal, this.clock, this.actor) = (db, journal, clock, actor);
        byId = rows.ToDictionary(c => c.Id);
        byName = rows.ToDictionary(c => (c.ParentId, Key(c.Name)));
    }

    /// <summary>Loads the tree, tracked by <paramref name="db"/>.</summary>
    public static async Task<CategoryTree> Load(CityDb db, JournalWriter journal, TimeProvider clock, Actor actor, CancellationToken cancel) =>
        new(db, journal, clock, actor, await db.Set<Category>().ToListAsync(cancel));

    /// <summary>The category at a path of one to three names, made where it is missing. A name made earlier without a place gets its place here.</summary>
    public async Task<Category> AtPath(IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (names.Count is 0 or > Category.Levels)
            throw Refusal.Invalid("category", $"has {names.Count} levels; one to {Category.Levels} are possible.");
        Category? node = null;
        for (var level = 0; level < names.Count; level++)
            node = byName.GetValueOrDefault((node?.Id, Key(names[level]))) is { Unplaced: false } found ? found
                : await Place(node, names[level], last: level == names.Count - 1, cancel);
        return node!;
    }

    /// <summary>A category with this name anywhere in the tree, made at the top, without a place, where there is none.</summary>
    public async Task<Category> ByName(string name, CancellationToken cancel) =>
        byId.Values.FirstOrDefault(c => Key(c.Name) == Key(name)) ?? await Add(null, name, unplaced: true, cancel);

    /// <summary>One by id.</summary>
    public Category? Find(Guid id) => byId.GetValueOrDefault(id);

    /// <summary>Adds a category below <paramref name="parent"/>.</summary>
    /// <exception cref="Refusal">The name is taken there, or the tree would be too deep.</exception>
    public async Task<Category> AddBelow(Category? parent, string name, CancellationToken cancel)
    {
        Checked(name);
        if (byName.ContainsKey((parent?.Id, Key(name))))
            throw Refusal.Invalid("name", $"'{name}' exists already at this place of the tree.");
        if (Depth(parent) >= Category.Levels)
            throw Refusal.Invalid("parent", $"is on level {Category.Levels}; the tree is not deeper.");
        return await Add(parent?.Id, name.Trim(), unplaced: false, cancel);
    }

    /// <summary>Gives a category another name or another place; whatever differs.</summary>
    /// <exception cref="Refusal">The name is taken there, or the tree would be too deep or a circle.</exception>
    public void Place(Category category, Guid? parentId, string name)
    {
        Checked(name);
        var parent = parentId is { } id ? Find(id) ?? throw Refusal.Invalid("parent", "there is no such category.") : null;
        for (var above = parent; above is not null; above = above.ParentId is { } next ? Find(next) : null)
            if (above == category)
                throw Refusal.Invalid("parent", $"'{category.Name}' cannot lie in itself or in a category below it.");
        if (Depth(parent) + Height(category) > Category.Levels)
            throw Refusal.Invalid("parent", $"the tree would be {Depth(parent) + Height(category)} levels deep; {Category.Levels} are possible.");
        if (byName.TryGetValue((parentId, Key(name)), out var there) && there != category)
            throw Refusal.Invalid("name", $"'{name.Trim()}' exists already at this place of the tree.");
        byName.Remove((category.ParentId, Key(category.Name)));
        (category.ParentId, category.Name) = (parentId, name.Trim());
        category.Unplaced &= parentId is null;
        byName[(parentId, Key(name))] = category;
    }

    /// <summary>The categories right below one.</summary>
    public IEnumerable<Category> Children(Category category) => byId.Values.Where(c => c.ParentId == category.Id);

    /// <summary>Everything below a category, however deep.</summary>
    public IEnumerable<Category> Below(Category category) => Children(category).SelectMany(c => Below(c).Prepend(c));

    /// <summary>Journals a change an administrator made to a category.</summary>
    public Task Changed(Category category, string change, CancellationToken cancel) => journal.Record(db, CategoryIndex.Subject,
        new CategoryChanged(category.Name, change), new EventContext(category.Id, clock.Now(), actor, History: false), cancel: cancel);

    private async Task<Category> Place(Category? parent, string name, bool last, CancellationToken cancel)
    {
        if (last && byName.GetValueOrDefault((null, Key(name))) is { Unplaced: true } waiting)
        {
            byName.Remove((null, Key(name)));
            (waiting.ParentId, waiting.Unplaced) = (parent?.Id, false);
            byName[(waiting.ParentId, Key(name))] = waiting;
            await Changed(waiting, "placed", cancel);
            return waiting;
        }
        return byName.GetValueOrDefault((parent?.Id, Key(name))) ?? await Add(parent?.Id, name.Trim(), unplaced: false, cancel);
    }

    private async Task<Category> Add(Guid? parentId, string name, bool unplaced, CancellationToken cancel)
    {
        var category = new Category { Id = Guid.CreateVersion7(clock.GetUtcNow()), ParentId = parentId, Name = name, Unplaced = unplaced };
        db.Add(category);
        byId[category.Id] = category;
        byName[(parentId, Key(name))] = category;
        await Changed(category, "added", cancel);
        return category;
    }

    private static void Checked(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > 200)
            throw Refusal.Invalid("name", "must have 1 to 200 characters.");
    }

    private int Height(Category category) => 1 + Children(category).Select(Height).DefaultIfEmpty().Max();

    private int Depth(Category? node) => node is null ? 0 : 1 + Depth(node.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null);

    private static string Key(string name) => name.Trim().ToUpperInvariant();
}
