using CommandCenter.Access;
using CommandCenter.Escalations.Chains;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Escalations;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Journeys;

/// <summary>What connections do to screens in a real browser: too long away, asleep, slow, and a person who writes more than a message may hold.</summary>
[Collection(BrowserJourneys.Name)]
public sealed class CircuitFailuresTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Screen_that_was_away_for_longer_than_its_circuit_was_kept_loads_again_and_is_right()
    {
        await using var server = await KestrelServer.Start(options: new ServerOptions { Services = services => services.Configure<CircuitOptions>(o => o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMilliseconds(500)) });
        var city = await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite);
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await wall.Mark();

        await wall.Page.Context.RouteAsync("**/_blazor/negotiate**", route => route.AbortAsync());
        await wall.Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");
        await wall.SaysLost();
        var number = await Open(api);
        await Soon.Is(0, () => server.Get<TicketsLive>().Set.Subscribers); // the circuit is gone, and what it held
        await wall.Page.Context.UnrouteAllAsync();

        await wall.Counts($".tk[data-ticket='{number}']", 1);
        await wall.IsBack();
        await wall.Lives();
        Assert.False(await wall.IsMarked(), "There was no circuit to come back to; the page has to be loaded again.");
        await wall.Shows($".tk[data-ticket='{number}']", city.Willow.Name);
        wall.Forgive();
        var next = await Open(api);
        await wall.Counts($".tk[data-ticket='{next}']", 1);
        wall.AssertClean();
    }

    [Fact]
    public async Task Tab_that_slept_shows_everything_once_when_it_wakes()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite);
        await using var board = await browser.OpenAs(await server.SignIn(Role.DutyOfficer), server.Address, "/tickets");
        var browserSide = await board.Page.Context.NewCDPSessionAsync(board.Page);

        await browserSide.SendAsync("Page.setWebLifecycleState", new Dictionary<string, object> { ["state"] = "frozen" });
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++)
            numbers.Add(await Open(api));
        await browserSide.SendAsync("Page.setWebLifecycleState", new Dictionary<string, object> { ["state"] = "active" });

        foreach (var number in numbers)
            await board.Counts($"a.cd[href='/tickets/{number}']", 1);
        Assert.Empty(await board.Doubled("a.cd", "href"));
        await board.Lives();
        await board.IsBack();
    }

    [Fact]
    public async Task Slow_screen_stalls_no_other_and_is_right_when_it_can_draw_again()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite);
        await using var slow = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await slow.Mark();

        // A main thread that is busy reads no message; what it is sent waits on the server by things, not by events.
        await slow.Page.EvaluateAsync("setTimeout(() => { window.ccBusy = true; const end = Date.now() + 12000; while (Date.now() < end); window.ccBusy = false; }, 0)");
        var number = "";
        for (var i = 0; i < 60; i++)
            number = await Open(api);
        await wall.Shows("[data-figure=OpenedToday] .v", "60");
        await wall.Shows("[data-state=New] h3 b", "60");

        await slow.Shows("[data-figure=OpenedToday] .v", "60");
        await slow.Shows("[data-state=New] h3 b", "60");
        Assert.True(await slow.IsMarked());
        await slow.Lives();
        Assert.Empty(await slow.Doubled(".tk", "data-ticket"));
        Assert.NotEmpty(number);
        wall.AssertClean();
        slow.AssertClean();
    }

    [Fact]
    public async Task Words_of_more_than_32_kilobytes_from_a_form_end_no_circuit_and_reach_the_ticket()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        await using var form = await browser.OpenAs(await server.SignIn(Role.CallTaker), server.Address, "/tickets/new");
        await form.Mark();
        var words = string.Concat(Enumerable.Repeat("水漫过了路面，车过不去。", 1_600)); // 19,200 characters, 57,600 bytes
        await form.Page.Locator("#n-words").FillAsync(words);
        await form.Page.Keyboard.PressAsync("Tab");

        await form.Lives();
        Assert.True(await form.IsMarked());
        Assert.Equal(words, await form.Page.Locator("#n-words").InputValueAsync());
        form.AssertClean();
    }

    [Fact]
    public async Task Open_ticket_page_tells_by_itself_that_its_ticket_was_escalated()
    {
        var clock = new JumpingClock(CitySeed.Thursday);
        await using var server = await KestrelServer.Start(options: new ServerOptions { Services = services => services.AddSingleton<TimeProvider>(clock) });
        await CitySeed.Into(server.Services, Cancel);
        var supervisor = await server.SignIn(Role.Supervisor);
        await server.Get<ChainDesk>().Save(Caller.System, null, 0, new ChainForm("红灯升级", ChainTrigger.Breached, null, null, null, null, null, new EscalationPlan([EscalationCity.To(supervisor.Id)], [], null), Active: true), Cancel);
        using var api = await server.Client(Scope.RequestsWrite);
        var number = await Open(api);
        await using var page = await browser.OpenAs(supervisor, server.Address, $"/tickets/{number}");
        await page.Mark();
        Assert.DoesNotContain("红灯升级", await page.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        clock.Jump(EscalationCity.UntilBreach);

        await page.Sees("红灯升级", seconds: 30);
        await page.Shows(".bell .badge", "1");
        Assert.True(await page.IsMarked());
        page.AssertClean();
    }

    private static Task<string> Open(HttpClient api) =>
        api.Open(new { title = "水管爆了", category = CitySeed.Leak, latitude = 30.55, longitude = 114.25, address = "花园里 7 栋" });
}
