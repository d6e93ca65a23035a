using CommandCenter.Alarms;
using CommandCenter.Alarms.Panels;
using CommandCenter.Devices;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Wall.Flood;

/// <summary>One gauge as the flood wall shows it.</summary>
/// <param name="Device">The gauge.</param>
/// <param name="Value">Its level now, metres.</param>
/// <param name="Thresholds">设防, 警戒, 保证 as in force now; null where none is set.</param>
/// <param name="PerHour">The change of the last hour, metres; null where it is not known.</param>
/// <param name="Alarm">Its alarm in the feed; null while it has none.</param>
public sealed record FloodGauge(DeviceView Device, LatestValue Value, DeviceThresholds? Thresholds, double? PerHour, AlarmView? Alarm)
{
    /// <summary>The thresholds that are set, rising.</summary>
    public IReadOnlyList<(ThresholdLevel Level, double Value)> Set { get; } =
        [.. Enum.GetValues<ThresholdLevel>().Select(l => (l, Thresholds?.Of(l))).Where(t => t.Item2 is not null).Select(t => (t.l, t.Item2!.Value)).OrderBy(t => t.Value)];

    /// <summary>The highest threshold it has reached; null below all of them.</summary>
    public ThresholdLevel? Reached => Thresholds?.LevelOf(Value.Value);

    /// <summary>How near it is to the first threshold it has not reached, or how far above the last: what the worst come first by.</summary>
    public double Margin => Set.Count == 0 ? double.MinValue : Set.FirstOrDefault(t => Value.Value < t.Value) is { Value: > 0 } next ? Value.Value - next.Value : Value.Value - Set[^1].Value;

    /// <summary>The ends of the scale its bar is drawn on: as much below the first threshold as there is from it to the last and a little beyond.</summary>
    public (double Low, double High) Scale
    {
        get
        {
            if (Set.Count == 0)
                return (Math.Min(0, Value.Value), Math.Max(1, Value.Value * 1.25));
            var (first, last) = (Set[0].Value, Set[^1].Value);
            var span = Math.Max(last - first, Math.Max(Math.Abs(first) * 0.1, 0.5));
            return (Math.Min(first - 1.1 * span, Value.Value), Math.Max(last + 0.25 * span, Value.Value + 0.05 * span));
        }
    }
}

/// <summary>How a kind of device stands.</summary>
/// <param name="KindCode">The kind.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Alarmed">How many have an active alarm.</param>
/// <param name="Offline">How many are not heard of.</param>
/// <param name="OutOfService">How many are in maintenance.</param>
/// <param name="Worst">The worst of their alarms; null while none has one.</param>
public sealed record FloodWorks(string KindCode, int Total, int Alarmed, int Offline, int OutOfService, AlarmView? Worst);

/// <summary>The flood wall at one instant: how high, how fast, how much rain, and what works. Pure.</summary>
/// <param name="Gauges">Those that have a value: what is heard of now before what is stale, the worst first.</param>
/// <param name="Silent">How many gauges have never sent a value.</param>
/// <param name="RainRate">The mean of the rain gauges' rates, millimetres an hour, of those heard of within an hour; null where none was.</param>
/// <param name="Works">The kinds of device a flood is fought with, as far as the city has them.</param>
/// <param name="Worst">The highest threshold any gauge that is heard of has reached; null while none has.</param>
public sealed record FloodPicture(IReadOnlyList<FloodGauge> Gauges, int Silent, double? RainRate, IReadOnlyList<FloodWorks> Works, ThresholdLevel? Worst)
{
    private static readonly string[] Kinds = [BuiltInKinds.WaterLevel, FloodQuantities.RainGauge, "manhole-cover", "camera", "gateway"];
    private static readonly TimeSpan StaleAfter = TimeSpan.FromHours(2);

    /// <summary>Reads it.</summary>
    public static FloodPicture Of(WallPicture picture, GaugePast past, Func<Guid, string, DateTimeOffset, DeviceThresholds?> thresholds)
    {
        var alarms = picture.Alarms.Where(a => a.IsInFeed && a.DeviceId is not null).GroupBy(a => a.DeviceId!.Value).ToDictionary(g => g.Key, g => g.MinBy(a => (a.Priority, !a.IsUnacknowledged))!);
        var gauges = picture.Devices.Where(d => d.KindCode == BuiltInKinds.WaterLevel).ToList();
        var shown = gauges.Where(d => d.LatestOf(FloodQuantities.Level) is not null).Select(d => Gauge(d, past, thresholds(d.Id, FloodQuantities.Level, picture.At), alarms.GetValueOrDefault(d.Id)))
            .OrderByDescending(g => IsFresh(g, picture.At)).ThenByDescending(g => g.Reached).ThenByDescending(g => g.Margin).ThenBy(g => g.Device.Sequence).ToList();
        var rates = RainNow.Rates(picture.Devices, picture.At);
        return new(shown, gauges.Count - shown.Count, rates.Count > 0 ? rates.Average() : null, [.. Kinds.Select(k => Standing(k, picture, alarms)).OfType<FloodWorks>()], shown.Where(g => IsFresh(g, picture.At)).Max(g => g.Reached));
    }

    /// <summary>What the flood wall's map shows: the wall's marks, with its level on the alarm of each gauge above a threshold.</summary>
    public IReadOnlyList<MapMark> MarksOf(WallPicture picture) =>
    [
        .. picture.Marks,
        // The same id as the alarm's: the map takes the later one.
        .. Gauges.Where(g => g.Reached is not null && IsFresh(g, picture.At) && g.Alarm is not null).Select(g => AlarmFaces.Mark(g.Alarm!) is { } mark ? mark with { Tag = Plate(g) } : null).OfType<MapMark>(),
    ];

    private static string Plate(FloodGauge gauge) => $"{Formats.Number(gauge.Value.Value, 2)} {gauge.PerHour switch { >= 0.01 => "↑", <= -0.01 => "↓", _ => "→" }}";

    /// <summary>Whether a gauge says how high the water stands, and not how high it stood.</summary>
    public static bool IsFresh(FloodGauge gauge, DateTimeOffset now) => now - gauge.Value.At <= StaleAfter;

    private static FloodGauge Gauge(DeviceView device, GaugePast past, DeviceThresholds? thresholds, AlarmView? alarm)
    {
        var now = device.LatestOf(FloodQuantities.Level)!;
        var perHour = past.Levels.TryGetValue(device.Id, out var before) && now.At > before.At ? (now.Value - before.Value) / (now.At - before.At).TotalHours : (double?)null;
        return new(device, now, thresholds, perHour, alarm);
    }

    private static FloodWorks? Standing(string kind, WallPicture picture, Dictionary<Guid, AlarmView> alarms)
    {
        var devices = picture.Devices.Where(d => d.KindCode == kind).ToList();
        if (devices.Count == 0)
            return null;
        var active = devices.Select(d => alarms.GetValueOrDefault(d.Id)).OfType<AlarmView>().Where(a => a.IsActive).ToList();
        return new(kind, devices.Count, active.Count, devices.Count(d => d.State == DeviceState.Offline), devices.Count(d => d.State == DeviceState.OutOfService), active.MinBy(a => (a.Priority, !a.IsUnacknowledged)));
    }
}
