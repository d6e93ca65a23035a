using CommandCenter.Access;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Journeys;

/// <summary>Open screens follow what happens, in a real browser and without a hand on them: another's work, a citizen's request, a killed server, a lost connection.</summary>
[Collection(BrowserAlone.Name)]
public sealed class LiveScreensTests(Browser browser)
{
    private static readonly TimeSpan RightAgainWithin = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lead_completes_a_ticket_and_the_wall_another_leads_list_and_the_report_change_without_reload()
    {
        await using var server = await KestrelServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite, Scope.TicketsRead, Scope.TicketsWrite);
        var number = await Signed(api, "学府路 77 号");
        await using var ticket = await browser.OpenAs(await server.SignIn(Role.DepartmentLead, city.Works.Id), server.Address, $"/tickets/{number}");
        await using var list = await browser.OpenAs(await server.SignIn(Role.DepartmentLead, city.Works.Id), server.Address, "/tickets?view=list");
        await using var report = await browser.OpenAs(await server.SignIn(Role.Supervisor), server.Address, "/reports/sla");
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        Screen[] screens = [ticket, list, report, wall];
        await wall.Shows("[data-state=Signed] h3 b", "1");
        await wall.Shows("[data-state=Completed] h3 b", "0");
        await list.Shows(Row(number), "处理中");
        await report.Shows("[data-figure=completed-in-time] .f", "0 / 0");
        await Task.WhenAll(screens.Select(s => s.Mark()));

        await ticket.Page.Keyboard.PressAsync("c");
        await ticket.Page.GetByLabel("给诉求人的答复").FillAsync("已填补，路面恢复通行。");
        await ticket.Page.Locator(".verb-dialog .btn.pri").ClickAsync();

