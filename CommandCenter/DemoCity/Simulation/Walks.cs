using CommandCenter.DemoCity.Cast;
using CommandCenter.Platform.Maps;
using NetTopologySuite.Geometries;
using Position = CommandCenter.Platform.Maps.Position;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>Where the grid workers are: each walks a round of their own through their community, at a walker's pace, on the day shift; one in six has the night.</summary>
public sealed class Walks
{
    private const int Corners = 7;
    private const double MetresASecond = 1.2;
    private const double MetresADegree = 111_195;
    private readonly Dictionary<string, Walk> rounds = [];
    private readonly int seed;

    /// <summary>Draws the rounds.</summary>
    /// <param name="cast">The city; its grid workers walk in their communities.</param>
    public Walks(CityCast cast)
    {
        seed = cast.Plan.Seed;
        var outlines = cast.Plan.Areas.ToDictionary(a => a.Code, a => a.Outline);
        foreach (var person in cast.People)
            if (person.AreaCode is { } area && outlines.TryGetValue(area, out var outline))
                rounds[person.UserName] = Round(person.UserName, outline);
    }

    /// <summary>Who walks, by user name.</summary>
    public IReadOnlyCollection<string> Walkers => rounds.Keys;

    /// <summary>Whether somebody is on their round.</summary>
    /// <param name="person">Their user name.</param>
    /// <param name="local">The simulated instant, in the city's local time.</param>
    public bool OnRound(string person, DateTime local) => Chance.Of(seed, "night:" + person) < 1 / 6.0 ? local.Hour is >= 20 or < 6 : Rhythm.DayShift(local);

    /// <summary>Where somebody is at an instant. They stand still for a while at each corner.</summary>
    /// <param name="person">Their user name.</param>
    /// <param name="local">The simulated instant, in the city's local time.</param>
    public Position At(string person, DateTime local)
    {
        var (corners, lengths, whole) = rounds[person];
        var way = (local.TimeOfDay.TotalSeconds * MetresASecond) + (whole * Chance.Of(seed, "start:" + person));
        way %= whole;
        var leg = 0;
        while (leg < lengths.Length - 1 && way > lengths[leg])
            way -= lengths[leg++];
        var share = Math.Clamp(((way / lengths[leg]) - 0.1) / 0.8, 0, 1); // a tenth of each leg's time is spent looking around at either end
        var (from, to) = (corners[leg], corners[(leg + 1) % Corners]);
        return Place(from.Y + ((to.Y - from.Y) * share), from.X + ((to.X - from.X) * share));
    }

    private Walk Round(string person, Polygon outline)
    {
        var corners = Enumerable.Range(0, Corners).Select(n => Corner(person, outline, n)).ToArray();
        var lengths = Enumerable.Range(0, Corners).Select(n => Math.Max(1, Metres(corners[n], corners[(n + 1) % Corners]))).ToArray();
        return new Walk(corners, lengths, lengths.Sum());
    }

    private Coordinate Corner(string person, Polygon outline, int number)
    {
        var box = outline.EnvelopeInternal;
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var at = new Coordinate(
                Chance.Between(box.MinX, box.MaxX, seed, "x:" + person, (number * 100) + attempt), Chance.Between(box.MinY, box.MaxY, seed, "y:" + person, (number * 100) + attempt));
            if (outline.Contains(outline.Factory.CreatePoint(at)))
                return at;
        }
        return outline.InteriorPoint.Coordinate;
    }

    private static double Metres(Coordinate one, Coordinate other)
    {
        var east = (other.X - one.X) * Math.Cos(one.Y * Math.PI / 180);
        return Math.Sqrt((east * east) + ((other.Y - one.Y) * (other.Y - one.Y))) * MetresADegree;
    }

    private static Position Place(double latitude, double longitude) =>
        Position.TryCreate(latitude, longitude, out var at, out var fault) ? at : throw new InvalidOperationException($"A walk leads to no place: {fault}.");

    private sealed record Walk(Coordinate[] Corners, double[] Lengths, double Whole);
}
