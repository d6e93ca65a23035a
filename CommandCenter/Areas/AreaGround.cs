using System.Globalization;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Areas;

/// <summary>The area tree as the ground of a map: districts bold, the smallest level as a mesh. Outlines are encoded once for all screens.</summary>
public sealed class AreaGround(AreaIndex index)
{
    private readonly Lock gate = new();
    private IReadOnlyList<Area>? drawn;
    private List<(Area Area, MapShape Shape, MapBoundary Boundary)> outlines = [];

    /// <summary>The areas with the names of the reader's language.</summary>
    public IReadOnlyList<MapArea> Now(CultureInfo reader)
    {
        var chinese = reader.TwoLetterISOLanguageName == "zh";
        return [.. Outlines().Select(o => new MapArea(o.Area.Id.ToString("N"), chinese ? o.Area.Name : o.Area.NameEn ?? o.Area.Name, o.Shape, Boundary: o.Boundary))];
    }

    private List<(Area Area, MapShape Shape, MapBoundary Boundary)> Outlines()
    {
        lock (gate)
        {
            var all = index.All;
            if (ReferenceEquals(all, drawn))
                return outlines;
            (drawn, outlines) = (all, Draw(all));
            return outlines;
        }
    }

    // The whole city as one outline says nothing: the largest level that divides it is bold, the smallest below that is the mesh.
    private static List<(Area, MapShape, MapBoundary)> Draw(IReadOnlyList<Area> all)
    {
        var levels = all.Where(a => a.Active && a.Outline is not null).GroupBy(a => a.Level).OrderBy(g => g.Key).ToList();
        if (levels.Count == 0)
            return [];
        var bold = levels.Find(level => level.Count() > 1) ?? levels[^1];
        var mesh = levels[^1].Key > bold.Key ? levels[^1] : Enumerable.Empty<Area>();
        return [.. mesh.Select(a => (a, MapBoundary.Fine)).Concat(bold.Select(a => (a, MapBoundary.Strong))).Select(p => (p.Item1, MapShape.From(p.Item1.Shape()!), p.Item2))];
    }
}
