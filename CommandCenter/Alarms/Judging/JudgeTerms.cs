using System.Collections.Immutable;
using CommandCenter.Alarms.Rules;
using CommandCenter.Devices;

namespace CommandCenter.Alarms.Judging;

/// <summary>A rule as it applies to one device at one instant: thresholds resolved.</summary>
/// <param name="Type">What it looks at.</param>
/// <param name="Direction">Which side is abnormal.</param>
/// <param name="Limits">The limit of each level, the mildest first; null: not set, it never alarms.</param>
/// <param name="Deadband">In the quantity's unit.</param>
/// <param name="OnDelay">How long a level must hold before it begins.</param>
/// <param name="OffDelay">How long it must have ended before it ends.</param>
/// <param name="Per">The time a Rate's limits are per.</param>
public sealed record JudgeTerms(
    AlarmRuleType Type, AlarmDirection Direction, ImmutableArray<double?> Limits, double Deadband, TimeSpan OnDelay, TimeSpan OffDelay, TimeSpan Per)
{
    /// <summary>The terms of a rule for a device with these thresholds.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="thresholds">The device's own, in force when the value was measured; null for none.</param>
    public static JudgeTerms Of(AlarmRule rule, DeviceThresholds? thresholds) => new(
        rule.Type, rule.Direction, [.. rule.Levels.Select(l => l.Threshold is { } name ? Set(thresholds?.Of(name)) : l.Value)], rule.Deadband, rule.OnDelay, rule.OffDelay, rule.Per);

    /// <summary>Whether any level can begin at all.</summary>
    public bool CanAlarm => Type is AlarmRuleType.State or AlarmRuleType.Event || Limits.Any(l => l is not null);

    internal bool IsSet(int k) => Type is AlarmRuleType.State or AlarmRuleType.Event || Limits[k] is not null;

    internal bool Reached(int k, double value) => Type switch
    {
        AlarmRuleType.State or AlarmRuleType.Event => value != 0,
        _ => Limits[k] is { } limit && (Direction == AlarmDirection.Rising ? value >= limit : value <= limit),
    };

    // Within the deadband a level that is on stays on.
    internal bool Left(int k, double value) => Type switch
    {
        AlarmRuleType.State or AlarmRuleType.Event => value == 0,
        _ => Limits[k] is { } limit && (Direction == AlarmDirection.Rising ? value < limit - Deadband : value > limit + Deadband),
    };

    internal TimeSpan OnDelayOf(int k) => Type == AlarmRuleType.Absence ? TimeSpan.FromHours(Limits[k] ?? 0) : OnDelay;

    // A source writes 0 for "not set".
    private static double? Set(double? threshold) => threshold is 0 ? null : threshold;
}
