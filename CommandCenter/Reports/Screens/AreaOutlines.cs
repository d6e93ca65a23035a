using System.Runtime.CompilerServices;
using CommandCenter.Areas;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Reports.Screens;

/// <summary>The outlines of areas as maps want them, made once for each row of the index and gone with it.</summary>
public sealed class AreaOutlines
{
    private readonly ConditionalWeakTable<Area, MapShape> shapes = [];

    /// <summary>The outline; null where none is known.</summary>
    public MapShape? Of(Area area) => area.Shape() is null ? null : shapes.GetValue(area, a => MapShape.From(a.Shape()!));
}
