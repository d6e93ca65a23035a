using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Maps;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;

namespace CommandCenter.Tests.Maps;

/// <summary>The base map that the database holds.</summary>
public sealed class GroundTests
{
    private const string River = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"澜江","name:en":"Lan River"},"geometry":{"type":"LineString","coordinates":[[114.1,30.5],[114.3,30.6]]}},{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[114.1,30.5]}}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_source_is_replaced_as_a_whole_and_browsers_are_told_by_the_address(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider);
        var (desk, index) = (server.Get<GroundDesk>(), server.Get<GroundIndex>());
        await desk.Replace("a", null, [Line(BaseLayerKind.Water, "澜江"), Line(BaseLayerKind.Roads, null)], Actor.System, Cancel);
        await desk.Replace("b", null, [Line(BaseLayerKind.Water, "柳河")], Actor.System, Cancel);
        var before = index.Layers.Single(l => l.Kind == BaseLayerKind.Water);

        await desk.Replace("a", BaseLayerKind.Water, [Line(BaseLayerKind.Water, "新江")], Actor.System, Cancel);

        Assert.Equal([BaseLayerKind.Water, BaseLayerKind.Roads], index.Layers.Select(l => l.Kind).Order().Reverse());
        Assert.NotEqual(before.Version, index.Layers.Single(l => l.Kind == BaseLayerKind.Water).Version);
        Assert.Equal(["新江", "柳河"], (await index.Read(BaseLayerKind.Water, Cancel)).Select(s => s.Name).OrderBy(n => n, StringComparer.Ordinal));
        var reader = await server.SignIn(Role.Wall);
        using var layer = await reader.Http.GetAsync("/maps/ground/water", Cancel);
        Assert.Equal((HttpStatusCode.OK, true), (layer.StatusCode, layer.Headers.CacheControl?.ToString().Contains("immutable", StringComparison.Ordinal)));
        Assert.Contains("新江", (await layer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("shapes").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Http.GetAsync("/maps/ground/green", Cancel)).StatusCode);

        await desk.Replace("b", null, [], Actor.System, Cancel);
        Assert.Equal(["新江"], (await index.Read(BaseLayerKind.Water, Cancel)).Select(s => s.Name));
    }

    [Fact]
    public async Task A_file_comes_in_by_the_command_line_and_a_wrong_one_is_refused_with_the_reason()
    {
        var folder = Directory.CreateTempSubdirectory("commandcenter-ground-");
        try
        {
            var (river, wrong, points) = (Path.Combine(folder.FullName, "river.geojson"), Path.Combine(folder.FullName, "wrong.geojson"), Path.Combine(folder.FullName, "points.geojson"));
            await File.WriteAllTextAsync(river, River, Cancel);
            await File.WriteAllTextAsync(wrong, "no JSON", Cancel);
            await File.WriteAllTextAsync(points, """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[114.1,30.5]}}]}""", Cancel);

            var taken = await CityProcess.Run(folder.FullName, "import", "base-layer", river, "--kind", "water");
            Assert.Equal((0, "river.geojson: 1 shapes of Water, 1 with a name; 1 features cannot be drawn."), (taken.Code, taken.Output.Trim()));
            foreach (var (file, reason) in new[] { (wrong, "no JSON"), (points, "none of its 1 features"), (Path.Combine(folder.FullName, "gone.geojson"), "gone.geojson") })
            {
                var refused = await CityProcess.Run(folder.FullName, "import", "base-layer", file, "--kind", "water");
                Assert.Equal(1, refused.Code);
                Assert.Contains(reason, refused.Error, StringComparison.Ordinal);
            }
            await using var db = ServerProcess.Db(folder.FullName);
            var stored = Assert.Single(await db.Set<GroundFeature>().ToListAsync(Cancel));
            Assert.Equal(("river.geojson", BaseLayerKind.Water, "澜江", "Lan River"), (stored.Source, stored.Kind, stored.Name, stored.NameEn));
        }
        finally
        {
            ServerProcess.Forget(folder.FullName);
            folder.Delete(recursive: true);
        }
    }

    private static GroundShape Line(BaseLayerKind kind, string? name) => new(kind, 1, name, null, new LineString([new(114.1, 30.5), new(114.2, 30.55)]));
}
