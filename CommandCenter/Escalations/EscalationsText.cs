namespace CommandCenter.Escalations;

/// <summary>Names the room's texts; how a room keeps its own is written at <see cref="Platform.Kit.KitText"/>.</summary>
public sealed class EscalationsText;
