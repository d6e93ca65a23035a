using CommandCenter.Platform.Maps;
using CommandCenter.Reports.Figures;

namespace CommandCenter.Reports.Screens;

/// <summary>
/// How areas are shaded by their rate of tickets completed in time: in quarters of the areas, because what tells one from another is worth seeing whether the whole
/// city is on target or not. Abnormal is an area of the worst quarter that is also under the line of the settings.
/// </summary>
/// <param name="Best">The best rate.</param>
/// <param name="Worst">The worst rate.</param>
/// <param name="Low">The line under which a rate is abnormal.</param>
/// <param name="Cuts">The rates that end the worst, the second and the third quarter.</param>
public sealed record AreaRamp(double Best, double Worst, double Low, IReadOnlyList<double> Cuts)
{
    /// <summary>The ramp of some rows; null when none has a rate.</summary>
    public static AreaRamp? Of(IEnumerable<SlaRow> rows, double low)
    {
        var rates = rows.Select(r => r.Now.CompletionRate).OfType<double>().Order().ToList();
        return rates.Count == 0 ? null : new AreaRamp(rates[^1], rates[0], low, [Cut(rates, 0.25), Cut(rates, 0.5), Cut(rates, 0.75)]);
    }

    /// <summary>Whether any area is abnormal.</summary>
    public bool AnyBad => Best > Worst && Worst < Low;

    /// <summary>The shade of a rate.</summary>
    public MapTone Tone(double? rate) => rate is not { } known ? MapTone.Land
        : Best <= Worst ? MapTone.Step1
        : known <= Cuts[0] ? known < Low ? MapTone.Bad : MapTone.Step4
        : known <= Cuts[1] ? MapTone.Step3
        : known <= Cuts[2] ? MapTone.Step2
        : MapTone.Step1;

    private static double Cut(List<double> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
