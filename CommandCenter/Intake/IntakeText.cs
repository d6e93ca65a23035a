namespace CommandCenter.Intake;

/// <summary>The texts of this room: <c>IStringLocalizer&lt;IntakeText&gt;</c>.</summary>
public sealed class IntakeText;
