namespace CommandCenter.Shell;

/// <summary>Names the shell's texts; how a room keeps its own is written at <see cref="Platform.Kit.KitText"/>.</summary>
public sealed class ShellText;
