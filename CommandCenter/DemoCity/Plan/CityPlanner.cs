using CommandCenter.Areas;
using NetTopologySuite.Geometries;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.DemoCity.Plan;

/// <summary>
/// Draws the invented city: a river with two tributaries parts it, districts are divided into streets, communities and grids by how many live where. Works in kilometres on a
/// plane; only the finished corners become degrees, so that neighbours have the same corners to the last digit.
/// </summary>
public static class CityPlanner
{
    /// <summary>How many grids the city has: as many as Panjin.</summary>
    public const int Grids = 2_648;

    private const int Streets = 40;
    private const int Communities = 300;
    private const int Samples = 80_000;

    private static readonly GeometryFactory Shapes = new(new PrecisionModel(), 4326);

    /// <summary>Draws the city of a seed.</summary>
    public static CityPlan Draw(int seed)
    {
        var random = new Random(seed);
        var frame = new CityFrame(random);
        var tiling = new Tiling();
        var tree = new AreaTree(tiling, random, frame).Grow(tiling.Begin(frame.Outline), Grids, Streets, Communities, Samples);
        var corners = tiling.Corners.ConvertAll(CityFrame.ToDegrees);
        var areas = tree.Nodes.Select(n => new PlannedArea(n.Code, n.Name, n.Level, n.Parent?.Code, Polygon(n.Ring, corners), n.Character)).ToList();
        var ground = new GroundPlan(frame, tiling, tree, random).Draw();
        var places = new PlacePlan(frame, tree, random).Choose();
        return new(seed, new("江城", "Jiangcheng"), areas, ground, places);
    }

    /// <summary>A point of the plane as a place on earth.</summary>
    internal static Position PositionOf(Coordinate at)
    {
        var degrees = CityFrame.ToDegrees(at);
        return Position.Create(degrees.Y, degrees.X);
    }

    private static Polygon Polygon(List<int> ring, List<Coordinate> corners) => Shapes.CreatePolygon([.. ring.Append(ring[0]).Select(c => corners[c].Copy())]);
}
