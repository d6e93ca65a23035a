using CommandCenter.Platform.Data;
using CommandCenter.Platform.Settings;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>Whether a demo city lives, and how fast: section <c>Demo</c>.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Demo";

    /// <summary>The fastest pace.</summary>
    public const int Fastest = 60;

    /// <summary>Whether this installation is a demo. <c>Enabled</c>, default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether the demo's city lives by itself. <c>Simulate</c>, default true; means nothing where there is no demo.</summary>
    public bool Simulate { get; init; } = true;

    /// <summary>The pace at the start, 1 to 60. <c>Pace</c>, default 1.</summary>
    public int Pace { get; init; } = 1;

    /// <summary>Whether there is anything to steer.</summary>
    public bool Lives => Enabled && Simulate;

    /// <summary>Reads the section; all mistakes at once, each naming its key.</summary>
    /// <exception cref="CannotStart">A setting is wrong.</exception>
    public static SimulatorOptions Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration.GetSection(Section));
        return read.Done(new SimulatorOptions
        {
            Enabled = read.Flag(nameof(Enabled), false), Simulate = read.Flag(nameof(Simulate), true), Pace = read.Whole(nameof(Pace), 1, 1, Fastest),
        });
    }
}
