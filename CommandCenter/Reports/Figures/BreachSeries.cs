using System.Globalization;

namespace CommandCenter.Reports.Figures;

/// <summary>How long one bar of <see cref="BreachSeries"/> is.</summary>
public enum BarUnit
{
    /// <summary>A day: up to 62 days.</summary>
    Day,

    /// <summary>Seven days: up to 400 days.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}

/// <summary>The tickets whose resolution limit ran out in a few days.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, included.</param>
/// <param name="Count">How many.</param>
/// <param name="Before">How many in the same place of the period before; null where that period is shorter.</param>
/// <param name="Working">Whether the city works on the day; true for longer bars.</param>
/// <param name="Unusual">Above what was usual in the period before.</param>
public sealed record BreachBar(DateOnly From, DateOnly To, int Count, int? Before, bool Working, bool Unusual);

/// <summary>Newly breached tickets over the days of a period, beside the period before.</summary>
/// <param name="Unit">How long a bar is.</param>
/// <param name="Bars">Oldest first.</param>
public sealed record BreachSeries(BarUnit Unit, IReadOnlyList<BreachBar> Bars)
{
    private const int MostDays = 62;
    private const int MostDaysInWeeks = 400;
    private const int FewestToJudge = 5;

    /// <summary>Makes the series from counts per day.</summary>
    /// <param name="period">The period.</param>
    /// <param name="perDay">Breaches per day, of both periods.</param>
    /// <param name="worksOn">Whether the city works on a day.</param>
    public static BreachSeries Of(SlaPeriod period, IReadOnlyDictionary<DateOnly, int> perDay, Func<DateOnly, bool> worksOn)
    {
        var unit = period.Days <= MostDays ? BarUnit.Day : period.Days <= MostDaysInWeeks ? BarUnit.Week : BarUnit.Month;
        var before = Spans(period.Previous(), unit).Select(s => (s.From, Count: Count(s, perDay))).ToList();
        var bars = Spans(period, unit).Select((span, i) => new BreachBar(
            span.From, span.To, Count(span, perDay), i < before.Count ? before[i].Count : null, unit != BarUnit.Day || worksOn(span.From), Unusual: false));
        return new BreachSeries(unit, [.. bars.Select(bar => bar with
        {
            Unusual = bar.Count > Usual([.. before.Where(b => unit != BarUnit.Day || worksOn(b.From) == bar.Working).Select(b => b.Count)]),
        })]);
    }

    /// <summary>Whether anything was breached in the period before.</summary>
    public bool CanCompare => Bars.Any(b => b.Before > 0);

    /// <summary>
    /// The most that counts as usual: mean and twice the standard deviation. Of fewer than five values, or of none but zeros, nothing can be said, and everything is usual.
    /// </summary>
    public static double Usual(IReadOnlyList<int> counts)
    {
        if (counts.Count < FewestToJudge || counts.All(c => c == 0))
            return double.PositiveInfinity;
        var mean = counts.Average();
        return mean + (2 * Math.Sqrt(counts.Sum(c => (c - mean) * (c - mean)) / counts.Count));
    }

    private static int Count((DateOnly From, DateOnly To) span, IReadOnlyDictionary<DateOnly, int> perDay)
    {
        var count = 0;
        for (var day = span.From; day <= span.To; day = day.AddDays(1))
            count += perDay.GetValueOrDefault(day);
        return count;
    }

    private static IEnumerable<(DateOnly From, DateOnly To)> Spans(SlaPeriod period, BarUnit unit)
    {
        for (var from = period.From; from <= period.To;)
        {
            var next = unit switch { BarUnit.Day => from.AddDays(1), BarUnit.Week => from.AddDays(7), _ => new DateOnly(from.Year, from.Month, 1).AddMonths(1) };
            yield return (from, next <= period.To ? next.AddDays(-1) : period.To);
            from = next;
        }
    }

    /// <summary>The label of a bar beneath the axis: the day, or month and day where a bar is longer.</summary>
    public string Label(BreachBar bar) => Unit == BarUnit.Day
        ? bar.From.Day.ToString(CultureInfo.InvariantCulture)
        : bar.From.ToString(Unit == BarUnit.Week ? "M-d" : "yyyy-MM", CultureInfo.InvariantCulture);
}
