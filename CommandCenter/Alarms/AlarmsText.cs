namespace CommandCenter.Alarms;

/// <summary>Names the room's texts; how a room keeps its own is written at <see cref="Platform.Kit.KitText"/>. Components ask <see cref="Panels.AlarmPhrases"/>.</summary>
public sealed class AlarmsText;
