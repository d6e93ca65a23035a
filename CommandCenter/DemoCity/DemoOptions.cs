using CommandCenter.Platform.Data;

namespace CommandCenter.DemoCity;

/// <summary>Whether a first start shows an invented city: section <c>Demo</c>.</summary>
/// <param name="Enabled">Whether a first start on the embedded database makes one. Default: true.</param>
/// <param name="Seed">What the city is drawn from. The same seed gives the same city.</param>
public sealed record DemoOptions(bool Enabled, int Seed)
{
    /// <summary>The seed of the city that everybody sees first.</summary>
    public const int UsualSeed = 20_260_618;

    /// <summary>Reads the section.</summary>
    /// <exception cref="CannotStart">A value is wrong; all wrong keys are named.</exception>
    public static DemoOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Demo");
        var (enabled, seed, problems) = (true, UsualSeed, new List<string>());
        if (section["Enabled"] is { } text && !bool.TryParse(text, out enabled))
            problems.Add($"Demo:Enabled is '{text}'; it must be true or false.");
        if (section["Seed"] is { } number && !int.TryParse(number, out seed))
            problems.Add($"Demo:Seed is '{number}'; it must be a whole number.");
        return problems.Count == 0 ? new(enabled, seed) : throw new CannotStart(string.Join(" ", problems));
    }
}
