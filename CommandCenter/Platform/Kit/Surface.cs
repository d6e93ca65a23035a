namespace CommandCenter.Platform.Kit;

/// <summary>The kind of screen a page is made for; it decides the frame around it.</summary>
public enum Surface
{
    /// <summary>Rail and top bar; light or dark. The default.</summary>
    Desk,

    /// <summary>A bare dark screen that nobody touches.</summary>
    Wall,

    /// <summary>Top and bottom bar for one hand.</summary>
    Phone,

    /// <summary>A card in the middle: sign-in, first start.</summary>
    Plain,
}

/// <summary>
/// States the surface of a page: <c>@attribute [MadeFor(Surface.Wall)]</c>. Pages state it instead of naming a layout, because the layouts
/// belong to the shell, which stands above every room.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MadeForAttribute(Surface surface) : Attribute
{
    /// <summary>The surface.</summary>
    public Surface Surface { get; } = surface;
}
