using CommandCenter.Devices;
using CommandCenter.Wall.Flood;

namespace CommandCenter.Wall;

/// <summary>How strongly it rains: the grades by hourly rain of China's meteorological service.</summary>
public enum RainStrength
{
    /// <summary>Less than 0.1 mm in an hour.</summary>
    None,

    /// <summary>小雨: to 2.5 mm.</summary>
    Light,

    /// <summary>中雨: to 8 mm.</summary>
    Moderate,

    /// <summary>大雨: below 16 mm.</summary>
    Heavy,

    /// <summary>暴雨: 16 mm and more.</summary>
    Torrential,
}

/// <summary>The weather as the city's own rain gauges tell it. A cell of a thunderstorm covers a few of them, so that the strongest counts, beside how many are wet.</summary>
/// <param name="Highest">The highest rate, millimetres an hour.</param>
/// <param name="Wet">How many gauges have rain.</param>
/// <param name="Gauges">How many were heard of within the last hour.</param>
public sealed record RainNow(double Highest, int Wet, int Gauges)
{
    private const double Trace = 0.1;
    private static readonly TimeSpan RateIsOld = TimeSpan.FromHours(1);

    /// <summary>The grade of the highest rate.</summary>
    public RainStrength Strength => Highest switch
    {
        < Trace => RainStrength.None,
        <= 2.5 => RainStrength.Light,
        <= 8 => RainStrength.Moderate,
        < 16 => RainStrength.Heavy,
        _ => RainStrength.Torrential,
    };

    /// <summary>What the gauges say; null where none was heard of within the hour.</summary>
    public static RainNow? Of(IEnumerable<DeviceView> devices, DateTimeOffset now) =>
        Rates(devices, now) is { Count: > 0 } rates ? new(rates.Max(), rates.Count(r => r >= Trace), rates.Count) : null;

    /// <summary>The newest rates of the rain gauges that were heard of within the hour, millimetres an hour.</summary>
    public static IReadOnlyList<double> Rates(IEnumerable<DeviceView> devices, DateTimeOffset now) =>
        [.. devices.Where(d => d.KindCode == FloodQuantities.RainGauge).Select(d => d.LatestOf(FloodQuantities.Rate)).Where(r => r is not null && now - r.At <= RateIsOld).Select(r => r!.Value)];
}
