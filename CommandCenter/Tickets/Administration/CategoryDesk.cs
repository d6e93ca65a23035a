using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets.Administration;

/// <summary>What an administrator says about a category.</summary>
/// <param name="Name">See <see cref="Category.Name"/>.</param>
/// <param name="NameEn">See <see cref="Category.NameEn"/>.</param>
/// <param name="ParentId">See <see cref="Category.ParentId"/>.</param>
/// <param name="DepartmentId">See <see cref="Category.DepartmentId"/>.</param>
/// <param name="Priority">See <see cref="Category.Priority"/>.</param>
/// <param name="Active">See <see cref="Category.Active"/>.</param>
public sealed record CategoryDetails(string Name, string? NameEn = null, Guid? ParentId = null, Guid? DepartmentId = null, TicketPriority Priority = TicketPriority.Normal, bool Active = true);

/// <summary>What came of importing a tree.</summary>
/// <param name="Columns">The file's header.</param>
/// <param name="Rows">Lines with a category.</param>
/// <param name="Added">Categories that were made, on whatever level.</param>
/// <param name="Placed">Categories known by name alone that now have their place.</param>
/// <param name="Unchanged">Lines whose category was there already.</param>
/// <param name="Problems">Lines that cannot be used; with any of them nothing was imported.</param>
public sealed record CategoryImportReport(IReadOnlyList<string> Columns, int Rows, int Added, int Placed, int Unchanged, IReadOnlyList<CategoryProblem> Problems);

/// <summary>What administrators do with the category tree. Every refusal is a <see cref="Refusal"/> that names its field.</summary>
public sealed class CategoryDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, CategoryIndex categories, TimeProvider clock)
{
    /// <summary>A category as it is stored.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public async Task<Category> Get(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<Category>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw Refusal.NotFound("The category");
    }

    /// <summary>Adds a category.</summary>
    public async Task<Category> Add(Actor actor, CategoryDetails details, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var tree = await CategoryTree.Load(db, journal, clock, actor, cancel);
        var parent = details.ParentId is { } id ? tree.Find(id) ?? throw Refusal.Invalid("parent", "there is no such category.") : null;
        if (parent is { Active: false } && details.Active)
            throw Refusal.Invalid("parent", $"'{parent.Name}' is deactivated.");
        var category = await tree.AddBelow(parent, details.Name, cancel);
        Put(category, details);
        await Save(db, category, cancel);
        return category;
    }

    /// <summary>Renames, moves, deactivates: whatever of <paramref name="details"/> differs, in one step. Deactivating takes everything below along.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="id">Which category.</param>
    /// <param name="version">The <see cref="Category.Version"/> the caller saw.</param>
    /// <param name="details">What it is to be.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Category> Change(Actor actor, Guid id, int version, CategoryDetails details, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var tree = await CategoryTree.Load(db, journal, clock, actor, cancel);
        var category = tree.Find(id) ?? throw Refusal.NotFound("The category");
        if (category.Version != version)
            throw ChangedMeanwhile(category);
        tree.Place(category, details.ParentId, details.Name);
        if (details.Active && category.ParentId is { } into && tree.Find(into) is { Active: false } parent)
            throw Refusal.Invalid("parent", $"'{parent.Name}' is deactivated.");
        var closing = category.Active && !details.Active ? tree.Below(category).Where(c => c.Active).ToList() : [];
        Put(category, details);
        db.ChangeTracker.DetectChanges();
        if (db.Entry(category).State == EntityState.Unchanged)
            return category;
        await tree.Changed(category, string.Join(", ", db.Entry(category).Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name)), cancel);
        foreach (var below in closing)
        {
            below.Active = false;
            await tree.Changed(below, nameof(Category.Active), cancel);
        }
        await Save(db, category, cancel);
        return category;
    }

    /// <summary>Takes a tree from CSV (see <see cref="CategoryFile"/>): all lines or nothing. What is there already stays as it is, so a second import changes nothing.</summary>
    public async Task<CategoryImportReport> Import(Actor actor, TextReader text, CancellationToken cancel)
    {
        var file = CategoryFile.Read(text);
        if (file.Problems.Count > 0)
            return new(file.Columns, file.Rows.Count, 0, 0, 0, file.Problems);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var tree = await CategoryTree.Load(db, journal, clock, actor, cancel);
        var unchanged = 0;
        foreach (var row in file.Rows)
        {
            var category = await tree.AtPath(row.Names, cancel);
            db.ChangeTracker.DetectChanges();
            unchanged += db.Entry(category).State == EntityState.Unchanged ? 1 : 0;
        }
        var added = db.ChangeTracker.Entries<Category>().Count(e => e.State == EntityState.Added);
        var placed = db.ChangeTracker.Entries<Category>().Count(e => e.State == EntityState.Modified);
        await db.SaveChangesAsync(cancel);
        await categories.Rebuild(cancel);
        return new(file.Columns, file.Rows.Count, added, placed, unchanged, []);
    }

    private async Task Save(CityDb db, Category category, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(category);
        }
        await categories.Rebuild(cancel);
    }

    private static void Put(Category category, CategoryDetails details)
    {
        if (details.NameEn?.Trim().Length > 200)
            throw Refusal.Invalid("nameEn", "must have at most 200 characters.");
        category.NameEn = string.IsNullOrWhiteSpace(details.NameEn) ? null : details.NameEn.Trim();
        (category.DepartmentId, category.Priority, category.Active) = (details.DepartmentId, details.Priority, details.Active);
    }

    private static Refusal ChangedMeanwhile(Category category) =>
        new(StatusCodes.Status409Conflict, "changed-meanwhile", $"'{category.Name}' was changed by somebody else; look at it again.");
}
