using CommandCenter.Areas;
using NetTopologySuite.Geometries;

namespace CommandCenter.DemoCity.Plan;

/// <summary>The areas of the city while they are drawn.</summary>
internal sealed class AreaTree(Tiling tiling, Random random, CityFrame frame)
{
    private static readonly (string Code, string Chinese, string English)[] Districts =
    [
        ("WH", "望湖区", "Wanghu"), ("YT", "云台区", "Yuntai"), ("ZC", "中城区", "Zhongcheng"), ("SQ", "石桥区", "Shiqiao"),
        ("LA", "柳岸区", "Liu'an"), ("LN", "澜南区", "Lannan"), ("GC", "港城区", "Gangcheng"),
    ];

    private readonly PlaceNames names = new(random);
    private readonly Division division = new(tiling, random);

    /// <summary>An area.</summary>
    internal sealed record Node(string Code, PlanName Name, AreaLevel Level, Node? Parent, AreaCharacter Character)
    {
        /// <summary>The numbers of its corners, counter-clockwise; complete when everything is divided.</summary>
        public List<int> Ring { get; set; } = [];
    }

    /// <summary>Every area, parents before children.</summary>
    public List<Node> Nodes { get; } = [];

    /// <summary>The corners in kilometres.</summary>
    public IReadOnlyList<Coordinate> Corners => tiling.Corners;

    /// <summary>The grids.</summary>
    public IEnumerable<Node> Grids => Nodes.Where(n => n.Level == AreaLevel.Grid);

    /// <summary>The middle of an area's corners, which lies in or near it.</summary>
    public Coordinate MiddleOf(Node node) => new(node.Ring.Average(c => Corners[c].X), node.Ring.Average(c => Corners[c].Y));

    /// <summary>Divides the whole surface.</summary>
    public AreaTree Grow(Tiling.Cell whole, int grids, int streets, int communities, int sampleCount)
    {
        var city = Add(new("JC", new("江城市", "Jiangcheng"), AreaLevel.City, null, AreaCharacter.Residential));
        var leaves = new List<(Node Node, Tiling.Cell Cell)>();
        var districts = Quarters(whole, Sampled(sampleCount)).Zip(Districts).ToList();
        var counts = Shared(grids, [.. districts.Select(d => d.First.Samples.Sum(s => s.Weight))]);
        foreach (var (((cell, samples), (code, chinese, english)), count) in districts.Zip(counts))
        {
            var district = Add(new(code, new(chinese, english + " District"), AreaLevel.District, city, AreaCharacter.Residential));
            var inStreets = Parts(count, Math.Max(2, count * streets / grids));
            var community = 0;
            var grid = 0;
            foreach (var ((streetCell, streetSamples), i) in division.Divide(cell, samples, inStreets).Select((part, i) => (part, i)))
            {
                var street = Add(Street(district, i, streetSamples));
                var inCommunities = Parts(inStreets[i], Math.Max(2, inStreets[i] * communities / grids));
                foreach (var ((communityCell, communitySamples), j) in division.Divide(streetCell, streetSamples, inCommunities).Select((part, j) => (part, j)))
                {
                    var node = Add(Community(street, ++community, communitySamples));
                    var number = 0;
                    foreach (var (gridCell, gridSamples) in division.Divide(communityCell, communitySamples, Parts(inCommunities[j], inCommunities[j])))
                        leaves.Add((Add(new($"{code}-{++grid:0000}", new($"{node.Name.Chinese}第{++number}网格", $"{node.Name.English} grid {number}"), AreaLevel.Grid, node,
                            Character(code, gridSamples))), gridCell));
                }
            }
        }
        foreach (var (node, cell) in leaves)
            node.Ring = cell.Ring;
        // Parents consist of their children's sides, from below upwards.
        foreach (var level in (AreaLevel[])[AreaLevel.Community, AreaLevel.Street, AreaLevel.District, AreaLevel.City])
        {
            var children = Nodes.Where(n => n.Parent?.Level == level).ToLookup(n => n.Parent!);
            foreach (var node in Nodes.Where(n => n.Level == level))
                node.Ring = Tiling.Around(children[node].Select(c => c.Ring));
        }
        return this;
    }

    // The waters part the city into four, the larger ones of which are cut again: seven districts.
    private IEnumerable<(Tiling.Cell Cell, List<Division.Sample> Samples)> Quarters(Tiling.Cell whole, List<Division.Sample> samples)
    {
        var north = Along(whole, frame.River);
        var south = whole;
        var (nw, ne) = (Along(north, frame.NorthTributary), north);
        var se = south;
        var sw = Along(south, [.. frame.SouthTributary.Reverse()]);
        List<Division.Sample> In(Tiling.Cell cell)
        {
            var ring = new GeometryFactory().CreatePolygon([.. cell.Ring.Append(cell.Ring[0]).Select(c => tiling.Corners[c])]);
            var inside = new NetTopologySuite.Algorithm.Locate.IndexedPointInAreaLocator(ring);
            return samples.FindAll(s => inside.Locate(new Coordinate(s.X, s.Y)) != Location.Exterior);
        }
        var (inNw, inNe, inSw, inSe) = (In(nw), In(ne), In(sw), In(se));
        return [.. division.Divide(nw, inNw, [1, 1]), .. division.Divide(ne, inNe, [3, 2]), .. division.Divide(sw, inSw, [1, 1]), (se, inSe)];
    }

