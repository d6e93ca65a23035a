using CommandCenter.Access;
using CommandCenter.Intake.Reading;

namespace CommandCenter.Intake.Mqtt;

/// <summary>
/// A topic of our scheme: <c>cc/v1/measurements[/{device}]</c>, <c>cc/v1/positions[/{person}]</c>, <c>cc/v1/alarms[/{sender}]</c>. Described in docs/intake.md.
/// </summary>
/// <param name="Kind">What its messages are about.</param>
/// <param name="Subject">The last level: the device, the person, the sender; null without one.</param>
public sealed record MqttTopic(SignalKind Kind, string? Subject)
{
    /// <summary>What every topic begins with.</summary>
    public const string Root = "cc/v1/";

    /// <summary>A filter for every topic of a kind.</summary>
    public static string Filter(SignalKind kind) => $"{Root}{Word(kind)}/#";

    /// <summary>Reads a topic; false where it is none of the scheme.</summary>
    public static bool TryParse(string topic, out MqttTopic? parsed)
    {
        parsed = null;
        if (!topic.StartsWith(Root, StringComparison.Ordinal))
            return false;
        var levels = topic[Root.Length..].Split('/');
        foreach (var kind in Enum.GetValues<SignalKind>())
            if (levels[0] == Word(kind) && (levels.Length == 1 || (levels.Length == 2 && levels[1].Trim().Length > 0)))
                parsed = new MqttTopic(kind, levels.Length == 2 ? levels[1].Trim() : null);
        return parsed is not null;
    }

    /// <summary>The scope of an API key that may publish to it.</summary>
    public string Scope => Kind switch
    {
        SignalKind.Measurements => Access.Scope.MeasurementsWrite,
        SignalKind.Positions => Access.Scope.PositionsWrite,
        _ => Access.Scope.AlarmsWrite,
    };

    /// <summary>The word in the topic.</summary>
    public static string Word(SignalKind kind) => kind.ToString().ToLowerInvariant();
}
