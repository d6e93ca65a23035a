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
    /// <summary>The three figures; empty where nobody was reached. The first says when they were computed.</summary>
    public static IReadOnlyList<FigureTile> Of(FigureTrend trend, FigureTargets targets, IStringLocalizer<WallText> text)
    {
        return trend.Answers is not { Response.Whole: > 0 } answers ? [] :
        [
            Tile("ResponseRate", a => a.Response, targets.ResponsePercent) with { ComputedAt = trend.At },
            Tile("ResolutionRate", a => a.Resolution, targets.ResolutionPercent),
            Tile("SatisfactionRate", a => a.Satisfaction, targets.SatisfactionPercent),
        ];

        FigureTile Tile(string key, Func<AnswerRates, FigureRate> of, double? least)
        {
            var rate = of(answers);
            var percent = rate.Share * 100;
            var missed = percent < least;
            return new(key, Formats.Number(percent, 1), [.. trend.AnswersByDay.Select(d => of(d).Share * 100).OfType<double>()], Foot(rate, least))
            {
                Unit = percent is null ? null : "%",
                Abnormal = missed,
                Face = missed ? ClockFace.Risk : null,
                Target = least,
                Verdict = missed ? text["BelowTarget"].Value : null,
            };
        }

        string Foot(FigureRate rate, double? least) => least is { } set ? text["AtLeast", set.ToString("0.#", CultureInfo.InvariantCulture) + "%"]
            : rate.Whole > 0 ? text["PartOfWhole", Formats.Number(rate.Part), Formats.Number(rate.Whole)] : "";
    }
}
