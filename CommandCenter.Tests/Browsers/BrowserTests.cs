using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CommandCenter.Tests.Browsers;

[Collection(BrowserScreens.Name)]
public class BrowserTests(Browser browser)
{
    private const string Clean = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>城</title><p id=a>指挥中心</p>";

    [Fact]
    public async Task A_page_that_works_is_clean_and_can_be_photographed_at_any_size()
    {
        await using var site = await Site(Clean);
        await using var screen = await browser.Open(site.Urls.First(), 3840, 2160);

        await screen.Sees("指挥中心");
        var shot = await screen.Shot("browser-clean");

        screen.AssertClean();
        var header = (await File.ReadAllBytesAsync(shot, TestContext.Current.CancellationToken)).AsSpan(16, 8).ToArray();
        Assert.Equal((3840, 2160), (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4))));
    }

    [Fact]
    public async Task What_goes_wrong_in_a_page_is_collected()
    {
        await using var site = await Site(Clean + """
            <script>console.error('one'); setTimeout(() => { throw new Error('two'); });</script>
            <img src="/missing.png"><img src="http://tiles.example.org/1.png">
            """);
        await using var screen = await browser.Open(site.Urls.First());

        Assert.Contains(screen.ConsoleErrors, e => e.Contains("one", StringComparison.Ordinal));
        Assert.Contains(screen.ConsoleErrors, e => e.Contains("two", StringComparison.Ordinal));
        Assert.Contains(screen.FailedRequests, e => e.Contains("/missing.png: 404", StringComparison.Ordinal));
        Assert.Contains(screen.FailedRequests, e => e.Contains("ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal));
        Assert.Equal(["http://tiles.example.org/1.png"], screen.OutsideRequests);
        Assert.ThrowsAny<Exception>(screen.AssertClean);
        screen.Forgive();
        screen.AssertClean();
    }

    [Fact]
    public async Task Two_windows_share_cookies_only_when_they_are_one_persons()
    {
        await using var site = await Site(Clean);
        var url = site.Urls.First();
        await using var mine = await browser.Open(url);
        await mine.Page.EvaluateAsync("document.cookie = 'who=me'");

        await using var second = await browser.Open(url, from: mine);
        await using var stranger = await browser.Open(url);

        Assert.Equal("who=me", await second.Page.EvaluateAsync<string>("document.cookie"));
        Assert.Equal("", await stranger.Page.EvaluateAsync<string>("document.cookie"));
    }

    private static async Task<WebApplication> Site(string html)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.MapGet("/", () => Results.Text(html, "text/html", Encoding.UTF8));
        await site.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }
}
