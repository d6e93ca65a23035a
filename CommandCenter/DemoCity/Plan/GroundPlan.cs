using CommandCenter.Areas;
using CommandCenter.Platform.Maps;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;
using NetTopologySuite.Operation.Linemerge;

namespace CommandCenter.DemoCity.Plan;

/// <summary>The base map: waters, parks, blocks, roads by class and the railway. Kilometres until the last step.</summary>
internal sealed class GroundPlan(CityFrame frame, Tiling tiling, AreaTree tree, Random random)
{
    private const double RiverHalf = 0.21, TributaryHalf = 0.06, Street = 0.03;

    private static readonly GeometryFactory Plane = new();
    private static readonly GeometryFactory Degrees = new(new PrecisionModel(), 4326);
    private readonly PlaceNames names = new(random);

    /// <summary>Everything that is drawn, the lowest first.</summary>
    public IReadOnlyList<PlannedGround> Draw()
    {
        var river = Line(Onward([.. Onward(frame.River).AsEnumerable().Reverse()])).Buffer(RiverHalf, Round);
        var tributaries = new[] { frame.NorthTributary, frame.SouthTributary }.Select(t => Line(Onward(t)).Buffer(TributaryHalf, Round)).ToArray();
        var lake = Plane.CreatePolygon([.. frame.Lake.Append(frame.Lake[0])]);
        var water = river.Union(tributaries[0]).Union(tributaries[1]).Union(lake);
        var ground = new List<PlannedGround>
        {
            // A river's name follows its middle, which is why that is there beside the surface.
            Of(BaseLayerKind.Water, 1, null, river),
            Of(BaseLayerKind.Water, 2, null, tributaries[0]),
            Of(BaseLayerKind.Water, 2, null, tributaries[1]),
            Of(BaseLayerKind.Water, 1, new("澜江", "Lan River"), Line(frame.River)),
            Of(BaseLayerKind.Water, 2, new("云溪", "Yun Creek"), Line(frame.NorthTributary)),
            Of(BaseLayerKind.Water, 2, new("柳河", "Liu Creek"), Line(frame.SouthTributary)),
            Of(BaseLayerKind.Water, 1, new("望湖", "Wang Lake"), lake),
        };
        ground.AddRange(Blocks(water));
        ground.AddRange(Parks(water, river));
        ground.AddRange(Streets(water));
        ground.AddRange(Expressways());
        ground.Add(Of(BaseLayerKind.Rail, 1, new("江城铁路", "Jiangcheng Railway"), Curve([new(-26, 19.5), new(-12, 16.2), new(-1, 15.4), new(4, 15.1), new(8.5, 13.9), new(13.2, 13.6), new(17.4, 14.4), new(22, 13.1), new(28, 14.6), new(40, 13.2), new(54, 15.5)])));
        return ground;
    }

    // What is built stands back from the streets around it.
    private IEnumerable<PlannedGround> Blocks(Geometry water)
    {
        var (wet, near) = (new NetTopologySuite.Geometries.Prepared.PreparedGeometryFactory().Create(water), water.EnvelopeInternal);
        foreach (var grid in tree.Grids.Where(g => g.Character != AreaCharacter.Park))
        {
            Geometry block = Area(grid).Buffer(-Street);
            if (near.Intersects(block.EnvelopeInternal) && wet.Intersects(block))
                block = block.Difference(water);
            if (block is { IsEmpty: false, Area: > 0.002 })
                yield return Of(BaseLayerKind.Blocks, 1, null, block);
        }
    }

