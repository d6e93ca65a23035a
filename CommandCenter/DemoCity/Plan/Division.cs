using NetTopologySuite.Geometries;

namespace CommandCenter.DemoCity.Plan;

/// <summary>Divides a cell among parts so that each gets its share of what is there: where many live the cells are small.</summary>
internal sealed class Division(Tiling tiling, Random random)
{
    /// <summary>Some place of the surface, and how many live around it.</summary>
    public readonly record struct Sample(double X, double Y, double Weight);

    /// <summary>Cuts a cell into as many parts as there are shares.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="samples">What lies in it.</param>
    /// <param name="shares">How large each part is to be, beside the others.</param>
    /// <returns>One part for each share, in their order, with what lies in it.</returns>
    public IEnumerable<(Tiling.Cell Cell, List<Sample> Samples)> Divide(Tiling.Cell cell, List<Sample> samples, IReadOnlyList<int> shares)
    {
        if (shares.Count == 1)
            return [(cell, samples)];
        var half = shares.Count / 2;
        var (first, second) = (shares.Take(half).ToList(), shares.Skip(half).ToList());
        var share = first.Sum() / (double)shares.Sum();
        var (left, leftSamples, rightSamples) = Cut(cell, samples, share);
        return [.. Divide(left, leftSamples, first), .. Divide(cell, rightSamples, second)];
    }

    // Across the longer extent, so that parts stay compact; turned a little, because cities are not ruled.
    private (Tiling.Cell Left, List<Sample> LeftSamples, List<Sample> Right) Cut(Tiling.Cell cell, List<Sample> samples, double share)
    {
        var ring = cell.Ring.ConvertAll(c => tiling.Corners[c]);
        var across = Axis(ring) + (Math.PI / 2) + ((random.NextDouble() - 0.5) * 0.22);
        for (var tries = 0; tries < 24; tries++)
        {
            var angle = across + (tries * Math.PI / 12 * (tries % 2 == 0 ? 1 : -1));
            if (Try(angle) is { } cut)
                return cut;
        }
        throw new InvalidOperationException("A cell cannot be cut.");

        (Tiling.Cell, List<Sample>, List<Sample>)? Try(double angle)
        {
            var (dx, dy) = (Math.Cos(angle), Math.Sin(angle));
            double Side(Sample s) => (s.Y * dx) - (s.X * dy);
            var ordered = samples.OrderByDescending(Side).ToList();
            double goal = ordered.Sum(s => s.Weight) * share, sum = 0;
            var take = 0;
            while (take < ordered.Count - 1 && sum + ordered[take].Weight <= goal)
                sum += ordered[take++].Weight;
            take = Math.Clamp(take, 1, ordered.Count - 1);
            var offset = (Side(ordered[take - 1]) + Side(ordered[take])) / 2;
            // The point of the line that is nearest to the middle of what lies in the cell.
            var along = (samples.Average(s => s.X) * dx) + (samples.Average(s => s.Y) * dy);
            var through = new Coordinate((along * dx) - (offset * dy), (along * dy) + (offset * dx));
            if (tiling.Cut(cell, through, angle) is not { } left)
                return null;
            var inLeft = ordered.Take(take).ToList();
            return (left, inLeft, ordered.Skip(take).ToList());
        }
    }

    private static double Axis(List<Coordinate> ring)
    {
        var (area, sx, sy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            var cross = (a.X * b.Y) - (b.X * a.Y);
            area += cross;
            sx += (a.X + b.X) * cross;
            sy += (a.Y + b.Y) * cross;
        }
        var (cx, cy) = (sx / (3 * area), sy / (3 * area));
        double xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            var length = a.Distance(b);
            var (x, y) = (((a.X + b.X) / 2) - cx, ((a.Y + b.Y) / 2) - cy);
            xx += x * x * length;
            yy += y * y * length;
            xy += x * y * length;
        }
        return 0.5 * Math.Atan2(2 * xy, xx - yy);
    }
}
