using CommandCenter.Alarms.Rules;
using CommandCenter.Devices;
using CommandCenter.Devices.Panels;

namespace CommandCenter.Alarms.Panels;

/// <summary>The limits of the rules that judge a device, as lines of its chart, in the reader's language. A device's own thresholds are drawn by its room.</summary>
public sealed class AlarmLimits(AlarmRuleIndex rules, AlarmWords words)
{
    /// <summary>What a duty officer looks at: the last half hour, a day, a week.</summary>
    public static IReadOnlyList<TimeSpan> Periods { get; } = [TimeSpan.FromMinutes(30), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <summary>The limits for a quantity's value; a rule about its rate or its absence has none that could be drawn across it.</summary>
    public IReadOnlyList<ChartLimit> Of(DeviceView device, string quantity) =>
        [.. rules.For(device.Id, device.KindCode, quantity).Where(r => r.Type == AlarmRuleType.Limit).SelectMany(r => r.Levels)
            .Where(l => l.Value is not null).Select(l => new ChartLimit(AlarmFaces.Shape(l.Priority), words.Of(l.Priority), l.Value!.Value)).Distinct()];
}