    private IEnumerable<PlannedGround> Parks(Geometry water, Geometry river)
    {
        foreach (var grid in tree.Grids.Where(g => g.Character == AreaCharacter.Park))
        {
            var park = Area(grid).Buffer(-0.02).Difference(water);
            if (park.Area > 0.01 && names.Next() is var name)
                yield return Of(BaseLayerKind.Green, 2, new(name.Chinese + "公园", name.English + " Park"), park);
        }
        var promenade = river.Buffer(0.13).Difference(water).Intersection(Plane.CreatePoint(frame.Center).Buffer(4.2));
        yield return Of(BaseLayerKind.Green, 1, new("滨江绿带", "Riverside Green"), promenade);
        var shore = Plane.CreatePolygon([.. frame.Lake.Append(frame.Lake[0])]).Buffer(0.22).Difference(water);
        yield return Of(BaseLayerKind.Green, 1, new("望湖湿地", "Wang Lake Wetland"), shore);
    }

    // Along the sides of grids: the larger the areas that a side parts, the larger the road.
    private IEnumerable<PlannedGround> Streets(Geometry water)
    {
        var owner = new Dictionary<(int, int), AreaTree.Node>();
        foreach (var grid in tree.Grids)
            for (var i = 0; i < grid.Ring.Count; i++)
                owner[(grid.Ring[i], grid.Ring[(i + 1) % grid.Ring.Count])] = grid;
        var ranks = new LineMerger[] { new(), new(), new(), new(), new() };
        var rivers = Plane.CreateMultiLineString([Line(frame.River), Line(frame.NorthTributary), Line(frame.SouthTributary)]);
        foreach (var ((from, to), grid) in owner.OrderBy(s => s.Key.Item1).ThenBy(s => s.Key.Item2))
            if (from < to && owner.TryGetValue((to, from), out var other) && Line([tiling.Corners[from], tiling.Corners[to]]) is var side && rivers.Distance(side.Centroid) > 0.12)
                ranks[Rank(grid, other)].Add(side);
        var named = 0;
        foreach (var rank in (int[])[4, 3, 2])
            foreach (var line in ranks[rank].GetMergedLineStrings().Cast<LineString>().OrderByDescending(l => l.Length))
            {
                var dry = rank > 2 && line.Intersects(water) ? line.Difference(water) : line;
                if (dry.IsEmpty)
                    continue;
                var name = rank == 2 && named++ < 48 ? names.Next() : null;
                yield return Of(BaseLayerKind.Roads, rank, name is null ? null : new(name.Chinese + (named % 3 == 0 ? "大道" : "路"), name.English + (named % 3 == 0 ? " Avenue" : " Road")), dry);
            }
    }

    private static int Rank(AreaTree.Node one, AreaTree.Node other) =>
        one.Parent == other.Parent ? 4 : one.Parent!.Parent == other.Parent!.Parent ? 3 : 2;

    private IEnumerable<PlannedGround> Expressways()
    {
        IEnumerable<Coordinate> Ring(double reach, double flat) => Enumerable.Range(0, 73).Select(i => i * Math.PI / 36).Select(a =>
            new Coordinate(frame.Center.X - 0.6 + (Math.Cos(a) * reach * (1 + (0.05 * Math.Sin(3 * a)))), frame.Center.Y - 0.8 + (Math.Sin(a) * reach * flat * (1 + (0.05 * Math.Cos(2 * a))))));
        yield return Of(BaseLayerKind.Roads, 1, new("环城快速路", "Ring Expressway"), Line([.. Ring(6.3, 0.86)]));
        yield return Of(BaseLayerKind.Roads, 1, new("江城大道", "Jiangcheng Avenue"), Curve([new(16.4, 44), new(15.2, 31), new(13.1, 21.3), new(13.4, 17), new(12.5, 13.5), new(12.9, 10), new(12.2, 6.5), new(12.8, 3), new(12.2, -1.2), new(13.6, -11), new(11.8, -24)]));
        yield return Of(BaseLayerKind.Roads, 1, new("澜北快速路", "North Lan Expressway"), Curve([new(-26, 8.5), new(-12, 12.6), new(-1, 12.2), new(4.4, 11.9), new(9, 12.5), new(13.5, 12.9), new(18, 13.2), new(23, 13.9), new(28, 13.5), new(40, 10.4), new(54, 12.5)]));
        foreach (var bridge in Bridges)
            yield return Of(BaseLayerKind.Roads, 2, null, Line([bridge.South, bridge.North]));
    }

