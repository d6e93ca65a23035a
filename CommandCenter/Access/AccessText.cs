namespace CommandCenter.Access;

/// <summary>The texts of this room: <c>IStringLocalizer&lt;AccessText&gt;</c>.</summary>
public sealed class AccessText;
