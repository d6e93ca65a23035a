using System.Globalization;
using Bunit;
using CommandCenter.Alarms;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using CommandCenter.Tests.Kit;
using CommandCenter.Tickets;
using CommandCenter.Wall;
using Microsoft.Extensions.DependencyInjection;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

/// <summary>The panels of the overview on a clock the test moves, at 14:32:08 in Shanghai.</summary>
public sealed class PanelTests : KitContext
{
    private DateTimeOffset? fresh = Start;

    public PanelTests() => Services.AddSingleton(WallCity.Words()).AddSingleton(WordsOfAlarms(TimeProvider.System)).AddOptions<FigureTargets>();

    [Fact]
    public void A_panel_greys_and_says_its_age_when_the_picture_falls_behind()
    {
        var panel = Show<BoardPanel>(Picture([Ticket()]));
        Assert.Empty(panel.FindAll("section.is-stale"));
        Assert.Equal("0 秒前", panel.Find("header .fresh").TextContent);

        Clock.Advance(TimeSpan.FromSeconds(14));
        panel.WaitForAssertion(() => Assert.Equal("14 秒前", panel.Find("header .fresh:not(.stale)").TextContent));
        Assert.Empty(panel.FindAll("section.is-stale"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        panel.WaitForAssertion(() => Assert.Equal("15 秒前", panel.Find("section.is-stale header .fresh.stale").TextContent));

        fresh = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromSeconds(1));
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll("section.is-stale")));
    }

    [Fact]
    public void A_panel_without_data_yet_is_grey_from_the_start()
    {
        fresh = null;
        Assert.Equal("尚无数据", Show<BoardPanel>(Picture([])).Find("section.is-stale header .fresh.stale").TextContent);
    }

    [Fact]
    public void Ages_and_clocks_move_with_the_screens_clock()
    {
        var picture = Picture([Ticket(clock: ClockState.Breached, due: Start.AddSeconds(-48))]);
        var (feed, board) = (ShowFeed(Alarm(raised: Start.AddSeconds(-48))), Show<BoardPanel>(picture));
        Assert.Equal(("0:48", "超 0:00"), (feed.Find(".age").TextContent, board.Find(".tk .clock b").TextContent));

        Clock.Advance(TimeSpan.FromSeconds(12));
        feed.WaitForAssertion(() => Assert.Equal("1:00", feed.Find(".age").TextContent));
        board.WaitForAssertion(() => Assert.Equal("超 0:01", board.Find(".tk .clock b").TextContent));
    }

    [Fact]
    public void The_board_lists_five_states_with_counts_and_says_how_many_more()
    {
        var board = Show<BoardPanel>(Picture([.. Enumerable.Range(0, 5).Select(i => Ticket(clock: i < 2 ? ClockState.Breached : ClockState.AtRisk, due: Start.AddMinutes(i)))]));

        Assert.Equal(["待受理", "待派发", "待签收", "处理中", "待结案"], board.FindAll("h3 > span:first-child").Select(h => h.TextContent));
        var signed = board.Find("[data-state=Signed]");
        Assert.Equal("5", signed.QuerySelector("h3 b")!.TextContent);
        Assert.Equal(["3", "2"], signed.QuerySelectorAll("h3 .n").Select(n => n.TextContent.Trim()));
        Assert.Equal(3, signed.QuerySelectorAll(".tk").Length);
        Assert.Equal("另有 2 件", signed.QuerySelector(".rest.on-16x9")!.TextContent);
        Assert.Equal("没有工单", board.Find("[data-state=New] .none").TextContent);
    }

    [Fact]
    public void The_feed_says_what_where_and_since_when_to_the_building_and_names_nobody()
    {
        var feed = ShowFeed(Alarm(AlarmPriority.Critical, count: 3), Alarm(state: AlarmState.ActiveAcknowledged) with { AcknowledgedBy = "王小明" }, Alarm(hiding: AlarmHiding.Shelved));

        var row = feed.Find(".al.p-critical.unack");
        Assert.Equal(["可燃气体超限×3", "2:00", "花园里社区 7 栋", "未确认"], new[] { ".what", ".age", ".where", ".st" }.Select(css => row.QuerySelector(css)!.TextContent));
        Assert.Equal("活动 2 · 未确认 1 · 隐藏 1", feed.Find(".cnt").TextContent);
        Assert.DoesNotContain("王小明", feed.Markup, StringComparison.Ordinal);
        Assert.Empty(feed.FindAll(".more"));
    }

    [Fact]
    public void The_feed_counts_what_it_has_no_room_for_by_priority_and_says_so_when_there_is_nothing()
    {
        var feed = ShowFeed([.. Enumerable.Range(0, 9).Select(_ => Alarm()), .. Enumerable.Range(0, 4).Select(_ => Alarm(AlarmPriority.Low))]);

        Assert.Equal("另有 6 条", feed.Find(".more.on-16x9 .grow").TextContent);
        Assert.Equal(["2", "4"], feed.FindAll(".more.on-16x9 .num:not(.grow)").Select(n => n.TextContent));
        Assert.Equal("没有活动告警。", ShowFeed().Find(".none").TextContent);
    }

    [Fact]
    public void A_row_stays_the_same_element_while_another_ticket_moves_above_it()
    {
        var (first, second) = (Ticket(clock: ClockState.Breached, due: Start.AddHours(-2)), Ticket(clock: ClockState.Breached, due: Start.AddHours(-1)));
        var board = Show<BoardPanel>(Picture([first, second]));
        var clocks = board.FindComponents<ClockText>();
        var urgent = Ticket(clock: ClockState.Breached, due: Start.AddHours(-3));
        board.Render(p => p.Add(b => b.Picture, Picture([first, second, urgent])));

        var after = board.FindComponents<ClockText>();
        Assert.Equal(3, after.Count);
        Assert.Equal(urgent.NextDueAt, after[0].Instance.DueAt);
        Assert.Equal(clocks.Select(c => c.Instance), after.Skip(1).Select(c => c.Instance));
    }

    [Fact]
    public void What_cannot_be_shown_stays_on_its_tile()
    {
        var broken = Picture(new Broken());
        var board = Render<ErrorTile>(p => p.Add(t => t.Title, "工单").Add(t => t.Class, "tb").AddChildContent<BoardPanel>(c => c.Add(b => b.Picture, broken).Add(b => b.FreshAt, () => fresh)));
        Assert.Contains("这块面板出错了", board.Find("section.failed.tb").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Nine_figures_fill_the_strip_in_either_language()
    {
        Assert.Equal(9, Show<FiguresPanel>(Picture([Ticket()])).FindAll(".fig").Count);
        CultureInfo.CurrentUICulture = new CultureInfo("en");
        Assert.Equal("Alarms", Show<FiguresPanel>(Picture([Ticket()])).Find(".fig .lb span").TextContent);
    }

    private IRenderedComponent<T> Show<T>(WallPicture picture) where T : Microsoft.AspNetCore.Components.IComponent => Render<TickSource>(p => p.AddChildContent<T>(c =>
    {
        c.TryAdd("Picture", picture);
        c.TryAdd("FreshAt", (Func<DateTimeOffset?>)(() => fresh));
    })).FindComponent<T>();

    private IRenderedComponent<FeedPanel> ShowFeed(params AlarmView[] alarms) => Render<TickSource>(p => p.AddChildContent<FeedPanel>(c => c
        .Add(f => f.Feed, WallFeed.Of(alarms)).Add(f => f.FreshAt, () => fresh))).FindComponent<FeedPanel>();

    private sealed class Broken : IReadOnlyCollection<TicketView>
    {
        public int Count => 1;

        public IEnumerator<TicketView> GetEnumerator() => throw new InvalidOperationException("No tickets today.");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
