using Microsoft.Playwright;

namespace CommandCenter.Benchmarks;

/// <summary>The machine's own Chromium, without a window.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Missing => Program is null ? "No Chromium: install the package \"chromium\", or set CHROMIUM_PATH." : null;

    private static string? Program { get; } = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } set ? set : Places.FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    public static async Task<Chromium> Start()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-precise-memory-info"],
        });
        return new(playwright, browser);
    }

    /// <summary>A new page at 1920×1080 in Chinese, with cookies of its own.</summary>
    public async Task<IPage> NewPage()
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1920, Height = 1080 }, Locale = "zh-CN" });
        return await context.NewPageAsync();
    }

    /// <summary>Signs a page in to the demo city with the button of a role, and opens an address.</summary>
    public static async Task Enter(IPage page, Uri server, string role, string address)
    {
        await page.GotoAsync(new Uri(server, "/sign-in").ToString());
        await page.Locator($"button[value={role}]").ClickAsync();
        await page.WaitForURLAsync(now => !now.Contains("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync(new Uri(server, address).ToString());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
