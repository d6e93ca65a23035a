namespace CommandCenter.Platform.Maps;

/// <summary>How an area is filled: the land's own colour, a step of the grey ramp, or abnormal.</summary>
public enum MapTone
{
    /// <summary>Land, as on a map without figures.</summary>
    Land,

    /// <summary>The lightest step of the ramp: the best.</summary>
    Step1,

    /// <summary>The second step.</summary>
    Step2,

    /// <summary>The third step.</summary>
    Step3,

    /// <summary>The last step of the ramp.</summary>
    Step4,

    /// <summary>The last step, with its label on the colour of a breach.</summary>
    Bad,
}

/// <summary>How strongly an area's boundary and name are drawn.</summary>
public enum MapBoundary
{
    /// <summary>Districts and wards: dash-dot line, bold name.</summary>
    Strong,

    /// <summary>Grids inside them: a thin mesh, named only where there is room.</summary>
    Fine,
}

/// <summary>One polygon of the map, known by its id.</summary>
/// <param name="Id">Unique on its map; comes back when the area is pressed.</param>
/// <param name="Name">Its label.</param>
/// <param name="Shape">Its outline; keep and reuse the same instance, it is compared by reference first.</param>
/// <param name="Tone">Its fill.</param>
/// <param name="Text">A second, bold line beneath the name, such as a rate.</param>
/// <param name="Boundary">Its line.</param>
public sealed record MapArea(
    string Id, string Name, MapShape Shape, MapTone Tone = MapTone.Land, string? Text = null,
    MapBoundary Boundary = MapBoundary.Strong);
