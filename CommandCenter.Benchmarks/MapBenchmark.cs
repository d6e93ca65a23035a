using System.Diagnostics;
using System.Text.Json;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.Platform.Maps;
using Microsoft.Playwright;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.Benchmarks;

/// <summary>What one map did in one view.</summary>
/// <param name="View">How much of the city was to be seen.</param>
/// <param name="Way">Which map.</param>
/// <param name="FramesPerSecond">While a hand drags the map.</param>
/// <param name="DragShare">Main thread's time in a second of dragging, in milliseconds.</param>
/// <param name="StillShare">Main thread's time in a second in which nobody touches the map and the people move, in milliseconds.</param>
public sealed record MapResult(string View, string Way, double FramesPerSecond, double DragShare, double StillShare);

/// <summary>
/// The demo city's devices and grids with 500 people who move each second, in the product's map and in plain Leaflet with one marker for each point and one polygon for each grid:
/// the same points, in the same browser, turn by turn. Every point is drawn; the product's screens leave out the devices that are well.
/// </summary>
public static class MapBenchmark
{
    private const int People = 500;
    private const int Batch = 1_000; // as CityMap sends them
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(8);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Measures each map in each view so many times, turn by turn, and gives the medians.</summary>
    public static async Task<IReadOnlyList<MapResult>> Run(int rounds)
    {
        await using var server = await ServerProcess.Start(_ => Task.CompletedTask, "--Demo:Enabled=false");
        await using var chromium = await Chromium.Start();
        var (city, results) = (Messages(), new List<MapResult>());
        for (var round = 0; round < rounds; round++)
            foreach (var way in (string[])["plain Leaflet", "CommandCenter"])
            {
                var page = await chromium.NewPage();
                await Open(page, server.Address, way, city);
                results.Add(await Measure(page, "whole city", way));
                for (var i = 0; i < 3; i++)
                    await page.Locator(".leaflet-control-zoom-in").ClickAsync();
                results.Add(await Measure(page, "three levels nearer", way));
                await page.Context.CloseAsync();
            }
        return [.. results.GroupBy(r => (r.View, r.Way)).Select(g => new MapResult(g.Key.View, g.Key.Way, Median(g.Select(r => r.FramesPerSecond)), Median(g.Select(r => r.DragShare)), Median(g.Select(r => r.StillShare))))
            .OrderByDescending(r => r.View)];
    }

