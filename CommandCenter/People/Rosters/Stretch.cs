namespace CommandCenter.People.Rosters;

/// <summary>A stretch of time; the end excluded.</summary>
/// <param name="FromAt">Its first instant.</param>
/// <param name="UntilAt">The first instant after it.</param>
public readonly record struct Stretch(DateTimeOffset FromAt, DateTimeOffset UntilAt)
{
    /// <summary>The same time as stretches that neither touch nor overlap, in order.</summary>
    public static List<Stretch> Merge(IEnumerable<Stretch> stretches)
    {
        var merged = new List<Stretch>();
        foreach (var next in stretches.Where(s => s.FromAt < s.UntilAt).OrderBy(s => s.FromAt))
            if (merged.Count > 0 && next.FromAt <= merged[^1].UntilAt)
                merged[^1] = merged[^1] with { UntilAt = next.UntilAt > merged[^1].UntilAt ? next.UntilAt : merged[^1].UntilAt };
            else
                merged.Add(next);
        return merged;
    }

    /// <summary>What of <paramref name="all"/> lies in none of <paramref name="taken"/>.</summary>
    public static List<Stretch> Minus(IEnumerable<Stretch> all, IEnumerable<Stretch> taken)
    {
        var (left, away) = (new List<Stretch>(), Merge(taken));
        foreach (var stretch in Merge(all))
        {
            var from = stretch.FromAt;
            foreach (var gone in away.Where(g => g.FromAt < stretch.UntilAt && g.UntilAt > stretch.FromAt))
            {
                if (gone.FromAt > from)
                    left.Add(new(from, gone.FromAt));
                from = gone.UntilAt > from ? gone.UntilAt : from;
            }
            if (from < stretch.UntilAt)
                left.Add(new(from, stretch.UntilAt));
        }
        return left;
    }

    /// <summary>What of it lies between two instants; empty stretches have their end at their beginning.</summary>
    public Stretch Within(DateTimeOffset fromAt, DateTimeOffset untilAt) => new(FromAt > fromAt ? FromAt : fromAt, UntilAt < untilAt ? UntilAt : untilAt);
}
