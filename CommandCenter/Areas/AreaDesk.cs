using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Areas;

/// <summary>What an administrator can say about an area.</summary>
/// <param name="Code">See <see cref="Area.Code"/>.</param>
/// <param name="Name">See <see cref="Area.Name"/>.</param>
/// <param name="NameEn">See <see cref="Area.NameEn"/>.</param>
/// <param name="Aliases">See <see cref="Area.Aliases"/>.</param>
/// <param name="ParentId">See <see cref="Area.ParentId"/>.</param>
/// <param name="Active">See <see cref="Area.Active"/>.</param>
public sealed record AreaDetails(string Code, string Name, string? NameEn, IReadOnlyList<string> Aliases, Guid? ParentId, bool Active = true);

/// <summary>What an administrator does to the tree. Every refusal is a <see cref="Refusal"/> that names its field.</summary>
public sealed class AreaDesk(IDbContextFactory<CityDb> databases, AreaIndex index, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Adds an area without an outline; an import draws it.</summary>
    public async Task<Area> Add(AreaLevel level, AreaDetails details, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var at = clock.Now();
        var area = Area.Create(Guid.CreateVersion7(at), level, details.Code, details.Name);
        area.Rename(details.Name, details.NameEn);
        area.SetAliases(details.Aliases);
        area.MoveTo(details.ParentId);
        area.SetActive(details.Active);
        await Check(db, area, cancel);
        db.Add(area);
        await journal.Record(db, AreaIndex.Subject, new AreaAdded(level, area.Code, area.Name, area.ParentId), new EventContext(area.Id, at, caller.Actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
        await index.LoadAsync(cancel);
        return area;
    }

    /// <summary>Renames, respells, moves, deactivates: whatever of <paramref name="details"/> differs, in one step.</summary>
    /// <param name="id">Which area.</param>
    /// <param name="version">The <see cref="Area.Version"/> the caller saw.</param>
    /// <param name="details">What it is to be.</param>
    /// <param name="caller">Who changes it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Area> Change(Guid id, int version, AreaDetails details, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var area = await db.Set<Area>().FirstOrDefaultAsync(a => a.Id == id, cancel) ?? throw Refusal.NotFound($"Area {id}");
        if (area.Version != version)
            throw ChangedMeanwhile(area);
        var changes = Apply(area, details);
        if (changes.Count == 0)
            return area;
        await Check(db, area, cancel);
        await journal.Record(db, AreaIndex.Subject, AreaChanged.Of(area, changes), new EventContext(id, clock.Now(), caller.Actor, History: false), cancel: cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(area);
        }
        await index.LoadAsync(cancel);
        return area;
    }

    private static List<string> Apply(Area area, AreaDetails details)
    {
        var before = AreaChanged.Of(area);
        if (area.Code != details.Code.Trim())
            area.Recode(details.Code);
        if (area.Name != details.Name.Trim() || area.NameEn != details.NameEn?.Trim())
            area.Rename(details.Name, details.NameEn);
        // A renaming has just added the old name; it stays unless the administrator had seen it and took it out.
        area.SetAliases(details.Aliases.Concat(area.Aliases.Except(before.Aliases)));
        area.MoveTo(details.ParentId);
        area.SetActive(details.Active);
        return
        [
            .. before.Code != area.Code ? ["code"] : Array.Empty<string>(),
            .. before.Name != area.Name || before.NameEn != area.NameEn ? ["name"] : Array.Empty<string>(),
            .. before.Aliases.SequenceEqual(area.Aliases) ? Array.Empty<string>() : ["aliases"],
            .. before.ParentId != area.ParentId ? ["parent"] : Array.Empty<string>(),
            .. before.Active != area.Active ? ["active"] : Array.Empty<string>(),
        ];
    }

    private static async Task Check(CityDb db, Area area, CancellationToken cancel)
    {
        var (id, level, code, parentId) = (area.Id, area.Level, area.Code, area.ParentId);
        var areas = db.Set<Area>().AsNoTracking();
        if (await areas.AnyAsync(a => a.Id != id && a.Level == level && a.ParentId == parentId && a.Code == code, cancel))
            throw new Refusal(StatusCodes.Status409Conflict, "code-taken", $"code: another {level} there has the code {code}.") { Field = "code" };
        if (!area.Active && await areas.CountAsync(a => a.ParentId == id && a.Active, cancel) is > 0 and var below)
            throw new Refusal(StatusCodes.Status409Conflict, "area-in-use", $"active: {below} active areas lie in it; deactivate or move them first.") { Field = "active" };
        if (parentId is not { } into)
            return;
        if (into == id)
            throw Circle(area);
        var parent = await areas.FirstOrDefaultAsync(a => a.Id == into, cancel) ?? throw Refusal.Invalid("parent", "there is no such area.");
        if (area.Active && !parent.Active)
            throw Refusal.Invalid("parent", $"{parent.Name} is deactivated.");
        for (var above = parent; above is not null; above = above.ParentId is { } next ? await areas.FirstOrDefaultAsync(a => a.Id == next, cancel) : null)
            if (above.Id == id)
                throw Circle(area);
        if (parent.Level >= level)
            throw Refusal.Invalid("parent", $"{parent.Name} is a {parent.Level}; a {level} does not lie in it.");
    }

    private static Refusal Circle(Area area) =>
        new(StatusCodes.Status422UnprocessableEntity, "area-circle", $"parent: {area.Name} cannot lie in itself or in an area below it.") { Field = "parent" };

    private static Refusal ChangedMeanwhile(Area area) =>
        new(StatusCodes.Status409Conflict, "changed-meanwhile", $"{area.Name} was changed by somebody else; look at it again.") { Facts = new Dictionary<string, object?> { ["version"] = area.Version } };

    private static void MustAdminister(Caller caller)
    {
        if (!caller.Is(Role.Administrator))
            throw new Refusal(StatusCodes.Status403Forbidden, "not-administrator", "Only an administrator changes areas.");
    }
}
