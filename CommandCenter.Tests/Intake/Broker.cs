using CommandCenter.Access;
using CommandCenter.Access.Keys;
using CommandCenter.Intake;
using CommandCenter.Intake.Mqtt;
using CommandCenter.Tests.Hosts;

namespace CommandCenter.Tests.Intake;

/// <summary>A server under test whose own broker listens, while all other background work stands still.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private Broker(TestServer server, int port) => (Server, Port) = (server, port);

    public TestServer Server { get; }

    public int Port { get; }

    public IntakeQueue Queue => Server.Get<IntakeQueue>();

    public static async Task<Broker> Start(params (string Key, string Value)[] settings)
    {
        var port = Ports.Free();
        var all = Settings(port);
        foreach (var (key, value) in settings)
            all[key] = value;
        var server = await TestServer.Start(options: new() { Settings = all });
        await server.Get<EmbeddedBroker>().StartAsync(CancellationToken.None);
        return new Broker(server, port);
    }

    public static Dictionary<string, string?> Settings(int port) => new()
    {
        ["Intake:Mqtt:Enabled"] = "true",
        ["Intake:Mqtt:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>An API key.</summary>
    public async Task<string> Key(string name, params string[] scopes) => (await Server.Get<ApiKeyDesk>().Create(name, scopes, null, Caller.System)).Key;

    public async ValueTask DisposeAsync()
    {
        await Server.Get<EmbeddedBroker>().StopAsync(CancellationToken.None);
        await Server.DisposeAsync();
    }
}
