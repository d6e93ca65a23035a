using CommandCenter.Access;
using CommandCenter.Escalations.Chains;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Escalations;
using CommandCenter.Tests.Hosts;

namespace CommandCenter.Tests.Wall;

/// <summary>A screen that a new Critical alarm takes over, in a real browser.</summary>
[Collection(BrowserScreens.Name)]
public sealed class TakeoverScreenTests(Browser browser)
{
    private const string Whole = ".whead, .band, .band h1, .band .k, .band .tm, .pr .d, .pr .f, .tfoot, .takeover .wp, .takeover dl, .leaflet-control-scale-line";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1920, 1080, "zh-CN")]
    [InlineData(1920, 1080, "en")]
    [InlineData(3840, 2160, "zh-CN")]
    [InlineData(5120, 1440, "en")]
    [InlineData(1080, 1920, "zh-CN")]
    public async Task New_critical_alarm_takes_a_screen_that_may_be_taken_and_leaves_it_when_it_is_acknowledged(int width, int height, string language)
    {
        await using var server = await KestrelServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        var supervisor = await server.SignIn(Role.Supervisor);
        await server.Get<ChainDesk>().Save(Caller.System, null, 0, new ChainForm("燃气告警升级", ChainTrigger.Unacknowledged, null, null, null, null, null, new EscalationPlan([EscalationCity.To(supervisor.Id, 2)], [], null), Active: true), Cancel);
        using var api = await server.Client(Scope.AlarmsWrite, Scope.PositionsWrite);
        for (var i = 0; i < 3; i++)
        {
            var walker = await server.SignIn(Role.GridWorker, city.Water.Id, city.Willow.Id);
            await api.Tell("positions", new { person = walker.Name, latitude = 30.5505 + i * .001, longitude = 114.2502 });
        }
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview?takeover=true", width, height, language);
        await using var other = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview", 1920, 1080, language);
        await Raise(api, "k-1", "High", "沿江大道长江大桥引桥下积水深度超过三十厘米", 30.553);
        await wall.Counts(".al", 1);
        await wall.Counts(".takeover", 0);

        await Raise(api, "k-2", "Critical", "可燃气体 42% LEL，仍在上升", 30.55);

        await wall.Shows(".takeover .band h1", "42% LEL");
        await wall.Shows(".takeover .pr .d", "m");
        await wall.Counts(".takeover .band .tm", 2); // how long, and when it escalates
        await wall.Counts(".takeover .na", 1);
        Assert.Empty(await wall.CutOff(Whole, loose: ".tm, .band, .pr .d", share: .1));
        await wall.Shot($"wall-takeover-{width}x{height}-{language}");
        await other.Counts(".al", 2);
        await other.Counts(".takeover", 0); // it was not set up for that

        var number = await wall.Page.Locator(".takeover .band").GetAttributeAsync("data-alarm");
        Assert.Equal(200, (int)(await api.Tell($"alarms/{number}/acknowledge")).Status);
        await wall.Counts(".takeover .band.had", 1);
        wall.AssertClean();
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(3840, 2160)]
    public async Task A_headline_of_two_lines_stays_in_its_band_and_nobody_near_is_cut(int width, int height)
    {
        await using var server = await KestrelServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.AlarmsWrite, Scope.PositionsWrite);
        for (var i = 0; i < 6; i++)
        {
            var walker = await server.SignIn(Role.GridWorker, city.Water.Id, city.Willow.Id);
            await api.Tell("positions", new { person = walker.Name, latitude = 30.5505 + i * .0001, longitude = 114.2502 });
        }
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview?takeover=true", width, height);
        await Raise(api, "k-1", "Critical", "可燃气体 42% LEL，仍在上升，九层楼梯间有人被困", 30.55);
        await wall.Counts(".takeover .pr", 3);
        await wall.Shot($"wall-takeover-long-{width}");
        Assert.Empty(await wall.Page.EvaluateAsync<string[]>(
            """
            () => [['.band', '.band .w > *'], ['.whop', '.whop .pr > *']].flatMap(([box, parts]) => {
              const room = document.querySelector(box).getBoundingClientRect();
              return [...document.querySelectorAll(parts)].filter(e => { const r = e.getBoundingClientRect(); return r.top < room.top || r.bottom > room.bottom; }).map(e => `${box}: ${e.textContent}`);
            })
            """));
        wall.AssertClean();
    }

    [Fact]
    public async Task A_takeover_that_comes_while_the_walls_map_is_being_made_costs_nobody_their_wall()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.AlarmsWrite);
        await using var wall = await browser.Open("about:blank");
        await wall.SignIn(await server.SignIn(Role.Wall), server.Address);
        var slow = new TaskCompletionSource();
        await wall.Page.RouteAsync("**/js/map*.js", async script =>
        {
            await slow.Task;
            await script.ContinueAsync();
        });
        await wall.Page.GotoAsync(new Uri(server.Address, "/wall/overview?takeover=true").ToString());
        await wall.Lives();
        await Raise(api, "k-1", "Critical", "可燃气体 42% LEL，仍在上升", 30.55);
        await wall.Counts(".takeover .band", 1);

        slow.SetResult();

        await wall.Counts(".takeover .leaflet-control-scale-line", 1);
        wall.AssertClean();
    }

    private static async Task Raise(HttpClient api, string key, string priority, string title, double latitude) =>
        Assert.Equal(200, (int)(await api.Tell("alarms", new { key, kind = "raise", priority, title, latitude, longitude = 114.25, placeText = "花园里社区 7 栋" })).Status);
}
