using System.Collections.Frozen;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace CommandCenter.Areas;

/// <summary>The tree and its outlines at one moment. Immutable: readers on every thread share it.</summary>
internal sealed class AreaSnapshot
{
    private static readonly IReadOnlyList<Area> None = [];
    private readonly FrozenDictionary<Guid, Area> byId;
    private readonly ILookup<Guid, Area> children;
    private readonly ILookup<string, Area> byCode;
    private readonly ILookup<string, Area> bySpelling;
    private readonly STRtree<Place> outlines = new();

    public AreaSnapshot(IEnumerable<Area> areas)
    {
        All = [.. areas.OrderBy(a => a.Level).ThenBy(a => a.Code.Length).ThenBy(a => a.Code, StringComparer.Ordinal).ThenBy(a => a.Id)];
        byId = All.ToFrozenDictionary(a => a.Id);
        children = All.Where(a => a.ParentId is not null).ToLookup(a => a.ParentId!.Value);
        var active = All.Where(a => a.Active).ToList();
        byCode = active.ToLookup(a => a.Code, StringComparer.OrdinalIgnoreCase);
        bySpelling = active.SelectMany(a => Spellings(a).Select(s => (Spelling: s, Area: a))).ToLookup(p => p.Spelling, p => p.Area);
        foreach (var place in Places(active))
            outlines.Insert(place.Box, place);
        outlines.Build();
    }

    public static AreaSnapshot Empty { get; } = new([]);

    public IReadOnlyList<Area> All { get; }

    public Area? Find(Guid id) => byId.GetValueOrDefault(id);

    public IReadOnlyList<Area> Children(Guid? parent) => parent is { } id ? [.. children[id]] : [.. All.Where(a => a.ParentId is null)];

    public IReadOnlyList<Area> Ancestors(Guid id)
    {
        if (Find(id) is not { } area)
            return None;
        var path = new List<Area>();
        while (area.ParentId is { } parent && Find(parent) is { } next && !path.Contains(next))
            path.Insert(0, area = next);
        return path;
    }

    public IReadOnlySet<Guid> Descendants(Guid id)
    {
        var found = new HashSet<Guid> { id };
        var open = new Stack<Guid>(found);
        while (open.TryPop(out var next))
            foreach (var child in children[next])
                if (found.Add(child.Id))
                    open.Push(child.Id);
        return found;
    }

    public Area? SmallestAt(double latitude, double longitude)
    {
        if (!double.IsFinite(latitude) || !double.IsFinite(longitude))
            return null;
        var point = new Coordinate(longitude, latitude);
        Place? smallest = null;
        foreach (var place in outlines.Query(new Envelope(point)))
            if ((smallest is null || place.Rank < smallest.Rank) && place.Locator.Locate(point) != Location.Exterior)
                smallest = place;
        return smallest?.Area;
    }

    public Area? FindByText(string? text, Guid? parent, AreaLevel? level)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var within = parent is { } id ? Descendants(id) : null;
        return Only(byCode[text.Trim()], within, level) ?? Only(bySpelling[Spelling.Normalize(text)], within, level);
    }

    // Of a district and a grid with the same name the larger is meant; of two at the same level neither is.
    private static Area? Only(IEnumerable<Area> found, IReadOnlySet<Guid>? within, AreaLevel? level)
    {
        var fitting = found.Where(a => (within is null || (a.ParentId is { } parent && within.Contains(parent))) && (level is null || a.Level == level)).Distinct().Take(3).ToList();
        return fitting.Count switch
        {
            0 => null,
            1 => fitting[0],
            _ => fitting[0].Level < fitting[1].Level ? fitting[0] : null,
        };
    }

    private static IEnumerable<string> Spellings(Area area) => new[] { area.Code, area.Name, area.NameEn }.Concat(area.Aliases)
        .Select(Spelling.Normalize).Where(s => s.Length > 0).Distinct();

    // The smallest first: the lower level, then the smaller surface, then the code. A boundary counts as inside for both
    // neighbours, and this order gives it to one of them, the same one each time.
    private static IEnumerable<Place> Places(IEnumerable<Area> active) => active
        .Select(a => (Area: a, Shape: a.Shape()))
        .Where(p => p.Shape is { IsEmpty: false })
        .OrderByDescending(p => p.Area.Level).ThenBy(p => p.Shape!.Area).ThenBy(p => p.Area.Code, StringComparer.Ordinal).ThenBy(p => p.Area.Id)
        .Select((p, rank) => new Place(p.Area, p.Shape!, rank));

    private sealed class Place
    {
        public Place(Area area, Geometry shape, int rank)
        {
            (Area, Box, Rank, Locator) = (area, shape.EnvelopeInternal, rank, new IndexedPointInAreaLocator(shape));
            Locator.Locate(shape.Coordinate); // builds its edge index now, so that readers only read
        }

        public Area Area { get; }

        public Envelope Box { get; }

        public int Rank { get; }

        public IndexedPointInAreaLocator Locator { get; }
    }
}
