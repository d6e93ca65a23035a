using System.Globalization;
using System.Text;
using CommandCenter.Platform.Kit;

namespace CommandCenter.Devices.Panels;

/// <summary>A limit drawn across a chart.</summary>
/// <param name="Priority">How pressing it is to be beyond it.</param>
/// <param name="Name">Its name, in the reader's language.</param>
/// <param name="Value">The limit.</param>
public sealed record ChartLimit(MarkPriority Priority, string Name, double Value);

/// <summary>What is drawn of a history: geometry in hundredths of the chart's width and height, whatever its size on screen. Pure.</summary>
/// <param name="from">The left end.</param>
/// <param name="to">The right end.</param>
/// <param name="points">The values, oldest first.</param>
/// <param name="thresholds">The dated thresholds, oldest first.</param>
/// <param name="gap">A longer silence breaks the line; null never.</param>
/// <param name="isState">Whether the value is a state that holds until the next one, so that the line goes in steps.</param>
/// <param name="limits">Limits that are the same all the time: those of rules.</param>
public sealed class ChartShape(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<SeriesPoint> points, IReadOnlyList<DeviceThresholds> thresholds, TimeSpan? gap, bool isState,
    IReadOnlyList<ChartLimit>? limits = null)
{
    private const double Left = 0, Right = 100, Top = 0, Bottom = 100;
    private const int WantedLines = 4;
    private readonly (double Low, double High, double Step) scale = Scale(points, [.. InForce(thresholds, from, to)], limits ?? [], isState);

    /// <summary>The grid's lines: where, and the value.</summary>
    public IEnumerable<(double Y, double Value)> Lines()
    {
        for (var i = 0; i <= Math.Round((scale.High - scale.Low) / scale.Step); i++)
            yield return (Y(scale.Low + i * scale.Step), scale.Low + i * scale.Step);
    }

    /// <summary>How many decimals tell the grid's values apart.</summary>
    public int Decimals => scale.Step >= 1 ? 0 : Math.Min(6, (int)Math.Ceiling(-Math.Log10(scale.Step) - 1e-9));

    /// <summary>The instants below: where, and when.</summary>
    public IEnumerable<(double X, DateTimeOffset At)> Instants() => Enumerable.Range(0, 5).Select(i => (Left + (Right - Left) * i / 4.0, from + (to - from) * (i / 4.0)));

    /// <summary>The line, as an SVG path; empty where there is nothing.</summary>
    public string Line()
    {
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = (Number(X(points[i].At)), Number(Y(points[i].Value)));
            var starts = i == 0 || (gap is { } most && points[i].At - points[i - 1].At > most);
            path.Append(starts ? $"M{x} {y}h.01" : isState ? $"H{x}V{y}" : $"L{x} {y}");
        }
        return path.ToString();
    }

    /// <summary>The newest point; null where there is none.</summary>
    public (double X, double Y)? Last => points.Count == 0 ? null : (X(points[^1].At), Y(points[^1].Value));

    /// <summary>The lines of a threshold, as one SVG path over the time each set was in force; null where it is not set.</summary>
    public string? Threshold(ThresholdLevel level)
    {
        var path = new StringBuilder();
        foreach (var (start, end, set) in InForce(thresholds, from, to))
            if (set.Of(level) is { } value)
                path.Append(CultureInfo.InvariantCulture, $"M{Number(X(start))} {Number(Y(value))}H{Number(X(end))}");
        return path.Length == 0 ? null : path.ToString();
    }

    /// <summary>The threshold that is in force at the right end, and where it is; null where it is not set.</summary>
    public (double Y, double Value)? ThresholdNow(ThresholdLevel level) =>
        InForce(thresholds, from, to).LastOrDefault().Set?.Of(level) is { } value ? (Y(value), value) : null;

    /// <summary>The limits of rules that lie on the chart: where, and which.</summary>
    public IEnumerable<(double Y, ChartLimit Limit)> Limits() => (limits ?? []).Select(l => (Y(l.Value), l)).Where(l => l.Item1 is >= 0 and <= 100);

    /// <summary>A coordinate as SVG takes it.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private double X(DateTimeOffset at) => Left + (Right - Left) * Math.Clamp((at - from) / (to - from), 0, 1);

    private double Y(double value) => Bottom - (Bottom - Top) * ((value - scale.Low) / (scale.High - scale.Low));

    private static IEnumerable<(DateTimeOffset Start, DateTimeOffset End, DeviceThresholds Set)> InForce(IReadOnlyList<DeviceThresholds> sets, DateTimeOffset from, DateTimeOffset to)
    {
        for (var i = 0; i < sets.Count; i++)
        {
            var (start, end) = (sets[i].FromAt < from ? from : sets[i].FromAt, i + 1 < sets.Count && sets[i + 1].FromAt < to ? sets[i + 1].FromAt : to);
            if (start < end)
                yield return (start, end, sets[i]);
        }
    }

    // Values and the nearest thresholds are on it; a threshold far above would press the line flat, so it counts only within three times the values' own range.
    private static (double Low, double High, double Step) Scale(IReadOnlyList<SeriesPoint> points, IReadOnlyList<(DateTimeOffset, DateTimeOffset, DeviceThresholds Set)> sets, IReadOnlyList<ChartLimit> fixedLimits, bool isState)
    {
        if (isState)
            return (0, Math.Max(1, points.Count == 0 ? 1 : points.Max(p => p.Value)), 1);
        var limits = sets.SelectMany(s => Enum.GetValues<ThresholdLevel>().Select(s.Set.Of)).OfType<double>().Concat(fixedLimits.Select(l => l.Value)).ToList();
        var (low, high) = points.Count > 0 ? (points.Min(p => p.Value), points.Max(p => p.Value)) : limits.Count > 0 ? (limits.Min(), limits.Max()) : (0, 1);
        var reach = Math.Max(high - low, Math.Max(Math.Abs(high) * 0.2, 0.1)) * 3;
        foreach (var limit in limits.Where(l => l > low - reach && l < high + reach))
            (low, high) = (Math.Min(low, limit), Math.Max(high, limit));
        // How far it is to the next limit of a rule is what is asked of the chart; only where that would press the line flat is it left out.
        if (fixedLimits.Select(l => l.Value).Where(l => l > high && l - low <= 8 * Math.Max(high - low, Math.Abs(high) * 0.2)).OrderBy(l => l).FirstOrDefault() is var next and not 0)
            high = next;
        var step = Nice(Math.Max(high - low, 1e-6) / WantedLines);
        return (Math.Floor(low / step) * step, Math.Max(Math.Ceiling(high / step), Math.Floor(low / step) + 1) * step, step);
    }

    private static double Nice(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
