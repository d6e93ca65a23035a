using CommandCenter.Devices;
using CommandCenter.Platform.Data;

namespace CommandCenter.Tests.Hosts;

/// <summary>A server with all its background work that browsers reach: the real thing in this process, on a free port of 127.0.0.1.</summary>
public static class KestrelServer
{
    /// <summary>Starts one on a fresh database; returns when its background work has read what a test looks up: the kinds of devices are in every database.</summary>
    public static async Task<TestServer> Start(DatabaseProvider provider = DatabaseProvider.Sqlite, ServerOptions? options = null)
    {
        var server = await TestServer.Start(provider, (options ?? new ServerOptions()) with { Kestrel = true, Background = true });
        await Soon.Happens(() => server.Get<DeviceIndex>().Kinds.Count > 0);
        return server;
    }
}
