using System.Globalization;
using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Wall;

/// <summary>
/// 响应率, 解决率, 满意率 of the tickets completed in the last 30 days, as the last three figures of a wall. Where nobody was called back there are none, and a wall shows
/// other figures in their place. Pure.
/// </summary>
public static class RateTiles
{
    /// <summary>The three figures; empty where nobody was reached.</summary>
    public static IReadOnlyList<FigureTile> Of(FigureTrend trend, FigureTargets targets, IStringLocalizer<WallText> text) => trend.Answers is not { Response.Whole: > 0 } answers ? [] :
    [
        Tile("ResponseRate", answers.Response, targets.ResponsePercent, trend.At, text), Tile("ResolutionRate", answers.Resolution, targets.ResolutionPercent, trend.At, text),
        Tile("SatisfactionRate", answers.Satisfaction, targets.SatisfactionPercent, trend.At, text),
    ];

    private static FigureTile Tile(string key, FigureRate rate, double? least, DateTimeOffset? at, IStringLocalizer<WallText> text)
    {
        var percent = rate.Share * 100;
        var missed = percent < least;
        return new(key, Formats.Number(percent, 1), [], rate.Whole > 0 ? text["PartOfWhole", Formats.Number(rate.Part), Formats.Number(rate.Whole)] : "")
        {
            Unit = percent is null ? null : "%",
            Abnormal = missed,
            Face = missed ? ClockFace.Risk : null,
            Verdict = least is { } set ? (missed ? "< " : "≥ ") + set.ToString("0.#", CultureInfo.InvariantCulture) + "%" : null,
            ComputedAt = at,
        };
    }
}
