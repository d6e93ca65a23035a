using System.Text;
using System.Text.Json;
using CommandCenter.Areas;
using CommandCenter.DemoCity.Plan;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Maps;
using NetTopologySuite.IO.Converters;

namespace CommandCenter.DemoCity.Building;

/// <summary>The base map, and the area tree by the same import as any city's.</summary>
internal static class GroundStage
{
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    public static async Task Build(DemoWork work)
    {
        foreach (var (number, level) in Enum.GetValues<AreaLevel>().Index())
        {
            var areas = work.Cast.Plan.Areas.Where(a => a.Level == level).ToList();
            if (areas.Count == 0)
                continue;
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(File(areas)));
            await work.Get<AreaImport>().Run(file, new AreaImportOptions(level, NameProperty: "name", ParentProperty: areas[0].ParentCode is null ? null : "parent"), Actor.System, work.Cancel);
            work.Tell((number + 1) / 6.0);
        }
        await work.Get<GroundDesk>().Replace("demo", null, [.. work.Cast.Plan.Ground.Select(g => new GroundShape(g.Kind, g.Rank, g.Name?.Chinese, g.Name?.English, g.Shape))], Actor.System, work.Cancel);
    }

    private static string File(IEnumerable<PlannedArea> areas) => JsonSerializer.Serialize(new
    {
        type = "FeatureCollection",
        features = areas.Select(a => new
        {
            type = "Feature",
            properties = new { code = a.Code, name = a.Name.Chinese, name_en = a.Name.English, parent = a.ParentCode },
            geometry = a.Outline,
        }),
    }, GeoJson);
}
