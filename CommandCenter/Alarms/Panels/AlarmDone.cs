namespace CommandCenter.Alarms.Panels;

/// <summary>A verb that was used on a screen.</summary>
/// <param name="Verb">Which.</param>
/// <param name="Before">The alarm as its person saw it.</param>
/// <param name="After">The alarm as it then was.</param>
public sealed record AlarmDone(AlarmVerb Verb, AlarmView Before, Alarm After);
