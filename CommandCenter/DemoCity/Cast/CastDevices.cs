using System.Globalization;
using CommandCenter.Areas;
using CommandCenter.DemoCity.Plan;
using CommandCenter.Devices;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.DemoCity.Cast;

/// <summary>What senses in the demo city: about 7,000 devices, each kind where a city has it.</summary>
internal sealed class CastDevices
{
    private const int CommunitiesToAGateway = 2;

    private sealed record Sort(string Kind, string Prefix, int Count, int Charted, string Department, string Chinese, string English, bool Indoors, params double[] Weights);

    // Weights by character: Residential, OldTown, Commercial, Industrial, Waterfront, Park.
    private static readonly Sort[] Sorts =
    [
        new("manhole-cover", "MH", 1_700, 0, "urban", "井盖", "manhole cover", false, 3, 3, 4, 2, 2, 1),
        new("gas", "GD", 1_300, 100, "gas", "可燃气体探测器", "gas detector", true, 5, 7, 2, 0.2, 0.2, 0),
        new("smoke", "SD", 1_300, 0, "fire", "烟感", "smoke detector", true, 4, 8, 3, 2, 0.2, 0),
        new("sos", "SB", 500, 0, "civil", "SOS 按钮", "SOS button", true, 5, 8, 0.5, 0, 0.2, 0),
        new("infrared-motion", "IM", 500, 0, "civil", "人体感应", "motion sensor", true, 5, 8, 0.5, 0, 0.2, 0),
        new("ebike-charging", "EB", 600, 112, "fire", "电动车充电桩", "e-bike charging point", false, 6, 5, 2, 1, 0.2, 0),
        new("camera", "CM", 400, 0, "police", "摄像头", "camera", false, 2, 3, 5, 2, 1, 2),
        new("door", "DC", 320, 0, "urban", "设备箱门磁", "cabinet door contact", false, 3, 2, 3, 3, 1, 1),
        new("noise", "NM", 120, 120, "eco", "噪声监测点", "noise meter", false, 3, 4, 6, 3, 0.5, 1),
        new("rain-gauge", "RG", 60, 60, "water", "雨量站", "rain gauge", false, 1, 1, 1, 1, 2, 2),
    ];

    private readonly CityPlan plan;
    private readonly Dictionary<string, PlannedArea> areas;
    private readonly PlannedArea[] grids;
    private readonly ILookup<AreaCharacter, PlannedArea> byCharacter;
    private readonly Dictionary<string, IndexedPointInAreaLocator> inside = [];
    private readonly Dictionary<string, string> gateways = [];
    private readonly Dictionary<string, string> workers;
    private readonly Random random;

    private CastDevices(CityPlan plan, IEnumerable<PlannedPerson> people)
    {
        this.plan = plan;
        areas = plan.Areas.ToDictionary(a => a.Code);
        grids = [.. plan.Areas.Where(a => a.Level == AreaLevel.Grid)];
        byCharacter = grids.ToLookup(g => g.Character);
        workers = people.Where(p => p.AreaCode is not null).ToDictionary(p => p.AreaCode!, p => p.UserName);
        random = new Random(plan.Seed ^ 0xde51ce);
    }

    /// <summary>The devices of a city, gateways first.</summary>
    public static IEnumerable<PlannedDevice> Of(CityPlan plan, IEnumerable<PlannedPerson> people)
    {
        var cast = new CastDevices(plan, people);
        return [.. cast.Gateways(), .. cast.Gauges(), .. cast.Crowds(), .. Sorts.SelectMany(cast.Spread)];
    }

    private IEnumerable<PlannedDevice> Gateways()
    {
        foreach (var (number, communities) in plan.Areas.Where(a => a.Level == AreaLevel.Community).Chunk(CommunitiesToAGateway).Index())
        {
            var code = Code("GW", number + 1);
            foreach (var community in communities)
                gateways[community.Code] = code;
            var grid = grids.First(g => g.ParentCode == communities[0].Code);
            yield return At(code, "gateway", grid, PointIn(grid), Named(communities[0], "网关", "gateway"), communities[0].Name.Chinese + "机房", "urban");
        }
    }

    // A gauge at each place the plan has for one. The thresholds are metres above the gauge's own zero, a little different everywhere.
    private IEnumerable<PlannedDevice> Gauges()
    {
        foreach (var (number, place) in plan.Places.Where(p => p.Kind == PlaceKind.RiverGauge).Index())
        {
            var limit = Math.Round(6.5 + (random.NextDouble() * 2), 1);
            yield return AtPlace(Code("WL", number + 1), BuiltInKinds.WaterLevel, place, "water", place.Name, new(Math.Round(limit - 1.6, 1), Math.Round(limit - 0.8, 1), limit));
        }
    }

