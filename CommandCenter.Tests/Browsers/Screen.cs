using System.Collections.Concurrent;
using CommandCenter.Platform.Data;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Browsers;

/// <summary>
/// One window, and what went wrong in it since it was opened: errors on the console, uncaught exceptions, requests that failed or were
/// refused, and requests that would have left the machine.
/// </summary>
public sealed class Screen : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> consoleErrors = new();
    private readonly ConcurrentQueue<string> failedRequests = new();
    private readonly ConcurrentQueue<string> outsideRequests = new();
    private readonly bool ownsContext;

    internal Screen(IPage page, bool ownsContext)
    {
        (Page, this.ownsContext) = (page, ownsContext);
        page.Console += (_, message) => Note(consoleErrors, message.Type == "error", $"{message.Text} ({message.Location})");
        page.PageError += (_, error) => consoleErrors.Enqueue(error);
        page.Request += (_, request) => Note(outsideRequests, IsOutside(request.Url), request.Url);
        page.WebSocket += (_, socket) => Note(outsideRequests, IsOutside(socket.Url), socket.Url);
        // A request the page itself gave up, by navigating away for one, is nobody's failure.
        page.RequestFailed += (_, request) => Note(failedRequests, request.Failure != "net::ERR_ABORTED", $"{request.Method} {request.Url}: {request.Failure}");
        page.Response += (_, response) => Note(failedRequests, response.Status >= 400, $"{response.Request.Method} {response.Url}: {response.Status}");
    }

    /// <summary>Where the screenshots are kept; git ignores it.</summary>
    public static string Artifacts { get; } = Path.Combine(HomeFolder.Root, "artifacts", "screens");

    /// <summary>Playwright's page, for everything this class has no word for.</summary>
    public IPage Page { get; }

    /// <summary>Errors on the console and uncaught exceptions.</summary>
    public IReadOnlyCollection<string> ConsoleErrors => consoleErrors;

    /// <summary>Requests that got no answer, or one of status 400 and above.</summary>
    public IReadOnlyCollection<string> FailedRequests => failedRequests;

    /// <summary>Requests and sockets to any other machine.</summary>
    public IReadOnlyCollection<string> OutsideRequests => outsideRequests;

    /// <summary>Fails when anything went wrong so far.</summary>
    public void AssertClean()
    {
        var wrong = consoleErrors.Select(e => $"Console: {e}")
            .Concat(failedRequests.Select(r => $"Failed: {r}"))
            .Concat(outsideRequests.Select(r => $"Left the machine: {r}")).ToList();
        if (wrong.Count > 0)
            Assert.Fail($"{Page.Url}\n{string.Join('\n', wrong)}");
    }

    /// <summary>Forgets what went wrong so far, such as while the server was being restarted on purpose.</summary>
    public void Forgive()
    {
        consoleErrors.Clear();
        failedRequests.Clear();
        outsideRequests.Clear();
    }

    /// <summary>Waits until <paramref name="text"/> can be seen, at most <paramref name="seconds"/>; fails with what was to be seen instead.</summary>
    public async Task Sees(string text, int seconds = 15)
    {
        var found = Page.GetByText(text).Locator("visible=true").First; // not what the same words name behind a button
        try
        {
            await found.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Visible, Timeout = seconds * 1_000f });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"'{text}' did not appear within {seconds} s on {Page.Url}, which showed:\n{await Page.Locator("body").InnerTextAsync()}");
        }
    }

    /// <summary>Keeps what the window shows as <c>artifacts/screens/{name}.png</c> and returns the file's path.</summary>
    public async Task<string> Shot(string name, bool wholePage = false)
    {
        var file = Path.Combine(Artifacts, $"{name}.png");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = wholePage, Animations = ScreenshotAnimations.Disabled });
        return file;
    }

    /// <summary>Closes the window, and with the last one the person's session.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ownsContext)
            await Page.Context.CloseAsync();
        else
            await Page.CloseAsync();
    }

    private static void Note(ConcurrentQueue<string> list, bool wrong, string what)
    {
        if (wrong)
            list.Enqueue(what);
    }

    private static bool IsOutside(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https" or "ws" or "wss", IsLoopback: false };
}
