using System.Net.Http.Json;
using CommandCenter.Access;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Wall;

/// <summary>The overview in a real browser, untouched, as a wall that signed itself in.</summary>
[Collection(BrowserScreens.Name)]
public sealed class WallScreenTests(Browser browser)
{
    private const string Whole = ".whead, .fig, .fig .lb, .fig .v, .fig .ft, .wp > header h2, .tc, .tc h3, .tk .clock, .al .age, .al .st, .feed .body, .tb .cols, .cc-map-legend";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1920, 1080, "zh-CN")]
    [InlineData(1920, 1080, "en")]
    [InlineData(3840, 2160, "zh-CN")]
    [InlineData(5120, 1440, "en")]
    [InlineData(1080, 1920, "zh-CN")]
    [InlineData(1080, 1920, "en")]
    public async Task Nothing_scrolls_or_is_cut_at_any_size_in_either_language(int width, int height, string language)
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        for (var i = 0; i < 12; i++)
            await Open(server, new TicketRequest { Title = "t", Category = CitySeed.Pothole, Latitude = 30.51 + i * .005, Longitude = 114.21 + i * .01, Address = "沿江大道 118 号，长江大桥引桥下人行天桥东侧非机动车道", Priority = (TicketPriority)(i % 4) });
        await Raise(server, 14);
        await using var screen = await OpenWall(server, width, height, language);
        await screen.Page.Locator(".al").First.WaitForAsync();

        Assert.Empty(await screen.CutOff(Whole, loose: ".v, .fig"));
        await screen.Shot($"wall-overview-{width}x{height}-{language}");

        await screen.Page.GotoAsync(new Uri(server.Address, "/wall/flood").ToString());
        await screen.Page.Locator(".al").First.WaitForAsync();
        Assert.Empty(await screen.CutOff(Whole, loose: ".v, .fig"));
        screen.AssertClean();
        await screen.Shot($"wall-flood-{width}x{height}-{language}");
    }

    [Fact]
    public async Task A_request_appears_on_the_wall_without_a_hand_on_it()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        await using var screen = await OpenWall(server, 1920, 1080, "zh-CN");
        await screen.Sees("没有活动告警。");

        await Open(server, new TicketRequest { Title = "漏水", Category = CitySeed.Leak, Latitude = 30.55, Longitude = 114.25, Address = "花园里 7 栋" });

        await screen.Sees("柳岸区");
        Assert.Equal("1", await screen.Page.Locator("[data-figure=OpenedToday] .v").InnerTextAsync());
        Assert.Equal("1", await screen.Page.Locator("[data-state=New] h3 b").InnerTextAsync());
        screen.AssertClean();
    }

    // Two of them Critical, with titles longer than any row.
    private static async Task Raise(TestServer server, int count)
    {
        using var client = await server.Client(Scope.AlarmsWrite);
        string[] priorities = ["Critical", "High", "Medium", "Low", "High", "Medium", "Low"];
        using var answer = await client.PostAsJsonAsync("/api/v1/alarms", Enumerable.Range(0, count).Select(i => new
        {
            key = $"k-{i}", kind = "raise", priority = priorities[i % priorities.Length], latitude = 30.52 + i * .004, longitude = 114.22 + i * .008,
            title = i % 2 == 0 ? "沿江大道长江大桥引桥下人行天桥东侧非机动车道积水深度超过三十厘米" : "Water deeper than thirty centimetres on the cycle track below the bridge ramp east of the overpass",
            placeText = "沿江大道 118 号，长江大桥引桥下人行天桥东侧非机动车道",
        }), Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static Task<Ticket> Open(TestServer server, TicketRequest request) => server.Get<TicketOpening>().Open(Caller.System, request, null, Cancel);

    private async Task<Screen> OpenWall(TestServer server, int width, int height, string language) =>
        await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview", width, height, language);
}
