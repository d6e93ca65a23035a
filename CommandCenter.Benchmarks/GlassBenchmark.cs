using System.Collections.Concurrent;
using System.Net.Http.Json;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.Keys;
using CommandCenter.Access.SignIn;
using Microsoft.Playwright;

namespace CommandCenter.Benchmarks;

/// <summary>How long one way took, in milliseconds, from before the POST to the words in the page.</summary>
/// <param name="Way">Which page.</param>
/// <param name="Count">How many were measured.</param>
/// <param name="Median">The middle one.</param>
/// <param name="NinetyNinth">The 99th percentile.</param>
public sealed record GlassResult(string Way, int Count, double Median, double NinetyNinth)
{
    /// <summary>Of the times that were measured.</summary>
    public static GlassResult Of(string way, IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return new(way, sorted.Count, At(.5), At(.99));

        double At(double share) => sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }
}

/// <summary>
/// Alarm to glass: an alarm is posted to a server in a process of its own, and the time taken until its words stand in the wall's page in Chromium; turn by turn the same words
/// through a bare SignalR page. Both moments come of the machine's one clock. Each alarm is acknowledged and cleared before the next, so that the feed has room for it.
/// </summary>
public static class GlassBenchmark
{
    /// <summary>Measures <paramref name="count"/> alarms on each way while storm night is played in the demo city, at thirty times its pace: 7,000 devices report, and people act.</summary>
    public static async Task<IReadOnlyList<GlassResult>> RunInStorm(int count)
    {
        await using var server = await ServerProcess.StartDemo(pace: 30);
        await Task.Delay(TimeSpan.FromMinutes(1)); // until every device has been heard of
        using var begun = await server.Http.PostAsJsonAsync("/api/v1/demo/scenarios/storm-night/start", new { });
        begun.EnsureSuccessStatusCode();
        return await Measure(server, wall => Chromium.Enter(wall, server.Address, "Wall", "/wall/overview"), count, "Critical");
    }

    /// <summary>Measures <paramref name="count"/> alarms on each way.</summary>
    public static async Task<IReadOnlyList<GlassResult>> Run(int count)
    {
        var (key, link) = ("", "");
        await using var server = await ServerProcess.Start(async folder => (key, link) = await Furnish(folder.FullName));
        server.SignInAs(key);
        return await Measure(server, async wall =>
        {
            await wall.GotoAsync(new Uri(server.Address, link).ToString());
            await wall.Locator("button[type=submit]").Last.ClickAsync(); // the link asks once
        }, count, "High");
    }

    private static async Task<IReadOnlyList<GlassResult>> Measure(ServerProcess server, Func<IPage, Task> enter, int count, string priority)
    {
        var city = server.Http;
        await using var bare = await BarePage.Start();
        using var teller = new HttpClient { BaseAddress = bare.Address };
        await using var chromium = await Chromium.Start();
        var seen = new ConcurrentDictionary<string, TaskCompletionSource<double>>();
        var wall = await Open(chromium, seen);
        await enter(wall);
        await wall.Locator(".whead").WaitForAsync();
        var page = await Open(chromium, seen);
        await page.GotoAsync(bare.Address.ToString());
        await page.Locator("body[data-ready]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        var (glass, least, phase) = (new List<double>(), new List<double>(), new Random(20261126));
        try
        {
            await Turns();
        }
        catch (TimeoutException e)
        {
            var picture = Path.Combine(Path.GetTempPath(), "commandcenter-glass.png");
            await wall.ScreenshotAsync(new PageScreenshotOptions { Path = picture });
            throw new InvalidOperationException($"After {glass.Count} alarms one was not seen within half a minute; what stood on the wall is in {picture}.", e);
        }
        return [GlassResult.Of("bare SignalR page", least), GlassResult.Of("alarm on the wall", glass)];

        async Task Turns()
        {
            for (var i = -5; i < count; i++) // the first are not counted: everything is still warming up
            {
                var (told, raised) = ($"bare {i}", $"glass {i}");
                var bareTook = await Took(seen, told, () => teller.PostAsync("/told", new StringContent(told)));
                var glassTook = await Took(seen, raised, () => city.PostAsJsonAsync("/api/v1/alarms", new { key = raised, kind = "raise", priority, title = raised, latitude = 30.55, longitude = 114.25 }));
                await Put(city, raised);
                await Task.Delay(phase.Next(500)); // a wall draws in beats; where in a beat an alarm comes is chance
                if (i < 0)
                    continue;
                least.Add(bareTook);
                glass.Add(glassTook);
            }
        }
    }

    // Tells of each new word when it stands in the page, with the page's own clock, which is the machine's.
    private static async Task<IPage> Open(Chromium chromium, ConcurrentDictionary<string, TaskCompletionSource<double>> seen)
    {
        var page = await chromium.NewPage();
        await page.ExposeFunctionAsync<string, double, bool>("ccSeen", (words, at) => seen.TryGetValue(words, out var waits) && waits.TrySetResult(at));
        await page.AddInitScriptAsync("""
            const known = new Set();
            new MutationObserver(() => {
              const at = performance.timeOrigin + performance.now();
              for (const element of document.querySelectorAll('.al .what, #list li')) {
                const words = element.textContent.trim();
                if (!known.has(words)) { known.add(words); ccSeen(words, at); }
              }
            }).observe(document, { subtree: true, childList: true, characterData: true });
            """);
        return page;
    }

    private static async Task<double> Took(ConcurrentDictionary<string, TaskCompletionSource<double>> seen, string words, Func<Task<HttpResponseMessage>> post)
    {
        var waits = seen[words] = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        using var answer = await post();
        answer.EnsureSuccessStatusCode();
        return await waits.Task.WaitAsync(TimeSpan.FromSeconds(30)) - began;
    }

    private static async Task Put(HttpClient city, string key)
    {
        using var list = await city.GetAsync("/api/v1/alarms?standing=true&state=ActiveUnacknowledged&limit=200");
        var items = (await list.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("items").EnumerateArray()
            .Where(a => a.GetProperty("title").GetString() == key).Select(a => a.GetProperty("number").GetString()).ToList();
        foreach (var number in items)
            (await city.PostAsJsonAsync($"/api/v1/alarms/{number}/acknowledge", new { })).Dispose();
        using var cleared = await city.PostAsJsonAsync("/api/v1/alarms", new { key, kind = "clear" });
        cleared.EnsureSuccessStatusCode();
    }

    // A key and a wall's link, made by the rooms over the database before the server starts.
    private static async Task<(string Key, string Link)> Furnish(string folder)
    {
        await using var city = await BenchmarkCity.Open(folder);
        var key = await city.Get<ApiKeyDesk>().Create("glass", [.. Scope.All], expiresAt: null, Caller.System);
        var wall = await city.Get<AccountDesk>().Create("wall", new AccountFacts("Wall", [Role.Wall]), Caller.System);
        return (key.Key, await city.Get<LinkDesk>().WallLink(wall.UserId, Caller.System));
    }
}
