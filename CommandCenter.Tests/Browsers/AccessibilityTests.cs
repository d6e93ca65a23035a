using CommandCenter.Access;
using CommandCenter.Tests.Hosts;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace CommandCenter.Tests.Browsers;

/// <summary>
/// axe-core on the screens people work at, light and dark, in both languages: no serious fault, which includes every pair of colours below 4.5:1.
/// </summary>
[Collection(BrowserJourneys.Name)]
public sealed class AccessibilityTests(Browser browser)
{
    private const string Contrast = "color-contrast";

    // The element with the focus, unless it or the field around it has a ring.
    private const string Unseen = """
        () => {
          const at = document.activeElement;
          const ringed = e => e && getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth) >= 2;
          return ringed(at) || ringed(at.closest('.input')) ? null : at.outerHTML.slice(0, 160);
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", false)]
    [InlineData("en", true)]
    public async Task Sign_in_tickets_detail_and_report_have_no_serious_fault(string language, bool dark)
    {
        await using var server = await KestrelServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite, Scope.TicketsRead, Scope.TicketsWrite);
        var number = await Furnish(api);
        var lead = await server.SignIn(Role.DepartmentLead, city.Works.Id);
        await using var signIn = await browser.Open(new Uri(server.Address, $"/language/{language}?returnUrl=%2Fsign-in").ToString(), language: language);
        await Check(signIn);
        await using var screen = await browser.OpenAs(lead, server.Address, "/tickets", language: language, dark: dark);
        foreach (var (path, seen) in new[] { ("/tickets", "a.cd"), ("/tickets?view=list", "tr a"), ($"/tickets/{number}", ".hd h2"), ("/reports/sla", "[data-figure=received] a"), ("/tickets/new", ".form") })
        {
            await screen.Page.GotoAsync(new Uri(server.Address, path).ToString());
            await screen.Lives();
            await screen.Page.Locator(seen).First.WaitForAsync();
            await Check(screen);
            Assert.Empty(await WithoutRing(screen));
        }
        Assert.Equal(dark ? "dark" : "light", await screen.Page.Locator("html").GetAttributeAsync("data-theme"));
        screen.AssertClean();
    }

    [Fact]
    public async Task Wall_phone_and_administration_have_no_serious_fault()
    {
        await using var server = await KestrelServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite, Scope.TicketsRead, Scope.TicketsWrite);
        await Furnish(api);
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await Check(wall);
        await using var phone = await browser.OpenAs(await server.SignIn(Role.GridWorker, area: city.Willow.Id), server.Address, "/my", 390, 844);
        await Check(phone);
        await using var desk = await browser.OpenAs(await server.SignIn(Role.Administrator), server.Address, "/admin");
        foreach (var page in new[] { "", "/users", "/departments", "/areas", "/categories", "/policies", "/calendars", "/api-keys", "/imports", "/system" })
        {
            await desk.Page.GotoAsync(new Uri(server.Address, "/admin" + page).ToString());
            await desk.Lives();
            await Check(desk);
        }
    }

    [Fact]
    public async Task Grey_on_grey_is_found()
    {
        await using var screen = await browser.Open("data:text/html,<!doctype html><html lang=en><title>t</title><main><h1 style='color:%23999;background:%23fff'>Too pale</h1></main></html>");
        Assert.Contains(Serious(await screen.Page.RunAxe()), fault => fault.StartsWith(Contrast, StringComparison.Ordinal));
    }

    private static async Task Check(Screen screen)
    {
        var result = await screen.Page.RunAxe();
        Assert.Contains(result.Passes, rule => rule.Id == Contrast);
        Assert.True(Serious(result).Count == 0, $"{screen.Page.Url}\n{string.Join('\n', Serious(result))}");
    }

    // Goes on by keys, and collects where they lead that cannot be seen.
    private static async Task<List<string>> WithoutRing(Screen screen)
    {
        var unseen = new List<string>();
        for (var stop = 0; stop < 14; stop++)
        {
            await screen.Page.Keyboard.PressAsync("Tab");
            if (await screen.Page.EvaluateAsync<string?>(Unseen) is { } element)
                unseen.Add(element);
        }
        return unseen;
    }

    private static List<string> Serious(AxeResult result) =>
    [
        .. result.Violations.Where(fault => fault.Impact is "serious" or "critical")
            .SelectMany(fault => fault.Nodes, (fault, node) => $"{fault.Id}: {fault.Help}: {node.Html} {string.Join(' ', node.Any.Select(a => a.Message))}"),
    ];

    // One of each look: late, at risk, suspended, completed, and one nobody has taken yet.
    private static async Task<string> Furnish(HttpClient api)
    {
        var signed = "";
        foreach (var last in new[] { "sign", "suspend", "complete" })
        {
            signed = await api.Open(new { title = "路面塌陷约一平方米", category = CitySeed.Pothole, latitude = 30.55, longitude = 114.25, address = "学府路 77 号", priority = "Urgent" });
            await api.Do(signed, "accept");
            await api.Do(signed, "dispatch", new { department = "CG" });
            await api.Do(signed, "sign");
            if (last == "suspend")
                await api.Do(signed, "suspend", new { suspendReason = "AwaitingPermit" });
            if (last == "complete")
                await api.Do(signed, "complete", new { reply = "已填补" });
        }
        await api.Open(new { title = "Street light out", category = CitySeed.Noise, latitude = 30.56, longitude = 114.26, address = "人民路 9 号" });
        return signed;
    }
}
