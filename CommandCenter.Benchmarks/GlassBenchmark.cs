using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.Keys;
using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Data;
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
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Why it cannot run here; null when it can.</summary>
    public static string? Missing => Program is null ? "No Chromium: install the package \"chromium\", or set CHROMIUM_PATH." : null;

    private static string? Program { get; } = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } set ? set : Places.FirstOrDefault(File.Exists);

    /// <summary>Measures <paramref name="count"/> alarms on each way while storm night is played in the demo city, at thirty times its pace: 7,000 devices report, and people act.</summary>
    public static async Task<IReadOnlyList<GlassResult>> RunInStorm(int count)
    {
        var folder = Directory.CreateTempSubdirectory("commandcenter-storm-");
        try
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}");
            using var process = Serve(folder.FullName, address, "--Demo:Enabled=true", "--Demo:Pace=30");
            try
            {
                using var http = new HttpClient { BaseAddress = address };
                await Ready(http);
                var key = Path.Combine(folder.FullName, "demo.key"); // there when the city is complete
                while (!File.Exists(key) || new FileInfo(key).Length == 0)
                    await Task.Delay(500);
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(key));
                await Task.Delay(TimeSpan.FromMinutes(1)); // until every device has been heard of, and the storm has begun
                using var begun = await http.PostAsJsonAsync("/api/v1/demo/scenarios/storm-night/start", new { });
                begun.EnsureSuccessStatusCode();
                return await Measure(http, new Uri(address, "/sign-in"), count, "Critical");
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Measures <paramref name="count"/> alarms on each way.</summary>
    public static async Task<IReadOnlyList<GlassResult>> Run(int count)
    {
        var folder = Directory.CreateTempSubdirectory("commandcenter-glass-");
        try
        {
            var (key, link) = await Furnish(folder.FullName);
            var address = new Uri($"http://127.0.0.1:{FreePort()}");
            using var process = Serve(folder.FullName, address);
            try
            {
                using var http = new HttpClient { BaseAddress = address };
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
                await Ready(http);
                return await Measure(http, new Uri(address, link), count, "High");
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<GlassResult>> Measure(HttpClient city, Uri link, int count, string priority)
    {
        await using var bare = await BarePage.Start();
        using var teller = new HttpClient { BaseAddress = bare.Address };
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
        var seen = new ConcurrentDictionary<string, TaskCompletionSource<double>>();
        var wall = await Open(chromium, seen);
        await wall.GotoAsync(link.ToString());
        // A wall's own link asks once; the demo city has a button for each role.
        if (await wall.Locator("button[value=Wall], button[type=submit]").CountAsync() > 0)
            await wall.Locator("button[value=Wall]").Or(wall.Locator("form:not(:has(button[value])) button[type=submit]")).Last.ClickAsync();
        await wall.Locator(".whead").WaitForAsync();
        var page = await Open(chromium, seen);
        await page.GotoAsync(bare.Address.ToString());
        await page.Locator("body[data-ready]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        var (glass, least, phase) = (new List<double>(), new List<double>(), new Random(20261126));
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
        return [GlassResult.Of("bare SignalR page", least), GlassResult.Of("alarm on the wall", glass)];
    }

    // Tells of each new word when it stands in the page, with the page's own clock, which is the machine's.
    private static async Task<IPage> Open(IBrowser chromium, ConcurrentDictionary<string, TaskCompletionSource<double>> seen)
    {
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1920, Height = 1080 }, Locale = "zh-CN" });
        await context.ExposeFunctionAsync<string, double, bool>("ccSeen", (words, at) => seen.TryGetValue(words, out var waits) && waits.TrySetResult(at));
        await context.AddInitScriptAsync("""
            const known = new Set();
            new MutationObserver(() => {
              const at = performance.timeOrigin + performance.now();
              for (const element of document.querySelectorAll('.al .what, #list li')) {
                const words = element.textContent.trim();
                if (!known.has(words)) { known.add(words); ccSeen(words, at); }
              }
            }).observe(document, { subtree: true, childList: true, characterData: true });
            """);
        return await context.NewPageAsync();
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

    private static Process Serve(string folder, Uri address, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CommandCenter.dll"), "--urls", address.ToString().TrimEnd('/'), .. settings]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["Data__Folder"] = folder;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task Ready(HttpClient http)
    {
        for (var attempt = 0; ; attempt++)
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                    return;
                await Task.Delay(200);
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(200); // it is not listening yet
            }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
