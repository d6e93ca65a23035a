namespace CommandCenter.Wall;

/// <summary>Names this room's texts: <c>IStringLocalizer&lt;WallText&gt;</c>.</summary>
public sealed class WallText;
