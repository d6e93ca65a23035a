using CommandCenter.Platform.Data;
using CommandCenter.Platform.Settings;

namespace CommandCenter.DemoCity;

/// <summary>Whether a first start shows an invented city, and how it lives: section <c>Demo</c>.</summary>
public sealed record DemoOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Demo";

    /// <summary>The seed of the city that everybody sees first.</summary>
    public const int UsualSeed = 20_260_618;

    /// <summary>The fastest pace.</summary>
    public const int Fastest = 60;

    /// <summary>Whether a first start on the embedded database makes one. <c>Enabled</c>, default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What the city is drawn from; the same seed gives the same city. <c>Seed</c>.</summary>
    public int Seed { get; init; } = UsualSeed;

    /// <summary>Whether the city lives by itself; means nothing where there is none. <c>Simulate</c>, default true.</summary>
    public bool Simulate { get; init; } = true;

    /// <summary>The pace at the start, 1 to 60. <c>Pace</c>, default 1.</summary>
    public int Pace { get; init; } = 1;

    /// <summary>Reads the section; all mistakes at once, each naming its key.</summary>
    /// <exception cref="CannotStart">A setting is wrong.</exception>
    public static DemoOptions Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration.GetSection(Section));
        return read.Done(new DemoOptions
        {
            Enabled = read.Flag(nameof(Enabled), true), Seed = read.Whole(nameof(Seed), UsualSeed, 0, int.MaxValue),
            Simulate = read.Flag(nameof(Simulate), true), Pace = read.Whole(nameof(Pace), 1, 1, Fastest),
        });
    }
}
