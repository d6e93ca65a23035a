using CommandCenter.Platform.Journal;

namespace CommandCenter.Alarms.Rules;

/// <summary>A rule was added.</summary>
public sealed record AlarmRuleAdded(string Code, string Name) : IEvent;

/// <summary>A rule was changed; alarms that are raised from now on say this revision.</summary>
public sealed record AlarmRuleChanged(string Code, int Revision, bool Active) : IEvent;

/// <summary>A rule that did not come with the product was removed.</summary>
public sealed record AlarmRuleRemoved(string Code, string Name) : IEvent;