    private static async Task Open(IPage page, Uri server, string way, (IReadOnlyList<string> First, IReadOnlyList<string> Moves) city)
    {
        await page.RouteAsync("**/benchmark", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = Page }));
        // The package's pictures are not among what the product serves.
        await page.RouteAsync("**/marker-*.png", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "image/svg+xml", Body = "<svg xmlns='http://www.w3.org/2000/svg' width='25' height='41'><path d='M12 41 0 14a12 12 0 0 1 25 0Z' fill='#2a81cb'/></svg>" }));
        await page.GotoAsync(new Uri(server, "/benchmark").ToString());
        await page.EvaluateAsync("way => window.begin(way)", way);
        for (var i = 0; i < city.First.Count; i++)
            await page.EvaluateAsync("([text, more]) => window.told(text, more)", new object[] { city.First[i], i < city.First.Count - 1 });
        await page.EvaluateAsync("moves => { let i = 0; setInterval(() => window.told(moves[i++ % moves.length], false), 1000); }", city.Moves);
    }

    private static async Task<MapResult> Measure(IPage page, string view, string way)
    {
        await Task.Delay(2_000);
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("Performance.enable");
        var still = await Share(tools, () => Task.Delay(Watched));
        var frames = 0d;
        var drag = await Share(tools, async () =>
        {
            await page.EvaluateAsync("() => { window.frames_ = 0; window.counts = true; const count = () => { if (window.counts) { window.frames_++; requestAnimationFrame(count); } }; requestAnimationFrame(count); }");
            var since = Stopwatch.StartNew();
            await page.Mouse.MoveAsync(960, 540);
            await page.Mouse.DownAsync();
            for (var turn = 0d; since.Elapsed < Watched; turn += .12)
                await page.Mouse.MoveAsync((float)(960 + (300 * Math.Sin(turn))), (float)(540 + (200 * Math.Sin(turn / 2))));
            await page.Mouse.UpAsync();
            frames = await page.EvaluateAsync<int>("() => { window.counts = false; return window.frames_; }") / since.Elapsed.TotalSeconds;
        });
        return new(view, way, frames, drag, still);
    }

    // Milliseconds of the main thread in each second.
    private static async Task<double> Share(ICDPSession tools, Func<Task> meanwhile)
    {
        var (before, since) = (await Tasks(tools), Stopwatch.StartNew());
        await meanwhile();
        return (await Tasks(tools) - before) * 1000 / since.Elapsed.TotalSeconds;
    }

    private static async Task<double> Tasks(ICDPSession tools) =>
        (await tools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();

    // What CityMap would tell its script: the first picture in batches, and ten seconds of moves.
    private static (IReadOnlyList<string> First, IReadOnlyList<string> Moves) Messages()
    {
        var cast = CityCast.Of(CityPlanner.Draw(seed: 1));
        var areas = cast.Plan.Areas.Where(a => a.Level == Areas.AreaLevel.Grid).Select(a => new MapArea(a.Code, a.Name.Chinese, MapShape.From(a.Outline), Boundary: MapBoundary.Fine)).ToList();
        var devices = cast.Devices.Select((d, i) => new MapMark(d.Code, d.At, i % 20 == 0 ? MapSymbol.DeviceStale : MapSymbol.Device, Icon: "water")).ToList();
        var (difference, random) = (new MapDifference(), new Random(20261126));
        var homes = Enumerable.Range(0, People).Select(_ => devices[random.Next(devices.Count)].At).ToList();
        var first = difference.Next(new([.. devices, .. Walkers(0)], areas)).Chunk(Batch).Select(b => JsonSerializer.Serialize(b, Json)).ToList();
        var moves = Enumerable.Range(1, 10).Select(second => JsonSerializer.Serialize(difference.Next(new([.. devices, .. Walkers(second)], areas)), Json)).ToList();
        return (first, moves);

        IEnumerable<MapMark> Walkers(int second) => homes.Select((home, i) =>
            new MapMark($"person-{i}", Position.Create(home.Latitude + (second * 1e-5 * Math.Sin(i)), home.Longitude + (second * 1e-5 * Math.Cos(i))), MapSymbol.Person, Label: $"{i}"));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private const string Page = """
        <!doctype html><meta charset=utf-8><html data-theme=dark lang=zh-Hans><link rel=icon href=data:,><link rel=stylesheet href=/css/tokens.css><title>map</title>
        <style>html, body { margin: 0; height: 100%; } .cc-map, #map { position: absolute; inset: 0; }</style>
        <div class=cc-map data-surface=desk><div id=map class=cc-map-ground></div></div>
        <script type=module>
        import { apply, create } from '/js/map.js';
        import { loadLeaflet } from '/js/map/leaflet.js';
        import { decode, unproject } from '/js/map/shapes.js';
        const places = shape => decode(shape).parts.map(({ xy }) => Array.from({ length: xy.length / 2 }, (_, i) => unproject(xy[2 * i], xy[2 * i + 1])));
        async function plain() {
          const L = await loadLeaflet(), marks = new Map(), all = L.latLngBounds([]);
          const map = L.map('map').setView([30.5, 114.3], 11);
          return (text, more) => {
            for (const change of JSON.parse(text)) {
              if (change.op === 'area') { const polygon = L.polygon(places(change.shape), { weight: 1 }).addTo(map); all.extend(polygon.getBounds()); }
              else if (marks.has(change.id)) marks.get(change.id).setLatLng(change.at);
              else marks.set(change.id, L.marker(change.at).addTo(map));
            }
            if (!more && !plain.fitted) { plain.fitted = true; map.fitBounds(all, { animate: false }); }
          };
        }
        async function ours() {
          const id = await create(document.getElementById('map'), { wall: false, interactive: true, pickable: false, marksArePressed: true, areasArePressed: true, baseLayers: [], zoomIn: '+', zoomOut: '-' }, null);
          return (text, more) => apply(id, JSON.parse(text), more);
        }
        window.begin = async way => { window.told = await (way === 'plain Leaflet' ? plain() : ours()); };
        </script>
        """;
}
