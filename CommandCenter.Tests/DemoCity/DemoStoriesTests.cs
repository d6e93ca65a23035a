using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.DemoCity;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Scenarios;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CommandCenter.Tests.DemoCity;

/// <summary>
/// The first start as a new user has it, in a browser: the city is built, signed into with one click, five stories are told at sixty times the pace, and what they promise is on
/// wall, desk and report. Then the server is killed in the storm, and the wall is right again by itself.
/// </summary>
[Collection(BrowserStories.Name)]
public sealed class DemoStoriesTests(Browser browser) : IDisposable
{
    private static readonly string[] Stories = ["storm-night", "holiday-crowd", "ebike-fire", "gas-at-home", "noise-wave"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commandcenter-stories-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_stories_promise_is_on_every_screen_and_the_wall_outlives_its_server()
    {
        await using var server = new ServerProcess(folder.FullName);
        var times = new Dictionary<string, TimeSpan>();
        var since = Stopwatch.GetTimestamp();
        await server.Start(Cancel, "--Demo:Enabled=true", "--Demo:Pace=60");
        times["first page"] = Stopwatch.GetElapsedTime(since);
        await Soon.Happens(async () => (await Demo(server)).GetProperty("ready").GetBoolean(), minutes: 10);
        times["city complete"] = Stopwatch.GetElapsedTime(since);

        await using var wall = await Enter(server, Role.Wall, "/wall/overview");
        times["wall in the browser"] = Stopwatch.GetElapsedTime(since);
        await using var desk = await Enter(server, Role.DutyOfficer, "/desk");
        await using var report = await Enter(server, Role.Supervisor, "/reports/sla");
        await Task.WhenAll(wall.Mark(), desk.Mark(), report.Mark());
        await wall.Shot("demo-first-sight");
        var received = await Received(report);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", times.Select(t => $"{t.Key}: {t.Value.TotalSeconds:0.0} s")));

        foreach (var story in Stories)
            await Steer(server, $"scenarios/{story}/start");
        var told = ScenarioBook.Of(CityCast.Of(CityPlanner.Draw(DemoOptions.UsualSeed))).Where(s => Stories.Contains(s.Code)).OrderBy(s => s.Lasts).ToList();
        foreach (var story in told)
        {
            await Told(server, story);
            await Holds(story);
            await OnScreens(story, wall, desk);
        }
        await Soon.Happens(async () => await Received(report) > received);
        foreach (var (screen, name) in new[] { (wall, "wall"), (desk, "desk"), (report, "report") })
        {
            screen.AssertClean();
            Assert.True(await screen.IsMarked(), $"{screen.Page.Url} was loaded again.");
            await screen.Shot($"demo-stories-{name}");
        }

        await Steer(server, "scenarios/storm-night/start");
        await Soon.Happens(async () => await Active() > 10);
        await server.Kill();
        await wall.SaysLost();
        await server.Start(Cancel, "--Demo:Enabled=true", "--Demo:Pace=1");
        var back = Stopwatch.GetTimestamp();
        await wall.IsBack();
        await Soon.Happens(async () => await Figure(wall) == await Active());
        Assert.True(Stopwatch.GetElapsedTime(back) < TimeSpan.FromSeconds(30), $"The wall was right again after {Stopwatch.GetElapsedTime(back).TotalSeconds:0} s.");
        await wall.Shot("demo-after-a-kill");
    }

    public void Dispose()
    {
        ServerProcess.Forget(folder.FullName);
        folder.Delete(recursive: true);
    }

    private async Task<Screen> Enter(ServerProcess server, Role role, string path)
    {
        var screen = await browser.Open(new Uri(server.Address, "/sign-in").ToString(), 1920, 1080, "zh-CN");
        await screen.Page.Locator($"button[name=role][value={role}]").ClickAsync();
        await screen.Leaves("/sign-in");
        await screen.Page.GotoAsync(new Uri(server.Address, path).ToString());
        await screen.Lives();
        return screen;
    }

    private Task Told(ServerProcess server, Scenario story) => Soon.Happens(
        async () => (await Demo(server)).GetProperty("scenarios").EnumerateArray().Any(s => s.GetProperty("code").GetString() == story.Code
            && s.TryGetProperty("elapsedMinutes", out var far) && far.ValueKind == JsonValueKind.Number && far.GetDouble() >= story.Lasts.TotalMinutes - 0.1), minutes: 10);

    // What it promises stands in the database: the last words of its devices take a moment to be judged.
    private Task Holds(Scenario story) => Soon.Happens(async () =>
    {
        await using var db = ServerProcess.Db(folder.FullName);
        var devices = story.Facts.Alarms.Select(a => a.Device).ToHashSet();
        var standing = await db.Set<Alarm>().Where(a => a.State != AlarmState.Normal && devices.Contains(a.DeviceCode!)).Select(a => new { a.DeviceCode, a.Worst }).ToListAsync(Cancel);
        return story.Facts.Alarms.All(f => standing.Any(s => s.DeviceCode == f.Device && s.Worst == f.Worst));
    });

    private async Task OnScreens(Scenario story, Screen wall, Screen desk)
    {
        await Soon.Happens(async () => await Figure(wall) == await Active());
        await using var db = ServerProcess.Db(folder.FullName);
        var worst = story.Facts.Alarms.MinBy(a => a.Worst)!;
        var number = await db.Set<Alarm>().Where(a => a.DeviceCode == worst.Device && a.Worst == worst.Worst && a.State != AlarmState.Normal).OrderByDescending(a => a.RaisedAt).Select(a => a.Number).FirstAsync(Cancel);
        // A flood is folded on the desk by kind and area, but never what is Critical.
        if (worst.Worst == AlarmPriority.Critical)
            await desk.Counts($".q .qr[data-alarm='{number}']", 1);
        await wall.Shot($"demo-{story.Code}");
    }

    private async Task<int> Active()
    {
        await using var db = ServerProcess.Db(folder.FullName);
        return await db.Set<Alarm>().CountAsync(a => a.Hiding == AlarmHiding.None && !a.History && (a.State == AlarmState.ActiveUnacknowledged || a.State == AlarmState.ActiveAcknowledged), Cancel);
    }

    private static Task<int> Figure(Screen wall) => wall.Number(".fig .v");

    private static Task<int> Received(Screen report) => report.Number("[data-figure=received] .v");

    private async Task<JsonElement> Demo(ServerProcess server)
    {
        using var http = Http(server);
        if (http is null)
            return JsonSerializer.SerializeToElement(new { ready = false });
        using var answer = await http.GetAsync("/api/v1/demo", Cancel);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel) : JsonSerializer.SerializeToElement(new { ready = false });
    }

    private async Task Steer(ServerProcess server, string act)
    {
        using var http = Http(server)!;
        using var answer = await http.PostAsJsonAsync($"/api/v1/demo/{act}", new { }, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    // The key lies in the data folder when the city is complete.
    private HttpClient? Http(ServerProcess server)
    {
        var file = Path.Combine(folder.FullName, "demo.key");
        if (!File.Exists(file))
            return null;
        var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(file));
        return http;
    }
}