    private IEnumerable<PlannedDevice> Crowds()
    {
        var busy = plan.Places.Where(p => p.Kind is PlaceKind.Tower or PlaceKind.Station or PlaceKind.Square or PlaceKind.Market or PlaceKind.Park or PlaceKind.Bridge).OrderBy(p => p.Kind).ThenBy(p => p.Code, StringComparer.Ordinal).ToArray();
        for (var number = 1; number <= 60 && busy.Length > 0; number++)
        {
            // The tower has four, one on each side; then each place has one until all are given out.
            var place = number <= 4 ? busy[0] : busy[(number - 4) % busy.Length];
            yield return AtPlace(Code("CC", number), "crowd-counter", place, "police",
                new($"{place.Name.Chinese}客流 {number}", $"{place.Name.English} crowd counter {number}"), null);
        }
    }

    private IEnumerable<PlannedDevice> Spread(Sort sort)
    {
        var most = sort.Weights.Sum(w => w);
        for (var number = 1; number <= sort.Count; number++)
        {
            var grid = Pick(sort.Weights, most);
            var community = areas[grid.ParentCode!];
            var building = random.Next(1, 31);
            var place = sort.Indoors ? $"{community.Name.Chinese} {building} 栋 {random.Next(1, 5)} 单元 {random.Next(1, 19)}0{random.Next(1, 5)} 室" : $"{grid.Name.Chinese} {building} 号旁";
            var name = sort.Indoors ? new PlanName($"{community.Name.Chinese} {building} 栋{(char.IsAscii(sort.Chinese[0]) ? " " : "")}{sort.Chinese}", $"{community.Name.English} bldg {building} {sort.English}") : Named(community, sort.Chinese, sort.English);
            yield return At(Code(sort.Prefix, number), sort.Kind, grid, PointIn(grid), name, place, sort.Department) with
            {
                GridWorker = sort.Indoors ? workers.GetValueOrDefault(community.Code) : null,
                GatewayCode = sort.Indoors || sort.Kind == "ebike-charging" ? gateways.GetValueOrDefault(community.Code) : null,
                Charted = number <= sort.Charted,
            };
        }
    }

    private PlannedArea Pick(double[] weights, double most)
    {
        while (true)
        {
            var left = random.NextDouble() * most;
            var character = 0;
            while (character < weights.Length - 1 && (left -= weights[character]) > 0)
                character++;
            if (byCharacter[(AreaCharacter)character].ToArray() is { Length: > 0 } there)
                return there[random.Next(there.Length)];
        }
    }

    private PlannedDevice AtPlace(string code, string kind, PlannedPlace place, string department, PlanName name, PlannedThresholds? thresholds)
    {
        var spot = Position.Create(place.At.Latitude + ((random.NextDouble() - 0.5) * 0.0012), place.At.Longitude + ((random.NextDouble() - 0.5) * 0.0012));
        if (thresholds is not null || GridAt(spot) is null)
            spot = place.At; // a gauge stands where the water is
        var grid = GridAt(spot) ?? grids.MinBy(g => g.Outline.Distance(new Point(spot.Longitude, spot.Latitude)))!;
        return At(code, kind, grid, spot, name, place.Name.Chinese, department) with { PlaceCode = place.Code, Charted = true, Thresholds = thresholds };
    }

    private static PlannedDevice At(string code, string kind, PlannedArea grid, Position at, PlanName name, string place, string department) =>
        new(code, name, kind, at, grid.Code, place, department, null, null, null, false, null);

    private PlannedArea? GridAt(Position at) => Array.Find(grids, g => g.Outline.EnvelopeInternal.Contains(at.Longitude, at.Latitude) && Locator(g).Locate(new Coordinate(at.Longitude, at.Latitude)) == Location.Interior);

    private Position PointIn(PlannedArea grid)
    {
        var (box, locator) = (grid.Outline.EnvelopeInternal, Locator(grid));
        while (true)
        {
            var (x, y) = (box.MinX + (random.NextDouble() * box.Width), box.MinY + (random.NextDouble() * box.Height));
            if (locator.Locate(new Coordinate(x, y)) == Location.Interior)
                return Position.Create(Math.Round(y, 6), Math.Round(x, 6));
        }
    }

    private IndexedPointInAreaLocator Locator(PlannedArea grid) => inside.TryGetValue(grid.Code, out var known) ? known : inside[grid.Code] = new(grid.Outline);

    private static PlanName Named(PlannedArea community, string chinese, string english) => new(community.Name.Chinese + chinese, $"{community.Name.English} {english}");

    private static string Code(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number:0000}");
}
