using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;

namespace CommandCenter.Intake.Mqtt;

/// <summary>
/// Keeps a connection to another's broker, for ever: after a failure with growing waits of up to half a minute. Its name there and its session last, so that what came while we
/// were away is delivered, and what we did not acknowledge is delivered again. Where several nodes share a database, one of them is connected.
/// </summary>
public sealed partial class ExternalBroker(
    IntakeOptions options, MqttDoor door, Leases leases, DatabaseOptions database, TimeProvider clock, ILogger<ExternalBroker> logger) : Worker(clock, logger)
{
    private const string Lease = "mqtt-client";
    private readonly ExternalBrokerOptions settings = options.ExternalBroker ?? throw new InvalidOperationException("Intake:ExternalBroker is not set.");
    private readonly TimeProvider clock = clock;
    private readonly ILogger<ExternalBroker> logger = logger;
    private ExternalConnection? connection;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(3);

    /// <summary>Since when it is connected; null while it is not.</summary>
    public DateTimeOffset? ConnectedAt => connection is { IsConnected: true } up ? up.Since : null;

    /// <summary>Whether another node has the connection.</summary>
    public bool AnotherNode { get; private set; }

    /// <summary>Connects where there is no connection; a failure is said on the system page until it is mended.</summary>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        // The embedded database has one server, which need not wait until a killed one's right has lapsed.
        AnotherNode = database.Provider != DatabaseProvider.Sqlite && !await leases.TryHold(Lease, cancel);
        if (!AnotherNode && connection is { IsConnected: true })
            return false;
        await Leave();
        if (AnotherNode)
            return false;
        connection = new ExternalConnection(settings, door, Nudge, clock, logger);
        var resumed = await connection.Open(cancel);
        LogConnected(settings.Host, settings.Port, settings.ClientId, resumed);
        return false;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Leave();
    }

    private async Task Leave()
    {
        var old = connection;
        connection = null;
        if (old is not null)
            await old.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected with the MQTT broker {Host}:{Port} as {ClientId} (session resumed: {Resumed})")]
    private partial void LogConnected(string host, int port, string clientId, bool resumed);
}
