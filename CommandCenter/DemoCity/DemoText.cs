namespace CommandCenter.DemoCity;

/// <summary>The words of this room.</summary>
public sealed class DemoText;
