using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;
using CommandCenter.Wall;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

public sealed class FigureTilesTests
{
    [Fact]
    public void An_empty_city_shows_zeros_and_a_dash_where_there_is_nothing_to_divide_by()
    {
        var tiles = Tiles([], FigureTrend.None with { OnTime = new FigureRate(0, 0) });

        Assert.Equal(["0", "0", "0", "0", "0", "0", "0", "0", "–"], tiles.Select(t => t.Value));
        Assert.Null(tiles[^1].Unit);
        Assert.All(tiles, t => Assert.False(t.Abnormal));
        Assert.All(tiles, t => Assert.Null(t.Face));
    }

    [Fact]
    public void Without_a_configured_target_none_is_shown_and_what_is_late_is_coloured()
    {
        var tiles = Tiles([Ticket(clock: ClockState.Breached), Ticket(clock: ClockState.AtRisk)], FigureTrend.None with { OnTime = new FigureRate(1, 2) });

        Assert.All(tiles, t => Assert.Null(t.Target));
        Assert.All(tiles, t => Assert.DoesNotContain("目标", t.Foot + t.Verdict, StringComparison.Ordinal));
        Assert.Equal([("AtRisk", ClockFace.Risk), ("Breached", ClockFace.Breached)], tiles.Where(t => t.Abnormal).Select(t => (t.Key, t.Face!.Value)));
        Assert.Equal(("50.0", "1 / 2"), (tiles[^1].Value, tiles[^1].Foot));
    }

    [Fact]
    public void A_figure_beyond_its_target_says_so_and_one_within_it_stays_grey()
    {
        TicketView[] tickets = [Ticket(clock: ClockState.Breached), Ticket(clock: ClockState.AtRisk), Ticket(clock: ClockState.AtRisk)];
        var tiles = Tiles(tickets, FigureTrend.None with { OnTime = new FigureRate(9, 10) }, new FigureTargets { AtRisk = 2, Breached = 0, OnTimePercent = 95 }).ToDictionary(t => t.Key);

        Assert.Equal((false, "目标 ≤ 2", null), (tiles["AtRisk"].Abnormal, tiles["AtRisk"].Foot, tiles["AtRisk"].Verdict));
        Assert.Equal((true, "目标 ≤ 0", "超目标"), (tiles["Breached"].Abnormal, tiles["Breached"].Foot, tiles["Breached"].Verdict));
        Assert.Equal((true, "90.0", "< 95%"), (tiles["OnTime"].Abnormal, tiles["OnTime"].Value, tiles["OnTime"].Verdict));
    }

    [Fact]
    public void Figures_stand_beside_yesterdays_and_beside_the_usual()
    {
        var before = new FigureSample(Now.AddDays(-1), 5, 0, 0, 0, 0, 0);
        var tiles = Tiles([Ticket(), Ticket()], new FigureTrend(Now, [before], 12, null, null)).ToDictionary(t => t.Key);

        Assert.Equal(("昨日 5", "3", "fall"), (tiles["Open"].Foot, tiles["Open"].Verdict, tiles["Open"].Arrow));
        Assert.Equal([5, 2], tiles["Open"].Spark);
        Assert.Equal(("2", "此时常值 12"), (tiles["OpenedToday"].Value, tiles["OpenedToday"].Foot));
        Assert.Equal([2], tiles["OpenedToday"].Spark); // yesterday's sample is not of today
        Assert.Equal("", tiles["ClosedToday"].Foot);
    }

    [Fact]
    public void Who_does_not_see_the_whole_city_sees_none_of_its_rates()
    {
        var picture = new WallPicture(new WallSources([Ticket()], [], [], []), trend: null, [], [], _ => null, Shanghai, Now);
        var tiles = new FigureTiles(picture, new FigureTargets(), Texts()).All();

        Assert.Equal("–", tiles[^1].Value);
        Assert.All(tiles, t => Assert.True(t.Spark.Count < 2));
    }

    private static IReadOnlyList<FigureTile> Tiles(TicketView[] tickets, FigureTrend trend, FigureTargets? targets = null) =>
        new FigureTiles(Picture(tickets, trend), targets ?? new FigureTargets(), Texts()).All();
}
