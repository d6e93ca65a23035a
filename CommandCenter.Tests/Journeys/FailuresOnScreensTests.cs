using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.SignIn;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using CommandCenter.Wall;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Tests.Journeys;

/// <summary>What a failure takes with it on open screens, and what an ended sign-in leaves on them.</summary>
[Collection(BrowserJourneys.Name)]
public sealed class FailuresOnScreensTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Exception_in_a_panel_stays_on_its_tile_and_one_in_a_page_on_its_circuit()
    {
        var words = new FragileWords();
        await using var server = await KestrelServer.Start(options: new ServerOptions
        {
            Services = services => services.AddSingleton<IStringLocalizer<WallText>>(s => words.Over(s.GetRequiredService<IStringLocalizerFactory>())),
        });
        var city = await CitySeed.Into(server.Services, Cancel);
        using var citizen = await server.Client(Scope.RequestsWrite);
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await using var board = await browser.OpenAs(await server.SignIn(Role.DutyOfficer), server.Address, "/tickets");
        await wall.Mark();
        await board.Mark();

        words.Broken = "AlarmCount"; // the count above the feed
        var first = await Open(citizen);
        await wall.Shows(".failed.feed", "这块面板出错了");
        await wall.Shows("[data-state=New] h3 b", "1");
        await wall.Shows("[data-figure=OpenedToday] .v", "1");
        await board.Counts($"a.cd[href='/tickets/{first}']", 1);
        Assert.True(await wall.IsMarked());
        wall.AssertClean();

        words.Broken = "Overview"; // the page's own name, outside every tile
        var second = await Open(citizen);
        await wall.Sees("这个画面出错了", seconds: 30);
        words.Broken = null;
        await wall.Shows($".tk[data-ticket='{second}']", city.Willow.Name);
        await wall.Lives();
        Assert.False(await wall.IsMarked());
        await wall.Counts(".failed", 0);
        await board.Counts($"a.cd[href='/tickets/{second}']", 1);
        Assert.True(await board.IsMarked(), "Another circuit's failure loaded this screen again.");
        board.AssertClean();
    }

    [Fact]
    public async Task Ended_sign_in_shows_nothing_more_on_a_wall_and_says_what_to_do_and_a_lead_goes_on_where_they_were()
    {
        await using var server = await KestrelServer.Start(options: new ServerOptions
        {
            Services = services => services.AddSingleton(new AccessOptions { SessionBelieved = TimeSpan.FromSeconds(2) }), // half a minute in a city
        });
        var city = await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite, Scope.TicketsRead, Scope.TicketsWrite);
        var number = await Open(api);
        await api.Do(number, "accept");
        await api.Do(number, "dispatch", new { department = "CG" });
        var (wallOwner, lead) = (await server.SignIn(Role.Wall), await server.SignIn(Role.DepartmentLead, city.Works.Id));
        await using var wall = await browser.OpenAs(wallOwner, server.Address, "/wall/overview");
        await using var ticket = await browser.OpenAs(lead, server.Address, $"/tickets/{number}");

        await server.Get<AccountDesk>().SignOutEverywhere(wallOwner.Id, Caller.System, Cancel);
        await server.Get<AccountDesk>().SignOutEverywhere(lead.Id, Caller.System, Cancel);

        await Task.WhenAll(wall.Sees("这块大屏的登录已失效", seconds: 30), ticket.Sees("登录已失效", seconds: 30));
        Assert.DoesNotContain("花园里", await wall.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        wall.AssertClean();
        var link = await server.Get<LinkDesk>().WallLink(wallOwner.Id, Caller.System, Cancel);
        await wall.Page.GetByLabel("代码").FillAsync(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        await wall.Page.Locator("button[type=submit]").ClickAsync();
        await wall.Shows($".tk[data-ticket='{number}']", city.Works.Name);

        await ticket.Page.GetByLabel("账号").FillAsync(lead.Name);
        await ticket.Page.GetByLabel("密码").FillAsync(Person.Password);
        await ticket.Page.Locator("button[type=submit]").ClickAsync();
        await ticket.Shows(".meta .chip", "待签收");
        Assert.EndsWith($"/tickets/{number}", ticket.Page.Url, StringComparison.Ordinal);
        ticket.AssertClean();
    }

    private static Task<string> Open(HttpClient api) =>
        api.Open(new { title = "水管爆了", category = CitySeed.Leak, latitude = 30.55, longitude = 114.25, address = "花园里 7 栋" });

    // The words of the wall, one of which can be made to fail as a bug in a component would.
    private sealed class FragileWords
    {
        private volatile string? broken;

        public string? Broken { get => broken; set => broken = value; }

        public IStringLocalizer<WallText> Over(IStringLocalizerFactory real) => new Words(this, new StringLocalizer<WallText>(real));

        private sealed class Words(FragileWords owner, IStringLocalizer<WallText> real) : IStringLocalizer<WallText>
        {
            public LocalizedString this[string name] => real[Whole(name)];

            public LocalizedString this[string name, params object[] arguments] => real[Whole(name), arguments];

            public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => real.GetAllStrings(includeParentCultures);

            private string Whole(string name) => name == owner.Broken ? throw new InvalidOperationException($"'{name}' is broken on purpose.") : name;
        }
    }
}