    // Cuts along a course that begins and ends on the cell's ring or beyond it.
    private Tiling.Cell Along(Tiling.Cell cell, IReadOnlyList<Coordinate> course)
    {
        var ring = new GeometryFactory().CreatePolygon([.. cell.Ring.Append(cell.Ring[0]).Select(c => tiling.Corners[c])]);
        var inside = course.Where(c => ring.Contains(new Point(c)) && ring.ExteriorRing.Distance(new Point(c)) > 0.25).ToList();
        var first = tiling.CornerNear(cell, course[0] is var head && ring.ExteriorRing.Distance(new Point(head)) < 1e-6 ? head : Edge(course, inside[0], -1));
        var last = tiling.CornerNear(cell, Edge(course, inside[^1], 1));
        return tiling.CutBetween(cell, first, last, inside);
    }

    // The next point of the course beyond one that lies inside.
    private static Coordinate Edge(IReadOnlyList<Coordinate> course, Coordinate inside, int step)
    {
        var at = course.Index().First(c => c.Item.Equals2D(inside)).Index;
        var beyond = course[Math.Clamp(at + step, 0, course.Count - 1)];
        return new((inside.X + beyond.X) / 2, (inside.Y + beyond.Y) / 2);
    }

    private List<Division.Sample> Sampled(int count)
    {
        var draw = new Random(random.Next());
        return [.. Enumerable.Range(0, count).Select(_ => (X: draw.NextDouble() * 27, Y: draw.NextDouble() * 21)).Select(p => new Division.Sample(p.X, p.Y, frame.Density(p.X, p.Y)))];
    }

    private Node Add(Node node)
    {
        Nodes.Add(node);
        return node;
    }

    private Node Street(Node district, int number, List<Division.Sample> samples)
    {
        var (name, rural) = (names.Next(), IsRural(samples));
        return new($"{district.Code}-{number + 1:00}", new(name.Chinese + (rural ? "镇" : "街道"), name.English + (rural ? " Town" : " Subdistrict")), AreaLevel.Street, district, AreaCharacter.Residential);
    }

    private Node Community(Node street, int number, List<Division.Sample> samples)
    {
        var (name, rural) = (names.Next(), IsRural(samples));
        return new($"{street.Code}-{number:000}", new(name.Chinese + (rural ? "村" : "社区"), name.English + (rural ? " Village" : " Community")), AreaLevel.Community, street, AreaCharacter.Residential);
    }

    private static bool IsRural(List<Division.Sample> samples) => samples.Average(s => s.Weight) < 0.075;

    private AreaCharacter Character(string district, List<Division.Sample> samples)
    {
        var at = new Coordinate(samples.Average(s => s.X), samples.Average(s => s.Y));
        var middle = at.Distance(frame.Center);
        var water = new Point(at).Distance(new LineString([.. frame.River]));
        var chance = random.NextDouble();
        return water < 0.45 ? AreaCharacter.Waterfront
            : chance < 0.03 ? AreaCharacter.Park
            : district == "GC" && chance < 0.55 ? AreaCharacter.Industrial
            : middle < 1.5 || chance > 0.94 ? AreaCharacter.Commercial
            : middle < 3.4 && chance < 0.6 ? AreaCharacter.OldTown
            : AreaCharacter.Residential;
    }

    // So many as evenly as can be, a little more here and a little less there.
    private List<int> Parts(int whole, int parts)
    {
        var shares = Enumerable.Range(0, parts).Select(_ => 1 + ((random.NextDouble() - 0.5) * (parts == whole ? 0 : 0.4))).ToList();
        return Shared(whole, shares);
    }

    // Whole numbers of at least one in these proportions, which add up to the whole.
    private static List<int> Shared(int whole, IReadOnlyList<double> proportions)
    {
        var sum = proportions.Sum();
        var shares = proportions.Select(p => Math.Max(1, (int)Math.Floor(whole * p / sum))).ToList();
        foreach (var i in Enumerable.Range(0, shares.Count).OrderByDescending(i => (whole * proportions[i] / sum) - shares[i]).Take(Math.Max(0, whole - shares.Sum())).ToList())
            shares[i]++;
        while (shares.Sum() != whole)
            shares[shares.IndexOf(shares.Sum() > whole ? shares.Max() : shares.Min())] += Math.Sign(whole - shares.Sum());
        return shares;
    }
}
