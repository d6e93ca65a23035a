using CommandCenter.Access;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Shell;

/// <summary>The desk's pages held in a hand, in a real browser of 390 by 844.</summary>
[Collection(BrowserScreens.Name)]
public sealed class HandScreenTests(Browser browser)
{
    // What scrolls sideways, of what is not meant to: plans of shifts and columns of a board are swiped.
    private const string Sideways = """
        () => [document.documentElement, ...document.querySelectorAll('.rail, .flow, .card, .adm, .adm-list, .adm-rows, .lst')]
          .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => `${e.className} by ${e.scrollWidth - e.clientWidth}`)
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_bar_shows_five_entries_and_the_rest_behind_more(string language)
    {
        await using var server = await KestrelServer.Start();
        await using var screen = await browser.OpenAs(await server.SignIn(Role.Administrator), server.Address, "/admin", 390, 844, language);
        var (rest, last) = (screen.Page.Locator(".rail .rest > summary"), screen.Page.Locator(".rail > a").Last);
        Assert.Equal(5, await screen.Page.Locator(".rail > a:not(.skip, .logo):visible").CountAsync());
        await Assertions.Expect(rest).ToHaveTextAsync(language == "en" ? "More" : "更多");
        await Assertions.Expect(last).ToBeHiddenAsync();

        await rest.ClickAsync();
        await Assertions.Expect(last).ToBeVisibleAsync();
        await Assertions.Expect(last).ToBeInViewportAsync();
        await screen.Shot($"hand-more-{language}");
        await screen.Page.Locator(".rail > a[href='/rosters']").ClickAsync();
        await screen.Reaches("/rosters");
        await Assertions.Expect(last).ToBeHiddenAsync();
        screen.AssertClean();
    }

    [Fact]
    public async Task Who_has_few_entries_sees_all_of_them()
    {
        await using var server = await KestrelServer.Start();
        await using var screen = await browser.OpenAs(await server.SignIn(Role.DepartmentLead), server.Address, "/tickets", 1920, 1080);
        await Assertions.Expect(screen.Page.Locator(".rail .rest")).ToBeHiddenAsync();
        Assert.Equal(await screen.Page.Locator(".rail > a:not(.skip)").CountAsync(), await screen.Page.Locator(".rail > a:not(.skip):visible").CountAsync());
    }

    [Fact]
    public async Task Desk_names_no_key_and_gives_the_list_the_screen_until_an_alarm_is_chosen()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        await using var screen = await browser.OpenAs(await server.SignIn(Role.DutyOfficer), server.Address, "/desk", 390, 844);
        await screen.Counts(".dutydesk .idle", 1);
        Assert.Equal(0, await screen.Page.Locator("kbd:visible").CountAsync());
        await Assertions.Expect(screen.Page.Locator(".dutydesk .idle")).ToBeHiddenAsync();
        await Assertions.Expect(screen.Page.Locator(".top .search")).ToBeVisibleAsync();
        screen.AssertClean();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Lists_of_administration_and_tickets_need_no_swiping(string language)
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite);
        await api.Open(new { title = "漏水，水从路面冒出来，漫过人行道", category = CitySeed.Leak, address = "柳岸区花园路 88 号" });
        await using var screen = await browser.OpenAs(await server.SignIn(Role.Administrator), server.Address, "/admin", 390, 844, language);
        foreach (var path in new[] { "/admin/users", "/admin/api-keys", "/admin/policies", "/admin/departments", "/admin/calendars", "/admin/imports", "/admin/deliveries", "/reports", "/tickets?view=list" })
        {
            await screen.Page.GotoAsync(new Uri(server.Address, path).ToString());
            await screen.Lives();
            Assert.Empty(await screen.Page.EvaluateAsync<string[]>(Sideways));
            await screen.Shot($"hand-{path.Split('/')[^1].Split('?')[0]}-{language}");
        }
        // The last page: of a ticket one sees what it is about, not only its number.
        await Assertions.Expect(screen.Page.Locator(".lst td:nth-child(4)").First).ToBeInViewportAsync();
        screen.AssertClean();
    }
}
