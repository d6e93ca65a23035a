using System.Globalization;
using CommandCenter.Alarms;
using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Wall;

/// <summary>One figure as a wall shows it.</summary>
/// <param name="Key">Names it, also in the texts.</param>
/// <param name="Value">The figure.</param>
/// <param name="Spark">The line beside it, oldest first; empty for none.</param>
/// <param name="Foot">What it is held against.</param>
public sealed record FigureTile(string Key, string Value, IReadOnlyList<double> Spark, string Foot)
{
    /// <summary>The unit, beside the figure.</summary>
    public string? Unit { get; init; }

    /// <summary>The worst state inside it; null where there is nothing abnormal.</summary>
    public ClockFace? Face { get; init; }

    /// <summary>The worst alarm inside it; null where there is none.</summary>
    public AlarmView? Worst { get; init; }

    /// <summary>Whether it is coloured: it misses its target, or without a target is not as it should be.</summary>
    public bool Abnormal { get; init; }

    /// <summary>The target, as a line through the spark; null where none is set.</summary>
    public double? Target { get; init; }

    /// <summary>The difference or the verdict, at the right of the foot.</summary>
    public string? Verdict { get; init; }

    /// <summary>The arrow of a difference: the name of an icon.</summary>
    public string? Arrow { get; init; }

    /// <summary>When it was computed, where that is not the moment of the picture.</summary>
    public DateTimeOffset? ComputedAt { get; init; }
}

/// <summary>The nine figures of a wall. Pure.</summary>
public sealed class FigureTiles(WallPicture picture, FigureTargets targets, IStringLocalizer<WallText> text)
{
    private readonly CityFigures now = picture.Figures;
    private readonly FigureTrend trend = picture.Trend ?? FigureTrend.None;
    private readonly FigureSample? yesterday = picture.Trend?.Yesterday(picture.At);

    /// <summary>The figures, in the order of the wall.</summary>
    public IReadOnlyList<FigureTile> All() =>
    [
        Alarms("ActiveAlarms", picture.Feed.Active, s => s.Active, targets.ActiveAlarms),
        Alarms("Unacknowledged", picture.Feed.Unacknowledged, s => s.Unacknowledged, targets.UnacknowledgedAlarms) with { Worst = picture.Feed.WorstUnacknowledged },
        Compared("Open", now.Open.All, s => s.Open),
        Limited("AtRisk", now.Open.AtRisk, s => s.AtRisk, targets.AtRisk, ClockFace.Risk),
        Limited("Breached", now.Open.Breached, s => s.Breached, targets.Breached, ClockFace.Breached),
        Usual("ClosedToday", now.ClosedToday, s => s.ClosedToday, trend.UsualClosed),
        .. RateTiles.Of(trend, targets, text) is { Count: > 0 } rates ? rates : WithoutRates(),
    ];

    private FigureTile[] WithoutRates() =>
    [
        Usual("OpenedToday", now.OpenedToday, s => s.OpenedToday, trend.UsualOpened),
        Compared("Undispatched", now.Undispatched, s => s.Undispatched),
        OnTime(),
    ];

    private FigureTile Alarms(string key, int value, Func<AlarmSample, int> of, int? target)
    {
        IReadOnlyList<double> line = picture.AlarmSamples.Count == 0 ? [] : [.. picture.AlarmSamples.Select(s => (double)of(s)), value];
        return new FigureTile(key, Formats.Number(value), line, target is { } most ? text["AtMost", Formats.Number(most)] : "")
        {
            Target = target, Abnormal = value > target, Verdict = value > target ? text["OverTarget"].Value : null,
        };
    }

    private FigureTile Compared(string key, int value, Func<FigureSample, int> of)
    {
        var tile = new FigureTile(key, Formats.Number(value), Line(value, of), "");
        if (yesterday is not { } before)
            return tile;
        var difference = value - of(before);
        return tile with
        {
            Foot = text["Yesterday", Formats.Number(of(before))],
            Verdict = difference == 0 ? "±0" : Formats.Number(Math.Abs(difference)),
            Arrow = difference == 0 ? null : difference > 0 ? "up" : "fall",
        };
    }

    private FigureTile Limited(string key, int value, Func<FigureSample, int> of, int? target, ClockFace face)
    {
        var tile = Compared(key, value, of) with { Face = value > 0 ? face : null, Abnormal = value > (target ?? 0) };
        return target is not { } most ? tile : tile with
        {
            Target = most,
            Foot = text["AtMost", Formats.Number(most)],
            Verdict = value > most ? text["OverTarget"].Value : null,
            Arrow = null,
        };
    }

    // These count from midnight, so their line begins there.
    private FigureTile Usual(string key, int value, Func<FigureSample, int> of, int? usual)
    {
        var today = trend.Samples.Where(s => s.At >= picture.Midnight).Select(s => (double)of(s));
        return new(key, Formats.Number(value), [.. today, value], usual is { } known ? text["UsualByNow", Formats.Number(known)] : "") { Target = usual };
    }

    private FigureTile OnTime()
    {
        var (rate, least) = (trend.OnTime, targets.OnTimePercent);
        var percent = rate?.Share * 100;
        var missed = percent < least;
        return new("OnTime", Formats.Number(percent, 1), [], rate is { Whole: > 0 } ? text["PartOfWhole", Formats.Number(rate.Part), Formats.Number(rate.Whole)].Value : text["NothingCompleted"].Value)
        {
            Unit = percent is null ? null : "%",
            Abnormal = missed,
            Face = missed ? ClockFace.Risk : null,
            Verdict = least is not { } set ? null : (missed ? "< " : "≥ ") + set.ToString("0.#", CultureInfo.InvariantCulture) + "%",
            ComputedAt = trend.At,
        };
    }

    private List<double> Line(int value, Func<FigureSample, int> of) => trend.Samples.Count == 0 ? [] : [.. trend.Samples.Select(s => (double)of(s)), value];
}
