using CommandCenter.Access;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;

namespace CommandCenter.Tests.Maps;

/// <summary>A map while the city moves on: where somebody looks is theirs, and an update makes nothing anew and leaves nothing behind.</summary>
[Collection(BrowserScreens.Name)]
public sealed class MapScreenTests(Browser browser)
{
    private const string Look = """
        () => { const map = document.querySelector('.leaflet-container');
          return [map.querySelector('.leaflet-map-pane').style.transform, map.querySelector('.leaflet-control-scale-line').textContent, map.querySelector('.leaflet-control-scale-line').style.width].join(' | '); }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Update_moves_neither_zoom_nor_pan_nor_focus_of_a_map_somebody_looks_at()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.AlarmsWrite, Scope.RequestsWrite);
        await using var desk = await browser.OpenAs(await server.SignIn(Role.DutyOfficer), server.Address, "/desk");
        await desk.Page.Locator(".leaflet-control-scale-line").WaitForAsync();
        var map = desk.Page.Locator(".leaflet-container");
        var home = await desk.Page.EvaluateAsync<string>(Look);
        await desk.Page.Locator(".leaflet-control-zoom-in").ClickAsync();
        var box = (await map.BoundingBoxAsync())!;
        await desk.Page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await desk.Page.Mouse.DownAsync();
        await desk.Page.Mouse.MoveAsync(box.X + box.Width / 2 - 140, box.Y + box.Height / 2 - 60, new() { Steps = 8 });
        await desk.Page.Mouse.UpAsync();
        await desk.Page.Locator("input[data-search]").FocusAsync();
        var looked = await desk.Page.EvaluateAsync<string>(Look);
        Assert.NotEqual(home, looked);

        for (var i = 0; i < 40; i++)
            await Raise(api, i);
        await desk.Counts(".q .qr[data-alarm$='-0040']", 1);

        Assert.Equal(looked, await desk.Page.EvaluateAsync<string>(Look));
        Assert.True(await desk.Page.EvaluateAsync<bool>("document.activeElement.matches('input[data-search]')"));
        desk.AssertClean();
    }

    [Fact]
    public async Task Hundred_updates_make_no_element_of_the_map_anew_and_leave_none_behind()
    {
        await using var server = await KestrelServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.AlarmsWrite);
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await Raise(api, 0);
        await wall.Counts(".al", 1);
        var before = await wall.Page.EvaluateAsync<int>("document.querySelectorAll('.leaflet-container *').length");
        await wall.Page.EvaluateAsync("document.querySelectorAll('.leaflet-container canvas').forEach(c => c.ccKnown = true)");

        for (var i = 1; i <= 100; i++)
        {
            await Raise(api, i % 10, clear: i % 3 == 0);
            if (i % 25 == 0)
                await wall.Lives();
        }
        await wall.Lives();

        Assert.Equal(before, await wall.Page.EvaluateAsync<int>("document.querySelectorAll('.leaflet-container *').length"));
        Assert.Equal(0, await wall.Page.EvaluateAsync<int>("[...document.querySelectorAll('.leaflet-container canvas')].filter(c => !c.ccKnown).length"));
        Assert.True(await wall.Page.EvaluateAsync<int>("document.querySelectorAll('.leaflet-container canvas').length") > 0);
        wall.AssertClean();
    }

    [Fact]
    public async Task Map_whose_tile_server_does_not_answer_shows_areas_and_alarms_all_the_same()
    {
        await using var server = await KestrelServer.Start(options: new ServerOptions { Settings = new Dictionary<string, string?> { ["Maps:TileUrl"] = $"http://127.0.0.1:{Ports.Free()}/{{z}}/{{x}}/{{y}}.png" } });
        await CitySeed.Into(server.Services, Cancel);
        using var api = await server.Client(Scope.AlarmsWrite);
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await Raise(api, 0);
        await wall.Counts(".al", 1);
        await wall.Lives();

        // Both sheets, the ground and the marks, hold a picture: more than one colour.
        foreach (var sheet in await wall.Page.EvaluateAsync<int[]>("""
            () => [...document.querySelectorAll('.leaflet-container canvas')].map(c => {
              const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = new Set();
              for (let i = 0; i < data.length && seen.size < 5; i += 4) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]},${data[i + 3]}`);
              return seen.size;
            })
            """))
            Assert.True(sheet > 1, $"A sheet of the map has {sheet} colours.");
        Assert.Contains(wall.FailedRequests, r => r.Contains(".png", StringComparison.Ordinal));
        Assert.Empty(wall.OutsideRequests);
    }

    private static async Task Raise(HttpClient api, int i, bool clear = false)
    {
        var answer = await api.Tell("alarms", new { key = $"k-{i}", kind = clear ? "clear" : "raise", priority = clear ? null : "High", title = $"第 {i} 号", latitude = 30.51 + i * .002, longitude = 114.21 + i * .003 });
        Assert.True((int)answer.Status == 200, answer.Json.ToString());
    }
}
