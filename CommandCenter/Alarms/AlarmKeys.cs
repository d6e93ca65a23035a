using CommandCenter.Platform.Journal;

namespace CommandCenter.Alarms;

/// <summary>What makes an alarm the only one of its source and rule while it stands.</summary>
public static class AlarmKeys
{
    /// <summary>A device under a rule.</summary>
    public static string Of(Guid ruleId, Guid deviceId) => $"rule:{ruleId:N}:{deviceId:N}";

    /// <summary>An outside system's condition, by a digest because senders' keys are of any length.</summary>
    public static string Of(string sender, string key) => $"sent:{JournalWriter.Digest($"{sender}\n{key}")}";
}