        await ticket.Shows(".meta .chip", "已办结");
        await wall.Shows("[data-state=Completed] h3 b", "1");
        await wall.Shows("[data-state=Signed] h3 b", "0");
        await list.Shows(Row(number), "已办结");
        await report.Shows("[data-figure=completed-in-time] .f", "1 / 1");
        foreach (var screen in screens)
        {
            Assert.True(await screen.IsMarked(), $"{screen.Page.Url} was loaded again.");
            screen.AssertClean();
        }
    }

    [Fact]
    public async Task Request_that_a_citizen_posts_appears_on_the_wall()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        using var citizen = await server.Client(Scope.RequestsWrite);
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await wall.Shows("[data-figure=OpenedToday] .v", "0");
        await wall.Mark();

        var number = await citizen.Open(new { title = "水管爆了，王女士 13800001234", category = CitySeed.Leak, latitude = 30.55, longitude = 114.25, address = "花园里 7 栋 302 室" });

        await wall.Shows($".tk[data-ticket='{number}']", "柳岸区");
        await wall.Shows("[data-figure=OpenedToday] .v", "1");
        await wall.Shows("[data-state=New] h3 b", "1");
        var words = await wall.Page.Locator("body").InnerTextAsync();
        Assert.DoesNotContain("王女士", words, StringComparison.Ordinal);
        Assert.DoesNotContain("302", words, StringComparison.Ordinal);
        Assert.True(await wall.IsMarked());
        wall.AssertClean();
    }

    [Fact]
    public async Task Every_open_screen_is_right_again_by_itself_after_the_server_was_killed()
    {
        await using var database = await TestDatabases.Open();
        var (number, lead, worker, supervisor, wallOwner) = await Furnish(database);
        await using var server = new ServerProcess(database.DataFolder);
        await server.Start(Cancel);
        await using var wall = await browser.OpenAs(wallOwner, server.Address, "/wall/overview");
        await using var board = await browser.OpenAs(lead, server.Address, "/tickets");
        await using var ticket = await browser.OpenAs(lead, server.Address, $"/tickets/{number}");
        await using var report = await browser.OpenAs(supervisor, server.Address, "/reports/sla");
        await using var my = await browser.OpenAs(worker, server.Address, "/my", 390, 844);
        Screen[] screens = [wall, board, ticket, report, my];
        await my.Shows(".tabs .on", "1");
        await report.Shows("[data-figure=received] .v", "1");
        foreach (var screen in screens)
            screen.AssertClean();

        await server.Kill();
        await Task.WhenAll(screens.Select(s => s.SaysLost()));
        await server.Start(Cancel);
        var back = TimeProvider.System.GetTimestamp();
        await server.Http.Do(number, "complete", new { reply = "已填补" });
        var opened = await server.Http.Open(Request("沿江路 3 号"));

        await Task.WhenAll(
            wall.Shows("[data-state=Completed] h3 b", "1"), wall.Shows($".tk[data-ticket='{opened}']", "柳岸区"),
            board.Counts($"a.cd[href='/tickets/{number}']", 1), board.Shows($"section:last-child a.cd[href='/tickets/{number}']", "达标"),
            ticket.Shows(".meta .chip", "已办结"),
            report.Shows("[data-figure=received] .v", "2"), report.Shows("[data-figure=completed-in-time] .f", "1 / 1"),
            my.Shows(".tabs .on", "1"), my.Counts($"a.t[href='/tickets/{opened}']", 1), my.Counts($"a.t[href='/tickets/{number}']", 0),
            Task.WhenAll(screens.Select(s => s.IsBack())));
        var took = TimeProvider.System.GetElapsedTime(back);
        Assert.True(took <= RightAgainWithin, $"The screens were right again after {took}.");

        await AssertFollowingOnce(server.Http, screens, wall, board, my);
    }

    [Fact]
    public async Task Reconnected_and_reloaded_screens_show_each_ticket_once_and_leave_nobody_listening()
    {
        await using var server = await KestrelServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite, Scope.TicketsRead, Scope.TicketsWrite);
        var set = server.Get<TicketsLive>().Set;
        Assert.Equal(0, set.Subscribers);
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await using var board = await browser.OpenAs(await server.SignIn(Role.DepartmentLead, city.Works.Id), server.Address, "/tickets");
        await Soon.Is(2, () => set.Subscribers);

        foreach (var screen in new[] { wall, board })
        {
            await screen.Mark();
            var sockets = new Sockets(screen);
            await screen.Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");
            await sockets.Opened();
            await screen.Lives();
            Assert.True(await screen.IsMarked(), "The circuit was there; there was nothing to load again.");
        }
        Assert.Equal(2, set.Subscribers);
        var number = await Signed(api, "花园路 44 号");
        await wall.Counts($".tk[data-ticket='{number}']", 1);
        await board.Counts($"a.cd[href='/tickets/{number}']", 1);

        for (var load = 0; load < 3; load++)
        {
            await wall.Page.ReloadAsync();
            await wall.Lives();
        }
        await Soon.Is(2, () => set.Subscribers);
        await wall.Counts($".tk[data-ticket='{number}']", 1);
        wall.AssertClean();
        board.AssertClean();

        await wall.Page.GotoAsync("about:blank");
        await board.Page.GotoAsync("about:blank");
        await Soon.Is(0, () => set.Subscribers);
    }

    // What happens from here on comes once, and nothing more goes wrong in any window.
    private static async Task AssertFollowingOnce(HttpClient http, Screen[] screens, Screen wall, Screen board, Screen my)
    {
        foreach (var screen in screens)
            screen.Forgive(); // they knocked at a door that was not there
        var next = await Signed(http, "沿江路 5 号");
        await wall.Counts($".tk[data-ticket='{next}']", 1);
        await board.Counts($"a.cd[href='/tickets/{next}']", 1);
        await my.Counts($"a.t[href='/tickets/{next}']", 1);
        Assert.Empty(await wall.Doubled(".tk", "data-ticket"));
        Assert.Empty(await board.Doubled("a.cd", "href"));
        Assert.Empty(await my.Doubled("a.t", "href"));
        foreach (var screen in screens)
            screen.AssertClean();
    }

    private static string Row(string number) => $"tr:has(a[href='/tickets/{number}'])";

    private static object Request(string address) => new { title = "路面塌陷", category = CitySeed.Pothole, latitude = 30.55, longitude = 114.25, address };

    private static async Task<string> Signed(HttpClient api, string address)
    {
        var number = await api.Open(Request(address));
        await api.Do(number, "accept");
        await api.Do(number, "dispatch", new { department = "CG" });
        await api.Do(number, "sign");
        return number;
    }

    // The city of the test, made by a server that is gone again: the sessions it gave hold, because their keys lie in the database.
    private static async Task<(string Number, Person Lead, Person Worker, Person Supervisor, Person Wall)> Furnish(TestDatabase database)
    {
        await using var server = await TestServer.Start(database);
        var city = await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite, Scope.TicketsRead, Scope.TicketsWrite);
        return (await Signed(api, "学府路 77 号"), await server.SignIn(Role.DepartmentLead, city.Works.Id), await server.SignIn(Role.GridWorker, area: city.Willow.Id),
            await server.SignIn(Role.Supervisor), await server.SignIn(Role.Wall));
    }

    // Counts a page's sockets from here on.
    private sealed class Sockets
    {
        private int opened;

        public Sockets(Screen screen) => screen.Page.WebSocket += (_, _) => Interlocked.Increment(ref opened);

        public Task Opened() => Soon.Is(true, () => Volatile.Read(ref opened) > 0);
    }
}
