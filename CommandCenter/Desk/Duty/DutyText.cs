namespace CommandCenter.Desk.Duty;

/// <summary>Names the texts of the duty desk; how a room keeps its own is written at <see cref="Platform.Kit.KitText"/>.</summary>
public sealed class DutyText;
