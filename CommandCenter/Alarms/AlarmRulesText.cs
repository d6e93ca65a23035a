namespace CommandCenter.Alarms;

/// <summary>Names the texts of the administration of rules.</summary>
public sealed class AlarmRulesText;
