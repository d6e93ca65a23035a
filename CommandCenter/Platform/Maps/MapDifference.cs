using System.Text.Json.Serialization;

namespace CommandCenter.Platform.Maps;

/// <summary>What a map is to show now.</summary>
/// <param name="Marks">Points, unique by id; where an id comes twice the last one counts.</param>
/// <param name="Areas">Polygons, unique by id; where an id comes twice the last one counts.</param>
/// <param name="Pin">The picked place, if any.</param>
/// <param name="View">Where to look; null leaves it to the map, which shows all areas, or else all marks.</param>
public sealed record MapContent(
    IReadOnlyCollection<MapMark> Marks, IReadOnlyCollection<MapArea> Areas, Position? Pin = null, MapBounds? View = null)
{
    /// <summary>Circles around places; told as a whole, because there are never more than a few.</summary>
    public IReadOnlyCollection<MapRing> Rings { get; init; } = [];
}

/// <summary>A circle as the script wants it.</summary>
/// <param name="At">Latitude and longitude.</param>
/// <param name="Meters">The radius on the ground.</param>
/// <param name="Label">What stands on it.</param>
/// <param name="Strong">Whether it is the one that counts.</param>
public sealed record DrawnRing(double[] At, double Meters, string Label, bool Strong);

/// <summary>
/// One instruction to the map's script. <c>Op</c> is <c>mark</c>, <c>unmark</c>, <c>area</c>, <c>tone</c> (an area's
/// fill and words without its outline), <c>unarea</c>, <c>rings</c> (all there are), <c>pin</c> or <c>view</c>; what an instruction does not use is left out.
/// </summary>
public sealed record MapChange(string Op)
{
    /// <summary>The mark or area it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>Latitude and longitude of a mark or the pin; south, west, north, east of a view.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? At { get; init; }

    /// <summary>The <see cref="MapSymbol"/>'s number, which is also its urgency.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Symbol { get; init; }

    /// <summary>The used part of a limit, 0 to 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Share { get; init; }

    /// <summary>A mark's label or an area's name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label { get; init; }

    /// <summary>A device's icon.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Icon { get; init; }

    /// <summary>What stands on an alarm's plate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tag { get; init; }

    /// <summary>An area's outline: <see cref="MapShape.Encoded"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Shape { get; init; }

    /// <summary>An area's fill: 0 land, 1 to 4 the ramp, 5 bad.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Tone { get; init; }

    /// <summary>An area's second line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>All circles.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DrawnRing>? Rings { get; init; }

    /// <summary>Whether an area's boundary is the fine one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fine { get; init; }
}

/// <summary>
/// Remembers what one map was last told and says what to tell it next, so that ten thousand marks of which one has
/// moved cost one small message. Not for use from several threads.
/// </summary>
public sealed class MapDifference
{
    private readonly Dictionary<string, MapMark> marks = [];
    private readonly Dictionary<string, MapArea> areas = [];
    private IReadOnlyCollection<MapRing> rings = [];
    private Position? pin;
    private MapBounds? view;

    /// <summary>The instructions that turn what was last told into <paramref name="content"/>; counts as told from now on.</summary>
    public IReadOnlyList<MapChange> Next(MapContent content)
    {
        var changes = new List<MapChange>();
        AddAreas(changes, content.Areas);
        AddMarks(changes, content.Marks);
        if (!content.Rings.SequenceEqual(rings))
            changes.Add(new("rings") { Rings = [.. content.Rings.Select(r => new DrawnRing([r.At.Latitude, r.At.Longitude], r.Meters, r.Label, r.Strong))] });
        if (content.Pin != pin)
            changes.Add(new("pin") { At = content.Pin is { } at ? [at.Latitude, at.Longitude] : null });
        // A view is a wish for once: taking it back moves nothing.
        if (content.View is { } bounds && bounds != view)
            changes.Add(new("view") { At = Corners(bounds) });
        (rings, pin, view) = (content.Rings, content.Pin, content.View);
        return changes;
    }

    private void AddMarks(List<MapChange> changes, IReadOnlyCollection<MapMark> now)
    {
        var wanted = new Dictionary<string, MapMark>(now.Count);
        foreach (var mark in now)
            wanted[mark.Id] = mark;
        foreach (var gone in marks.Keys.Where(id => !wanted.ContainsKey(id)).ToList())
        {
            marks.Remove(gone);
            changes.Add(new("unmark") { Id = gone });
        }

        foreach (var mark in wanted.Values)
        {
            if (marks.TryGetValue(mark.Id, out var told) && (ReferenceEquals(told, mark) || told.LooksLike(mark)))
                continue;
            marks[mark.Id] = mark;
            changes.Add(Describe(mark));
        }
    }

    private void AddAreas(List<MapChange> changes, IReadOnlyCollection<MapArea> now)
    {
        var wanted = new Dictionary<string, MapArea>(now.Count);
        foreach (var area in now)
            wanted[area.Id] = area;
        foreach (var gone in areas.Keys.Where(id => !wanted.ContainsKey(id)).ToList())
        {
            areas.Remove(gone);
            changes.Add(new("unarea") { Id = gone });
        }

        foreach (var area in wanted.Values)
        {
            var known = areas.TryGetValue(area.Id, out var told);
            if (known && told!.Equals(area))
                continue;
            areas[area.Id] = area;
            changes.Add(Describe(area, known && told!.Shape.Equals(area.Shape)));
        }
    }

    private static MapChange Describe(MapMark mark) => new("mark")
    {
        Id = mark.Id,
        At = [mark.At.Latitude, mark.At.Longitude],
        Symbol = (int)mark.Symbol,
        Share = mark.DrawnShare,
        Label = mark.Label,
        Icon = mark.Icon,
        Tag = mark.Tag,
    };

    private static MapChange Describe(MapArea area, bool outlineIsKnown) => new(outlineIsKnown ? "tone" : "area")
    {
        Id = area.Id,
        Shape = outlineIsKnown ? null : area.Shape.Encoded,
        Label = area.Name,
        Tone = (int)area.Tone,
        Text = area.Text,
        Fine = area.Boundary == MapBoundary.Fine,
    };

    private static double[] Corners(MapBounds bounds) =>
        [bounds.SouthWest.Latitude, bounds.SouthWest.Longitude, bounds.NorthEast.Latitude, bounds.NorthEast.Longitude];
}
