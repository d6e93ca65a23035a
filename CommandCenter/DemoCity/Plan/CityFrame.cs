using NetTopologySuite.Geometries;

namespace CommandCenter.DemoCity.Plan;

/// <summary>What is there before anything is divided: the city's outline, its waters and where people live. Kilometres east and north of the south-western corner.</summary>
internal sealed class CityFrame
{
    private const double West = 114.16, South = 30.47;
    private const double DegreesEast = 1 / 95.8, DegreesNorth = 1 / 110.9; // per kilometre at this latitude

    /// <summary>Draws it.</summary>
    public CityFrame(Random random)
    {
        Outline = [.. Wobble(random, 36)];
        River = Course((-1.5, 8.2), (27.5, 11.2), 30, t => (1.9 * Math.Sin((t * 7.2) + 0.6)) + (0.6 * Math.Sin(t * 17)));
        var (north, south) = (River[9], River[19]);
        NorthTributary = Course((north.X, north.Y), (9.4, 21.5), 14, t => 0.7 * Math.Sin(t * 8) * t);
        SouthTributary = Course((south.X, south.Y), (19.6, -1.5), 14, t => 0.6 * Math.Sin((t * 9) + 1) * t);
        Center = new(River[15].X - 0.4, River[15].Y + 1.3);
        Lake = [.. Enumerable.Range(0, 40).Select(i => i * Math.PI / 20).Select(a => new Coordinate(4.6 + (Math.Cos(a) * (1.25 + (0.22 * Math.Sin(3 * a)))), 13.9 + (Math.Sin(a) * (0.95 + (0.16 * Math.Cos(2 * a))))))];
    }

    /// <summary>The city's boundary, counter-clockwise, not closed.</summary>
    public IReadOnlyList<Coordinate> Outline { get; }

    /// <summary>The river's middle, from west to east, beyond the boundary at both ends.</summary>
    public IReadOnlyList<Coordinate> River { get; }

    /// <summary>From the river to the north.</summary>
    public IReadOnlyList<Coordinate> NorthTributary { get; }

    /// <summary>From the river to the south.</summary>
    public IReadOnlyList<Coordinate> SouthTributary { get; }

    /// <summary>The lake's shore.</summary>
    public IReadOnlyList<Coordinate> Lake { get; }

    /// <summary>The middle of the city, on the northern bank.</summary>
    public Coordinate Center { get; }

    /// <summary>How densely people live at a point, beside other points: around the middle, and around four smaller ones.</summary>
    public double Density(double x, double y)
    {
        double Around(double cx, double cy, double reach) => Math.Exp(-(Math.Pow(x - cx, 2) + Math.Pow(y - cy, 2)) / (2 * reach * reach));
        return 0.035 + Around(Center.X, Center.Y, 2.6) + (0.55 * Around(7.2, 5.4, 1.9)) + (0.45 * Around(20.4, 6.2, 1.8)) + (0.4 * Around(19.2, 15.2, 2)) + (0.3 * Around(5.2, 16.2, 1.6));
    }

    /// <summary>A point of the plane in degrees, longitude as X, to the centimetre.</summary>
    public static Coordinate ToDegrees(Coordinate at) => new(Math.Round(West + (at.X * DegreesEast), 7), Math.Round(South + (at.Y * DegreesNorth), 7));

    private static IEnumerable<Coordinate> Wobble(Random random, int corners)
    {
        for (var i = 0; i < corners; i++)
        {
            var angle = i * 2 * Math.PI / corners;
            var reach = 1 + (0.05 * Math.Sin(3 * angle)) + (0.035 * Math.Sin((5 * angle) + 1)) + ((random.NextDouble() - 0.5) * 0.035);
            // A rounded rectangle rather than an ellipse: boundaries follow old roads.
            var (c, s) = (Math.Cos(angle), Math.Sin(angle));
            yield return new(13 + (12.6 * reach * Math.Sign(c) * Math.Pow(Math.Abs(c), 0.72)), 10 + (9.6 * reach * Math.Sign(s) * Math.Pow(Math.Abs(s), 0.72)));
        }
    }

    private static Coordinate[] Course((double X, double Y) from, (double X, double Y) to, int steps, Func<double, double> bend)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        return [.. Enumerable.Range(0, steps + 1).Select(i => i / (double)steps).Select(t =>
        {
            // The ends stay where they are.
            var aside = bend(t) * Math.Min(1, 6 * t);
            return new Coordinate(from.X + (dx * t) - (dy / length * aside), from.Y + (dy * t) + (dx / length * aside));
        })];
    }
}
