using Microsoft.Playwright;

namespace CommandCenter.Tests.Browsers;

/// <summary>Tests of a screen share one Chromium and run one after another: <c>[Collection(BrowserScreens.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserScreens : ICollectionFixture<Browser>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Screens in a browser";
}

/// <summary>Tests that go through several screens, or take a server away from them, beside <see cref="BrowserScreens"/>.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserJourneys : ICollectionFixture<Browser>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Journeys in a browser";
}

/// <summary>The demo city's stories, minutes long by their nature, beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserStories : ICollectionFixture<Browser>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Stories in a browser";
}

/// <summary>Tests that promise how soon a screen is right again: when everything else has ended, so that no other test's work counts.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BrowserAlone : ICollectionFixture<Browser>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Alone in a browser";
}

/// <summary>
/// The installed Chromium, headless, driven by Playwright; nothing is downloaded. It resolves no name but localhost, so a page that needs
/// the outside world fails here as it would in a city without internet.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1 , EXCLUDE ::1",
    ];

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? chromium;

    /// <summary>The program: <c>CHROMIUM_PATH</c>, or where Linux distributions install it; null when there is none.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } set ? set : Places.FirstOrDefault(File.Exists);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Program is null)
            return;
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Arguments });
    }

    /// <summary>
    /// A new private window of that size in CSS pixels, at <paramref name="url"/> once it has loaded. Each has its own cookies; give
    /// <paramref name="from"/> to open a second window of the same person. Skips the test where there is no Chromium; fails it in CI.
    /// </summary>
    public async Task<Screen> Open(string url, int width = 1920, int height = 1080, string language = "zh-CN", Screen? from = null)
    {
        if (chromium is null)
            Continuous.SkipOrFail("No Chromium: install the package \"chromium\", or set CHROMIUM_PATH.");
        var context = from?.Page.Context ?? await chromium!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = language,
            IgnoreHTTPSErrors = true,
        });
        var page = await context.NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        var screen = new Screen(page, ownsContext: from is null);
        await page.GotoAsync(url);
        return screen;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        playwright?.Dispose();
    }
}
