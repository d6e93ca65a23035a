namespace CommandCenter.DemoCity.Screens;

/// <summary>The texts of this room: <c>IStringLocalizer&lt;DemoText&gt;</c>.</summary>
public sealed class DemoText;
