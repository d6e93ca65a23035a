namespace CommandCenter.Alarms;

/// <summary>Names the room's texts; how a room keeps its own is written at <see cref="Platform.Kit.KitText"/>. Components ask <see cref="Panels.AlarmWords"/>.</summary>
public sealed class AlarmsText;
