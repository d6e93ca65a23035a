namespace CommandCenter.Devices;

/// <summary>Thins values that come in order of time to the lowest and highest of each stretch, in constant memory.</summary>
/// <param name="from">The first instant.</param>
/// <param name="to">The instant after the last.</param>
/// <param name="stretches">How many; null to keep every value.</param>
internal sealed class SeriesPoints(DateTimeOffset from, DateTimeOffset to, int? stretches)
{
    private readonly List<SeriesPoint> points = [];
    private readonly List<SeriesPoint> stretch = [];
    private long current = -1;
    private SeriesPoint? waiting;

    /// <summary>The next value; one for the same instant replaces it.</summary>
    public void Add(DateTimeOffset at, double value)
    {
        if (waiting is not null && waiting.At != at)
            Keep(waiting);
        waiting = new SeriesPoint(at, value);
    }

    /// <summary>What is left of them, oldest first.</summary>
    public IReadOnlyList<SeriesPoint> Take()
    {
        if (waiting is not null)
            Keep(waiting);
        waiting = null;
        Close();
        return points;
    }

    private void Keep(SeriesPoint point)
    {
        if (stretches is not { } count)
        {
            points.Add(point);
            return;
        }
        var place = (long)((point.At - from) / (to - from) * count);
        if (place != current)
            Close();
        current = place;
        if (stretch.Count < 2)
            stretch.Add(point);
        else if (point.Value < Lowest.Value)
            (stretch[0], stretch[1]) = (Highest, point);
        else if (point.Value > Highest.Value)
            (stretch[0], stretch[1]) = (Lowest, point);
    }

    private SeriesPoint Lowest => stretch[0].Value <= stretch[1].Value ? stretch[0] : stretch[1];

    private SeriesPoint Highest => stretch[0].Value <= stretch[1].Value ? stretch[1] : stretch[0];

    private void Close()
    {
        points.AddRange(stretch);
        stretch.Clear();
    }
}
