using CommandCenter.Platform.Data;

namespace CommandCenter.Tests.Hosts;

/// <summary>A server with all its background work that browsers reach: the real thing in this process, on a free port of 127.0.0.1.</summary>
public static class KestrelServer
{
    /// <summary>Starts one on a fresh database.</summary>
    public static Task<TestServer> Start(DatabaseProvider provider = DatabaseProvider.Sqlite, ServerOptions? options = null) =>
        TestServer.Start(provider, (options ?? new ServerOptions()) with { Kestrel = true, Background = true });
}
