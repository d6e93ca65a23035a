using System.Data;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Data.Bulk;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Maps;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Areas;

/// <summary>
/// Takes a GeoJSON file of outlines into the tree, in one transaction: all that can be taken or nothing. An area of the same parent and level with the same code, else the same name, is the same area;
/// so a second import of a file changes nothing, and an import of a newer one moves the boundaries.
/// </summary>
public sealed class AreaImport(IDbContextFactory<CityDb> databases, AreaIndex index, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Reads the file and writes what is new or different.</summary>
    /// <param name="file">GeoJSON in UTF-8.</param>
    /// <param name="options">How it is to be read.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="cancel">Ends it; nothing is written then.</param>
    /// <exception cref="Refusal">The file as a whole cannot be taken; see <see cref="AreaFileRefusal"/>.</exception>
    public async Task<AreaImportReport> Run(Stream file, AreaImportOptions options, Actor actor, CancellationToken cancel)
    {
        await index.LoadAsync(cancel);
        var parentId = FindParent(options);
        var datum = options.Datum ?? Datum.Wgs84;
        var outlines = await AreaFile.ReadAsync(file, datum, cancel);
        var naming = AreaNaming.Find(outlines.Features, options.NameProperty);
        var incoming = Hang(Name(outlines, naming), options, parentId, outlines);
        var (added, updated, unchanged, inactive) = await Write(incoming, options.Level, naming, actor, cancel);
        if (added + updated > 0)
            await index.LoadAsync(cancel);
        List<ImportHint> hints =
        [
            .. datum != Datum.Wgs84 ? [ImportHint.Converted] : naming.HasAdministrativeCode && options.Datum is null ? (ImportHint[])[ImportHint.LooksLikeGcj02] : [],
            .. inactive > 0 ? (ImportHint[])[ImportHint.Inactive] : [],
        ];
        return new(naming.NameProperty, naming.CodeProperty, added, updated, unchanged, Named(outlines.Repaired, outlines, naming), Named(outlines.Refused, outlines, naming), hints);
    }

    private Guid? FindParent(AreaImportOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Parent))
            return null;
        var parent = (Guid.TryParse(options.Parent, out var id) ? index.Find(id) : index.FindByText(options.Parent))
            ?? throw Refusal.Invalid("parent", $"'{options.Parent}' is no area's name or code, or that of more than one.");
        return parent.Level < options.Level
            ? parent.Id
            : throw Refusal.Invalid("parent", $"{parent.Name} is a {parent.Level}; a {options.Level} does not lie in it.");
    }

    private static List<Incoming> Name(AreaFile file, AreaNaming naming)
    {
        var named = new List<Incoming>();
        var seen = new Dictionary<string, int>();
        foreach (var feature in file.Features)
            if (naming.NameOf(feature) is not { } name)
                file.Refused.Add(new(feature.Index, null, FeatureFault.Unnamed, $"{naming.NameProperty} is empty."));
            else if (name.Length > Area.NameLength || naming.CodeOf(feature)!.Length > Area.CodeLength)
                file.Refused.Add(new(feature.Index, name, FeatureFault.Unnamed, $"its name has more than {Area.NameLength} characters, or its code more than {Area.CodeLength}."));
            else if (!seen.TryAdd(Spelling.Normalize(naming.CodeOf(feature)), feature.Index))
                file.Refused.Add(new(feature.Index, name, FeatureFault.Repeated, $"'{naming.CodeOf(feature)}' is also features[{seen[Spelling.Normalize(naming.CodeOf(feature))]}]."));
            else
                named.Add(new(feature, naming.CodeOf(feature)!, name, null));
        return named;
    }

    // All below one area, or each below the one that it names itself.
    private List<Incoming> Hang(List<Incoming> named, AreaImportOptions options, Guid? parentId, AreaFile file)
    {
        if (string.IsNullOrWhiteSpace(options.ParentProperty))
            return [.. named.Select(one => one with { ParentId = parentId })];
        var hung = new List<Incoming>(named.Count);
        foreach (var one in named)
            if (AreaNaming.TextOf(one.Feature, options.ParentProperty) is not { } text)
                file.Refused.Add(new(one.Feature.Index, one.Name, FeatureFault.NoParent, $"{options.ParentProperty} is empty."));
            else if (index.FindByText(text) is not { } parent || parent.Level >= options.Level)
                file.Refused.Add(new(one.Feature.Index, one.Name, FeatureFault.NoParent, $"{options.ParentProperty} '{text}' is no larger area's name or code, or that of more than one."));
            else
                hung.Add(one with { ParentId = parent.Id });
        return hung;
    }

    private static List<FeatureNote> Named(List<FeatureNote> notes, AreaFile file, AreaNaming naming)
    {
        var names = file.Features.ToDictionary(f => f.Index, naming.NameOf);
        return [.. notes.Select(n => n with { Name = n.Name ?? names.GetValueOrDefault(n.Feature) }).OrderBy(n => n.Feature)];
    }

    private async Task<(int Added, int Updated, int Unchanged, int Inactive)> Write(
        List<Incoming> incoming, AreaLevel level, AreaNaming naming, Actor actor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        // Serializable, so that the same file imported twice at once does not come in twice.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
        var parents = incoming.Select(i => i.ParentId).ToHashSet();
        var there = (await db.Set<Area>().Where(a => a.Level == level).ToListAsync(cancel)).Where(a => parents.Contains(a.ParentId)).ToLookup(a => a.ParentId);
        var known = incoming.GroupBy(i => i.ParentId).ToDictionary(g => g.Key ?? Guid.Empty, g => new Siblings([.. there[g.Key]], [.. g]));
        var (added, updated, inactive, at) = (0, 0, 0, clock.Now());
        foreach (var one in incoming)
        {
            var area = known[one.ParentId ?? Guid.Empty].Find(one);
            var changes = area is null ? null : Update(area, one, naming);
            inactive += area is { Active: false } ? 1 : 0;
            if (changes is { Count: 0 })
                continue;
            IEvent happened;
            if (area is null)
            {
                area = Create(one, level, naming, at);
                db.Add(area);
                happened = new AreaAdded(level, area.Code, area.Name, area.ParentId);
                added++;
            }
            else
            {
                happened = AreaChanged.Of(area, changes!);
                updated++;
            }
            await journal.Record(db, AreaIndex.Subject, happened, new EventContext(area.Id, at, actor, History: false), cancel: cancel);
        }
        await BulkWriter.InsertAdded<JournalEntry>(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (added, updated, incoming.Count - added - updated, inactive);
    }

    private static Area Create(Incoming one, AreaLevel level, AreaNaming naming, DateTimeOffset at)
    {
        var area = Area.Create(Guid.CreateVersion7(at), level, one.Code, one.Name, one.ParentId, one.Feature.Shape);
        if (naming.EnglishOf(one.Feature) is { } english)
            area.Rename(one.Name, english);
        if (naming.AliasOf(one.Name) is { } alias)
            area.SetAliases([alias]);
        return area;
    }

    // A name that an administrator gave stays: the source's spelling is then among the aliases. Aliases are the administrator's alone.
    private static List<string> Update(Area area, Incoming one, AreaNaming naming)
    {
        var changes = new List<string>();
        if (naming.CodeProperty is not null && area.Code != one.Code)
        {
            area.Recode(one.Code);
            changes.Add("code");
        }
        if (!area.IsCalled(one.Name))
        {
            area.Rename(one.Name, area.NameEn);
            changes.Add("name");
        }
        if (area.Draw(one.Feature.Shape))
            changes.Add("outline");
        return changes;
    }

    private sealed record Incoming(OutlineFeature Feature, string Code, string Name, Guid? ParentId);

    // Codes are matched first for the whole file, so that a name never takes an area whose code another feature has.
    private sealed class Siblings
    {
        private readonly Dictionary<string, Area> byCode;
        private readonly List<Area> others;

        public Siblings(List<Area> areas, List<Incoming> incoming)
        {
            byCode = areas.GroupBy(a => Spelling.Normalize(a.Code)).ToDictionary(g => g.Key, g => g.First());
            var codes = incoming.Select(i => Spelling.Normalize(i.Code)).ToHashSet();
            others = [.. areas.Where(a => !codes.Contains(Spelling.Normalize(a.Code)))];
        }

        public Area? Find(Incoming one)
        {
            if (byCode.GetValueOrDefault(Spelling.Normalize(one.Code)) is { } same)
                return same;
            var called = others.Find(a => a.IsCalled(one.Name));
            if (called is not null)
                others.Remove(called);
            return called;
        }
    }
}
