using CommandCenter.Areas;
using NetTopologySuite.Geometries;

namespace CommandCenter.DemoCity.Plan;

/// <summary>The named places of the city.</summary>
internal sealed class PlacePlan(CityFrame frame, AreaTree tree, Random random)
{
    private readonly List<PlannedPlace> places = [];
    private readonly AreaTree.Node[] communities = [.. tree.Nodes.Where(n => n.Level == AreaLevel.Community)];
    private readonly PlaceNames names = new(random);
    private readonly HashSet<AreaTree.Node> used = [];

    /// <summary>Chooses them.</summary>
    public IReadOnlyList<PlannedPlace> Choose()
    {
        Add("tower", new("江城之塔", "Jiangcheng Tower"), PlaceKind.Tower, new(frame.Center.X + 0.3, frame.Center.Y - 0.55));
        Add("square-tower", new("塔前广场", "Tower Square"), PlaceKind.Square, new(frame.Center.X + 0.15, frame.Center.Y - 0.42));
        Add("station-central", new("江城站", "Jiangcheng Station"), PlaceKind.Station, new(13.2, 13.6));
        Add("station-west", new("云台站", "Yuntai Station"), PlaceKind.Station, new(4, 15.1));
        Add("station-east", new("石桥站", "Shiqiao Station"), PlaceKind.Station, new(22, 13.1));
        Add("coach-south", new("澜南客运站", "Lannan Coach Station"), PlaceKind.Station, new(11.4, 5.2));
        Gauges("lan", "澜江", "Lan River", frame.River, 3, 27, 10);
        Gauges("yun", "云溪", "Yun Creek", frame.NorthTributary, 2, 10, 7);
        Gauges("liu", "柳河", "Liu Creek", frame.SouthTributary, 2, 10, 7);
        foreach (var (number, (name, south, north)) in GroundPlan.BridgesOf(frame).Index())
            Add($"bridge-{number + 1}", name, PlaceKind.Bridge, new((south.X + north.X) / 2, (south.Y + north.Y) / 2));
        Several(PlaceKind.Hospital, "hospital", "医院", "Hospital", 12);
        Several(PlaceKind.School, "school", "小学", "Primary School", 18);
        Several(PlaceKind.School, "middle-school", "中学", "Middle School", 8);
        Several(PlaceKind.Market, "market", "农贸市场", "Market", 12);
        Several(PlaceKind.Square, "square", "广场", "Square", 5);
        Several(PlaceKind.Park, "park", "公园", "Park", 8);
        Several(PlaceKind.FireStation, "fire-station", "消防站", "Fire Station", 10);
        Several(PlaceKind.PumpingStation, "pump", "排涝泵站", "Pumping Station", 8);
        Several(PlaceKind.Estate, "estate", "小区", "Estate", 48);
        return places;
    }

    private void Gauges(string code, string chinese, string english, IReadOnlyList<Coordinate> course, int first, int last, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = course[first + (i * (last - first) / (count - 1))];
            var near = communities.MinBy(c => tree.MiddleOf(c).Distance(at))!;
            var name = (Short(near.Name.Chinese), near.Name.English.Split(' ')[0]);
            Add($"gauge-{code}-{i + 1}", new($"{chinese}{name.Item1}水位站", $"{english} gauge at {name.Item2}"), PlaceKind.RiverGauge, at);
        }
    }

    // Where many live there are many; one kind of place in one community at most, so that they spread.
    private void Several(PlaceKind kind, string code, string chinese, string english, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var free = communities.Where(c => !used.Contains(c)).ToArray();
            var community = free.Length > 0 ? free[random.Next(free.Length)] : communities[random.Next(communities.Length)];
            used.Add(community);
            var grids = tree.Grids.Where(g => g.Parent == community).ToArray();
            var name = kind is PlaceKind.Estate or PlaceKind.Park ? names.Next() : new PlanName(Short(community.Name.Chinese), community.Name.English.Split(' ')[0]);
            Add($"{code}-{number}", new(name.Chinese + chinese, $"{name.English} {english}"), kind, tree.MiddleOf(grids[random.Next(grids.Length)]));
        }
        used.Clear();
    }

    private static string Short(string community) => community[..^(community.EndsWith("社区", StringComparison.Ordinal) ? 2 : 1)];

    private void Add(string code, PlanName name, PlaceKind kind, Coordinate at) => places.Add(new(code, name, kind, CityPlanner.PositionOf(at)));
}
