using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;
using CommandCenter.Wall;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

public sealed class RateTilesTests
{
    private static readonly FigureTrend Trend = FigureTrend.None with { At = Now, Answers = new(new(9, 10), new(7, 10), new(0, 0)) };

    [Fact]
    public void The_three_rates_are_the_last_three_of_nine_figures_once_somebody_was_reached()
    {
        var tiles = Tiles(Trend, new FigureTargets());

        Assert.Equal(9, tiles.Count);
        Assert.Equal([("ResponseRate", "90.0", "9 / 10"), ("ResolutionRate", "70.0", "7 / 10"), ("SatisfactionRate", "–", "")], tiles.TakeLast(3).Select(t => (t.Key, t.Value, t.Foot)));
        Assert.All(tiles.TakeLast(3), t => Assert.False(t.Abnormal));
    }

    [Fact]
    public void A_rate_below_its_target_says_so()
    {
        var tiles = Tiles(Trend, new FigureTargets { ResponsePercent = 90, ResolutionPercent = 80, SatisfactionPercent = 80 });

        Assert.Equal([(false, "目标 ≥ 90%", null), (true, "目标 ≥ 80%", "未达标"), (false, "目标 ≥ 80%", null)], tiles.TakeLast(3).Select(t => (t.Abnormal, t.Foot, t.Verdict)));
        Assert.Equal(ClockFace.Risk, tiles[^2].Face);
    }

    [Fact]
    public void A_rate_has_the_line_of_its_days_and_leaves_out_those_on_which_nobody_rated()
    {
        var tiles = Tiles(Trend with { AnswersByDay = [new(new(1, 2), new(2, 2), new(0, 0)), new(new(3, 4), new(1, 4), new(1, 1))] }, new FigureTargets());

        Assert.Equal([[50, 75], [100, 25], [100]], tiles.TakeLast(3).Select(t => t.Spark));
        Assert.Equal([Now, null, null], tiles.TakeLast(3).Select(t => t.ComputedAt));
    }

    [Fact]
    public void Where_nobody_was_reached_other_figures_stand_in_their_place() =>
        Assert.Equal(["OpenedToday", "Undispatched", "OnTime"], Tiles(Trend with { Answers = new(new(0, 0), new(0, 0), new(0, 0)) }, new FigureTargets()).TakeLast(3).Select(t => t.Key));

    private static IReadOnlyList<FigureTile> Tiles(FigureTrend trend, FigureTargets targets) => new FigureTiles(Picture([], trend), targets, Texts()).All();
}
