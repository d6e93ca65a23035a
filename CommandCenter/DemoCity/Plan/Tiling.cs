using NetTopologySuite.Geometries;

namespace CommandCenter.DemoCity.Plan;

/// <summary>
/// A surface cut into cells that share their corners: whoever cuts a cell puts the new corner into the neighbour's ring as well, so that cells tile exactly, without gap or
/// overlap, whatever is rounded later. Kilometres on a plane.
/// </summary>
internal sealed class Tiling
{
    private readonly Dictionary<(int From, int To), Cell> sides = [];

    /// <summary>The corners.</summary>
    public List<Coordinate> Corners { get; } = [];

    /// <summary>A part of the surface: the numbers of its corners, counter-clockwise.</summary>
    public sealed class Cell
    {
        /// <summary>The corners.</summary>
        public List<int> Ring { get; set; } = [];
    }

    /// <summary>The whole surface.</summary>
    public Cell Begin(IEnumerable<Coordinate> outline)
    {
        var cell = new Cell { Ring = [.. outline.Select(Corner)] };
        Own(cell);
        return cell;
    }

    /// <summary>Cuts a cell along the line through a point, where the line crosses the part of the cell that the point lies in or nearest to.</summary>
    /// <param name="cell">It keeps what lies to the right of the direction.</param>
    /// <param name="through">The point.</param>
    /// <param name="angle">The line's direction, radians.</param>
    /// <returns>The new cell, to the left; null where the line does not cut it in two.</returns>
    public Cell? Cut(Cell cell, Coordinate through, double angle)
    {
        var (dx, dy) = (Math.Cos(angle), Math.Sin(angle));
        var crossings = new List<(double Along, int From, int To, double Share)>();
        for (var i = 0; i < cell.Ring.Count; i++)
        {
            var (from, to) = (cell.Ring[i], cell.Ring[(i + 1) % cell.Ring.Count]);
            var (a, b) = (Side(from), Side(to));
            if (a >= 0 == b >= 0)
                continue;
            var share = a / (a - b);
            var (p, q) = (Corners[from], Corners[to]);
            crossings.Add((((p.X + ((q.X - p.X) * share) - through.X) * dx) + ((p.Y + ((q.Y - p.Y) * share) - through.Y) * dy), from, to, Math.Clamp(share, 0.02, 0.98)));
        }
        crossings.Sort((a, b) => a.Along.CompareTo(b.Along));
        if (crossings.Count < 2)
            return null;
        // Between the first and second crossing lies the inside, between the second and third the outside, and so on.
        var best = Enumerable.Range(0, crossings.Count / 2).MinBy(i => Math.Abs(crossings[2 * i].Along) + Math.Abs(crossings[(2 * i) + 1].Along));
        var (first, second) = (crossings[2 * best], crossings[(2 * best) + 1]);
        return CutBetween(cell, SplitSide(first.From, first.To, first.Share), SplitSide(second.From, second.To, second.Share), []);

        double Side(int corner) => ((Corners[corner].Y - through.Y) * dx) - ((Corners[corner].X - through.X) * dy);
    }

    /// <summary>Cuts a cell along a line of points between two of its corners.</summary>
    /// <returns>The new cell: what lies to the left on the way from the first corner to the second.</returns>
    public Cell CutBetween(Cell cell, int from, int to, IReadOnlyList<Coordinate> between)
    {
        var line = new List<int> { from };
        line.AddRange(between.Select(Corner));
        line.Add(to);
        var (start, end, count) = (cell.Ring.IndexOf(from), cell.Ring.IndexOf(to), cell.Ring.Count);
        List<int> Walk(int at, int until)
        {
            var ring = new List<int>();
            for (var i = at; i != until; i = (i + 1) % count)
                ring.Add(cell.Ring[i]);
            return ring;
        }
        // Counter-clockwise, what follows the second corner lies to the left of the line.
        var left = new Cell { Ring = [.. line.SkipLast(1), .. Walk(end, start)] };
        cell.Ring = [.. line.AsEnumerable().Reverse().SkipLast(1), .. Walk(start, end)];
        Own(left);
        Own(cell);
        return left;
    }

    /// <summary>The corner on a cell's ring that is nearest to a point, made on the nearest side where none is near.</summary>
    public int CornerNear(Cell cell, Coordinate point)
    {
        var (best, share, distance) = (0, 0.0, double.MaxValue);
        for (var i = 0; i < cell.Ring.Count; i++)
        {
            var segment = new LineSegment(Corners[cell.Ring[i]], Corners[cell.Ring[(i + 1) % cell.Ring.Count]]);
            if (segment.Distance(point) is var d && d < distance)
                (best, share, distance) = (i, Math.Clamp(segment.ProjectionFactor(point), 0, 1), d);
        }
        var (from, to) = (cell.Ring[best], cell.Ring[(best + 1) % cell.Ring.Count]);
        return share < 0.05 ? from : share > 0.95 ? to : SplitSide(from, to, share);
    }

    /// <summary>The ring around several cells: the sides that only one of them has.</summary>
    /// <exception cref="InvalidOperationException">Their union is no simple ring.</exception>
    public static List<int> Around(IEnumerable<List<int>> rings)
    {
        var next = new Dictionary<int, int>();
        var inside = new HashSet<(int, int)>();
        var all = new List<(int From, int To)>();
        foreach (var ring in rings)
            for (var i = 0; i < ring.Count; i++)
                all.Add((ring[i], ring[(i + 1) % ring.Count]));
        inside.UnionWith(all);
        foreach (var (from, to) in all.Where(s => !inside.Contains((s.To, s.From))))
            if (!next.TryAdd(from, to))
                throw new InvalidOperationException("The cells touch at a corner only.");
        var around = new List<int>();
        var at = next.Keys.Min();
        for (var i = at; around.Count == 0 || i != at; i = next[i])
            around.Add(i);
        return around.Count == next.Count ? around : throw new InvalidOperationException("The cells lie apart or around a hole.");
    }

    private int Corner(Coordinate at)
    {
        Corners.Add(new Coordinate(at.X, at.Y));
        return Corners.Count - 1;
    }

    private int SplitSide(int from, int to, double share)
    {
        var (a, b) = (Corners[from], Corners[to]);
        var corner = Corner(new Coordinate(a.X + ((b.X - a.X) * share), a.Y + ((b.Y - a.Y) * share)));
        foreach (var (x, y) in new[] { (from, to), (to, from) })
            if (sides.Remove((x, y), out var cell))
            {
                cell.Ring.Insert(cell.Ring.IndexOf(x) + 1, corner);
                sides[(x, corner)] = sides[(corner, y)] = cell;
            }
        return corner;
    }

    private void Own(Cell cell)
    {
        for (var i = 0; i < cell.Ring.Count; i++)
            sides[(cell.Ring[i], cell.Ring[(i + 1) % cell.Ring.Count])] = cell;
    }
}
