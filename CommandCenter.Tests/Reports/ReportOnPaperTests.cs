using CommandCenter.Access;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Reports;

/// <summary>The SLA report as a browser prints it on A4, landscape.</summary>
[Collection(BrowserScreens.Name)]
public sealed class ReportOnPaperTests(Browser browser)
{
    // A4 landscape without its margins, in CSS pixels.
    private const int Width = 1047, Height = 718;

    private const string Size = "() => { const m = document.querySelector('.report .cc-map-ground'); return [m.clientWidth, m.clientHeight]; }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task All_columns_and_the_whole_map_are_on_the_paper(string language)
    {
        await using var server = await KestrelServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite);
        var number = await api.Open(new { title = "路面破损", category = CitySeed.Pothole, latitude = 30.55, longitude = 114.25 });
        await api.Do(number, "accept");
        await api.Do(number, "dispatch", new { department = "CG" });
        await server.Settle();
        await using var screen = await browser.OpenAs(await server.SignIn(Role.Supervisor), server.Address, "/reports/sla", language: language, dark: true);
        await screen.Page.Locator(".report .rk tbody tr").First.WaitForAsync();
        await screen.Page.SetViewportSizeAsync(Width, Height);
        // Painted in its new size: a browser prints what was painted last, and runs no script between its layout and the paper.
        await screen.Page.WaitForFunctionAsync("() => { const m = document.querySelector('.report .cc-map-ground'); return m?.clientHeight > 0 && m.style.getPropertyValue('--painted-width') === `${m.clientWidth}px`; }");
        var painted = await screen.Page.EvaluateAsync<int[]>(Size);

        await screen.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await screen.Shot($"report-paper-{language}", wholePage: true);
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => { const t = document.querySelector('.report .rk table'); return t.getBoundingClientRect().right <= t.closest('.card').getBoundingClientRect().right + 1; }"));
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => { const m = document.querySelector('.report .cc-map-ground').getBoundingClientRect(), c = document.querySelector('.report .mapc').getBoundingClientRect(); return m.left >= c.left && m.right <= c.right && m.bottom <= c.bottom; }"));
        // The picture is shrunk, not cut: its own size is that in which it was painted.
        Assert.Equal(painted, await screen.Page.EvaluateAsync<int[]>(Size));
        screen.AssertClean();
    }
}