    /// <summary>Where roads cross the river: the ends of each bridge, and its name.</summary>
    private IEnumerable<(Coordinate South, Coordinate North)> Bridges => BridgesOf(frame).Select(b => (b.South, b.North));

    /// <summary>The bridges over the river.</summary>
    internal static IEnumerable<(PlanName Name, Coordinate South, Coordinate North)> BridgesOf(CityFrame frame)
    {
        (int At, string Chinese, string English)[] bridges = [(5, "石矶大桥", "Shiji Bridge"), (8, "望澜大桥", "Wanglan Bridge"), (12, "柳岸大桥", "Liu'an Bridge"), (17, "中城大桥", "Zhongcheng Bridge"), (21, "东港大桥", "Donggang Bridge"), (25, "临港大桥", "Lingang Bridge")];
        foreach (var (at, chinese, english) in bridges)
        {
            var (before, here, after) = (frame.River[at - 1], frame.River[at], frame.River[at + 1]);
            var (dx, dy) = (after.X - before.X, after.Y - before.Y);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            var (ax, ay) = (-dy / length * 0.62, dx / length * 0.62);
            yield return (new(chinese, english), new(here.X - ax, here.Y - ay), new(here.X + ax, here.Y + ay));
        }
    }

    private Polygon Area(AreaTree.Node node) => Plane.CreatePolygon([.. node.Ring.Append(node.Ring[0]).Select(c => tiling.Corners[c])]);

    private static BufferParameters Round => new(8, EndCapStyle.Flat);

    // Catmull and Rom's curve through the points: nothing that was built to drive on has a corner.
    private static LineString Curve(IReadOnlyList<Coordinate> points)
    {
        const int steps = 8;
        Coordinate At(int i) => points[Math.Clamp(i, 0, points.Count - 1)];
        static double Between(double a, double b, double c, double d, double t) =>
            0.5 * ((2 * b) + ((c - a) * t) + (((2 * a) - (5 * b) + (4 * c) - d) * t * t) + (((3 * b) - a - (3 * c) + d) * t * t * t));
        return Line([.. Enumerable.Range(0, ((points.Count - 1) * steps) + 1).Select(n => (I: n / steps, T: n % steps / (double)steps)).Select(n => new Coordinate(
            Between(At(n.I - 1).X, At(n.I).X, At(n.I + 1).X, At(n.I + 2).X, n.T), Between(At(n.I - 1).Y, At(n.I).Y, At(n.I + 1).Y, At(n.I + 2).Y, n.T)))]);
    }

    // A water that comes from somewhere: on beyond the city, in bends, further than a wide screen shows around it.
    private static List<Coordinate> Onward(IReadOnlyList<Coordinate> water)
    {
        var (before, last) = (water[^2], water[^1]);
        var length = before.Distance(last);
        var (dx, dy) = ((last.X - before.X) / length, (last.Y - before.Y) / length);
        return [.. water, .. Enumerable.Range(1, 40).Select(i => i * 0.7).Select(far => (far, aside: 1.3 * (Math.Cos(far / 3.1) - 1)))
            .Select(p => new Coordinate(last.X + (dx * p.far) - (dy * p.aside), last.Y + (dy * p.far) + (dx * p.aside)))];
    }

    private static LineString Line(IReadOnlyList<Coordinate> points) => Plane.CreateLineString([.. points]);

    private static PlannedGround Of(BaseLayerKind kind, int rank, PlanName? name, Geometry shape)
    {
        var degrees = Degrees.CreateGeometry(shape);
        degrees.Apply(new ToDegrees());
        return new(kind, rank, name, degrees);
    }

    private sealed class ToDegrees : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var at = CityFrame.ToDegrees(sequence.GetCoordinate(i));
            sequence.SetX(i, at.X);
            sequence.SetY(i, at.Y);
        }
    }
}
