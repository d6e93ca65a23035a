using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Hosts;

/// <summary>How a server under test differs from one in a city.</summary>
public sealed record ServerOptions
{
    /// <summary>The clock of everything in it; null for the machine's.</summary>
    public FakeTimeProvider? Clock { get; init; }

    /// <summary>
    /// Whether its background work runs by itself: sealer, tail, dispatcher, pump, job server, schedules. When it does not, a test drives each by hand and nothing
    /// happens between its lines.
    /// </summary>
    public bool Background { get; init; }

    /// <summary>Whether it listens on a free port of 127.0.0.1, for browsers and hubs.</summary>
    public bool Kestrel { get; init; }

    /// <summary>Settings as on its command line.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Changes to its registrations, after all others.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
