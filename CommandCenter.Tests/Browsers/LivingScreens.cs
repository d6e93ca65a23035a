using System.Globalization;
using System.Text.RegularExpressions;
using CommandCenter.Tests.Hosts;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Browsers;

/// <summary>Pages of the product as somebody who is signed in sees them, and words for what a living page does without a hand on it.</summary>
public static class LivingScreens
{
    /// <summary>How long a condition is waited for: three times what a busy machine has needed.</summary>
    private const float Patience = 30_000;

    /// <summary>Gives a window a person's session, language and theme, so that the next page is theirs.</summary>
    public static Task SignIn(this Screen screen, Person person, Uri site, string language = "zh-CN", bool dark = false)
    {
        var home = site.GetLeftPart(UriPartial.Authority);
        return screen.Page.Context.AddCookiesAsync(
        [
            new Cookie { Name = person.Cookie.Key, Value = person.Cookie.Value, Url = home },
            new Cookie { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = home },
            new Cookie { Name = "cc-theme", Value = dark ? "dark" : "light", Url = home },
        ]);
    }

    /// <summary>Opens a page as <paramref name="person"/> in a window of their own, and returns when its circuit draws.</summary>
    public static async Task<Screen> OpenAs(this Browser browser, Person person, Uri site, string path, int width = 1920, int height = 1080, string language = "zh-CN", bool dark = false)
    {
        var screen = await browser.Open("about:blank", width, height, language);
        await screen.SignIn(person, site, language, dark);
        await screen.Page.GotoAsync(new Uri(site, path).ToString());
        await screen.Lives();
        return screen;
    }

    /// <summary>Waits until the circuit draws: its beat, which a prerendered page has too, goes on.</summary>
    public static async Task Lives(this Screen screen)
    {
        var beat = screen.Page.Locator("[data-beat]");
        var first = await beat.GetAttributeAsync("data-beat", new LocatorGetAttributeOptions { Timeout = Patience });
        await Assertions.Expect(beat).Not.ToHaveAttributeAsync("data-beat", first!, new LocatorAssertionsToHaveAttributeOptions { Timeout = Patience });
    }

    /// <summary>
    /// Waits until the address ends in <paramref name="path"/>. Playwright's own wait for an address also waits for a page to load, which it misses where the way there lay
    /// within the document and was over before it listened.
    /// </summary>
    public static Task Reaches(this Screen screen, string path) =>
        Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex($"{Regex.Escape(path)}$"), new PageAssertionsToHaveURLOptions { Timeout = Patience });

    /// <summary>Waits until the address no longer holds <paramref name="path"/>.</summary>
    public static Task Leaves(this Screen screen, string path) =>
        Assertions.Expect(screen.Page).Not.ToHaveURLAsync(new Regex(Regex.Escape(path)), new PageAssertionsToHaveURLOptions { Timeout = Patience });

    /// <summary>Waits until the first element of <paramref name="css"/> holds this text.</summary>
    public static Task Shows(this Screen screen, string css, string text) =>
        Assertions.Expect(screen.Page.Locator(css).First).ToContainTextAsync(text, new LocatorAssertionsToContainTextOptions { Timeout = Patience });

    /// <summary>Waits until so many elements of <paramref name="css"/> are there.</summary>
    public static Task Counts(this Screen screen, string css, int count) =>
        Assertions.Expect(screen.Page.Locator(css)).ToHaveCountAsync(count, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });

    /// <summary>The number that the first element of <paramref name="css"/> shows; -1 while it shows none.</summary>
    public static async Task<int> Number(this Screen screen, string css) =>
        int.TryParse((await screen.Page.Locator(css).First.InnerTextAsync()).Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>Waits until the page says that its connection is lost.</summary>
    public static Task SaysLost(this Screen screen) =>
        Assertions.Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("data-connection", "lost", new LocatorAssertionsToHaveAttributeOptions { Timeout = Patience });

    /// <summary>Waits until the page no longer says so.</summary>
    public static Task IsBack(this Screen screen) =>
        Assertions.Expect(screen.Page.Locator("html:not([data-connection])")).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });

    /// <summary>Remembers this very document, which a load replaces.</summary>
    public static Task Mark(this Screen screen) => screen.Page.EvaluateAsync("window.ccMarked = true");

    /// <summary>Whether it is still the document that was marked.</summary>
    public static Task<bool> IsMarked(this Screen screen) => screen.Page.EvaluateAsync<bool>("window.ccMarked === true");

    /// <summary>What stands more than once among the values of an attribute: a ticket with two rows.</summary>
    public static Task<string[]> Doubled(this Screen screen, string css, string attribute) => screen.Page.Locator(css).EvaluateAllAsync<string[]>(
        $"all => all.map(e => e.getAttribute('{attribute}')).filter((v, i, vs) => vs.indexOf(v) !== i)");

    /// <summary>What of the elements of <paramref name="css"/>, and of the page itself, is wider or higher than its room: cut, or scrolling.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="css">Headings, figures, clocks and counts; lists may end in an ellipsis.</param>
    /// <param name="loose">Those of large figures, whose line is lower than their letters: they may overhang a little.</param>
    /// <param name="share">By this share of their height; by 8 pixels when it is 0.</param>
    public static Task<string[]> CutOff(this Screen screen, string css, string loose, double share = 0) => screen.Page.EvaluateAsync<string[]>(
        """
        ([css, loose, share]) => [document.documentElement, ...document.querySelectorAll(css)]
          .filter(e => e.getClientRects().length && getComputedStyle(e).display !== 'inline')
          .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + (e.matches(loose) ? (share ? e.clientHeight * share : 8) : 2))
          .map(e => `${e.className}: ${e.innerText.slice(0, 40)} ${e.scrollWidth}/${e.clientWidth} ${e.scrollHeight}/${e.clientHeight}`)
        """, new object[] { css, loose, share });
}
