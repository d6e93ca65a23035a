using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using NetTopologySuite.Geometries;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.Tests.DemoCity;

/// <summary>A hand-made cast: one community, a tower, a gauge, an estate and a square, a few devices of every kind and people of every role.</summary>
public static class SmallCity
{
    private static readonly GeometryFactory Earth = new(new PrecisionModel(), 4326);

    private static readonly (string Kind, string Prefix, int Count)[] Kinds =
    [
        ("water-level", "WL", 3), ("rain-gauge", "RG", 8), ("manhole-cover", "MH", 10), ("gas", "GAS", 6), ("smoke", "SM", 6), ("sos", "SOS", 2), ("infrared-motion", "IR", 2),
        ("noise", "NO", 3), ("ebike-charging", "EB", 3), ("crowd-counter", "CR", 4), ("door", "DO", 2), ("camera", "CAM", 4),
    ];

    /// <summary>The cast for a seed; only what is drawn from it changes.</summary>
    public static CityCast Of(int seed = 7)
    {
        var outline = Earth.CreatePolygon([new(114.20, 30.50), new(114.30, 30.50), new(114.30, 30.60), new(114.20, 30.60), new(114.20, 30.50)]);
        PlannedArea[] areas =
        [
            new("LA", new("临安城", "Lin'an"), AreaLevel.City, null, outline, AreaCharacter.Residential),
            new("LA-01", new("柳岸社区", "Willow Bank"), AreaLevel.Community, "LA", outline, AreaCharacter.Residential),
        ];
        PlannedPlace[] places =
        [
            new("tower", new("望江塔", "River Tower"), PlaceKind.Tower, At(30.55, 114.25)), new("gauge", new("柳岸水文站", "Willow gauge"), PlaceKind.RiverGauge, At(30.52, 114.22)),
            new("estate", new("柳岸新村", "Willow Estate"), PlaceKind.Estate, At(30.57, 114.27)), new("square", new("人民广场", "People's Square"), PlaceKind.Square, At(30.56, 114.24)),
        ];
        PlannedPerson[] people =
        [
            new("duty.1", new("赵琳", "Zhao Lin"), Role.DutyOfficer, null, null, "13900000001"), new("taker.1", new("孙悦", "Sun Yue"), Role.CallTaker, null, null, "13900000002"),
            new("lead.water", new("王强", "Wang Qiang"), Role.DepartmentLead, "water", null, "13900000003"), new("lead.works", new("李敏", "Li Min"), Role.DepartmentLead, "works", null, "13900000004"),
            new("grid.1", new("陈杰", "Chen Jie"), Role.GridWorker, "works", "LA-01", "13900000005"), new("grid.2", new("刘芳", "Liu Fang"), Role.GridWorker, "works", "LA-01", "13900000006"),
        ];
        PlannedCategory[] categories =
        [
            new("water", null, new("供水", "Water"), "water", 1), new("water.leak", "water", new("漏水", "Leak"), "water", 1), new("road", null, new("道路", "Roads"), "works", 1),
            new("road.flood", "road", new("道路积水", "Flooded road"), "water", 2), new("road.hole", "road", new("路面破损", "Pothole"), "works", 2), new("env", null, new("环境", "Environment"), "works", 1),
            new("env.noise", "env", new("施工噪声", "Construction noise"), "works", 3),
        ];
        return new CityCast(new CityPlan(seed, new("临安城", "Lin'an"), areas, [], places), [new("water", new("水务局", "Water")), new("works", new("城管局", "Public Works"))], people, categories, [.. Devices()]);
    }

    private static IEnumerable<PlannedDevice> Devices()
    {
        yield return Device("GW-001", "gateway", 0, null);
        foreach (var (kind, prefix, count) in Kinds)
            for (var n = 1; n <= count; n++)
                yield return Device($"{prefix}-{n:000}", kind, n, kind is "camera" or "gas" && n <= 3 ? "GW-001" : null);
    }

    private static PlannedDevice Device(string code, string kind, int n, string? gateway) => new(
        code, new("设备" + code, "Device " + code), kind, At(30.52 + (0.006 * n), 114.22 + (0.005 * n)), "LA-01", $"柳岸路{n + 1}号", kind == "water-level" ? "water" : "works", null, gateway, null, false,
        kind is "water-level" ? new PlannedThresholds(24, 25, 26.2) : kind is "manhole-cover" ? new PlannedThresholds(0.8, 1.2, 1.6) : null);

    private static Position At(double latitude, double longitude) => Position.TryCreate(latitude, longitude, out var at, out _) ? at : throw new ArgumentOutOfRangeException(nameof(latitude));
}
