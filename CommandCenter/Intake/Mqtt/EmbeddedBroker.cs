using System.Net.Sockets;
using System.Security.Authentication;
using CommandCenter.Access.Keys;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace CommandCenter.Intake.Mqtt;

/// <summary>
/// Our own MQTT broker: clients publish to our scheme and subscribe to nothing. A message of QoS 1 or 2 is acknowledged after the commit; while the queue is full its client is
/// held back, then its connection is closed, so that it keeps the message and sends it again. QoS 0 is taken and not guaranteed: nobody would know.
/// Each minute it looks whether the keys of those who are connected still work.
/// </summary>
public sealed partial class EmbeddedBroker(IntakeOptions options, MqttDoor door, ApiKeyDesk keys, TimeProvider clock, ILogger<EmbeddedBroker> logger) : Worker(clock, logger)
{
    private readonly EmbeddedBrokerOptions settings = options.Mqtt ?? throw new InvalidOperationException("Intake:Mqtt is not enabled.");
    private readonly CancellationTokenSource stopping = new();
    private readonly TimeProvider clock = clock;
    private readonly ILogger<EmbeddedBroker> logger = logger;
    private MqttServer? server;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <summary>Listens, then looks after the connected clients.</summary>
    /// <exception cref="CannotStart">The address cannot be served.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        server = new MqttServerFactory().CreateMqttServer(Options(settings), new MqttLog(logger));
        server.ValidatingConnectionAsync += Admit;
        server.InterceptingSubscriptionAsync += RefuseSubscription;
        server.InterceptingPublishAsync += Take;
        try
        {
            await server.StartAsync();
        }
        catch (SocketException problem)
        {
            throw new CannotStart($"Intake:Mqtt: {string.Join(", ", settings.Addresses)} port {settings.Port} cannot be served: {problem.Message}. Stop the other program, or choose another Intake:Mqtt:Port.", problem);
        }
        LogListens(string.Join(", ", settings.Addresses), settings.Port, settings.Certificate is not null, settings.Authentication);
        if (!settings.OnlyLoopback && settings.Certificate is null)
            LogInClear();
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Lets nobody in any more, and closes every connection: what is not committed is not acknowledged.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        try
        {
            if (server is { IsStarted: true })
                await server.StopAsync(new MqttServerStopOptions());
        }
        catch (InvalidOperationException problem)
        {
            // The library walks a list of listeners that an ending connection changes. The program stops all the same, and with it every connection.
            LogStoppedRoughly(problem);
        }
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Closes the connections whose key was revoked or has expired.</summary>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        var clients = settings.Authentication == MqttAuthentication.None || server is null ? [] : await server.GetClientsAsync();
        if (clients.Count == 0)
            return false;
        var now = clock.Now();
        var working = (await keys.List(cancel)).Where(k => k.Works(now)).Select(k => k.Id).ToHashSet();
        foreach (var client in clients.Where(c => c.Session.Items[MqttClient.Key] is MqttClient { KeyId: { } key } && !working.Contains(key)))
        {
            LogKeyEnded(client.Id);
            await client.DisconnectAsync(new MqttServerClientDisconnectOptions { ReasonCode = MqttDisconnectReasonCode.NotAuthorized });
        }
        return false;
    }

    private async Task Admit(ValidatingConnectionEventArgs asking)
    {
        try
        {
            var (client, refused) = await MqttClient.Of(asking.ClientId, asking.UserName, asking.Password, settings.Authentication, keys, stopping.Token);
            asking.ReasonCode = refused;
            asking.SessionItems[MqttClient.Key] = client;
            if (client is null)
                LogRefused(asking.ClientId, asking.UserName, refused);
        }
        catch (Exception problem)
        {
            LogNotAsked(problem, asking.ClientId);
            asking.ReasonCode = MqttConnectReasonCode.ServerUnavailable;
        }
    }

    private static Task RefuseSubscription(InterceptingSubscriptionEventArgs asking)
    {
        (asking.ProcessSubscription, asking.Response.ReasonCode) = (false, MqttSubscribeReasonCode.NotAuthorized);
        return Task.CompletedTask;
    }

    // Returning acknowledges. A refusal code would do so too for a client of MQTT 3.1.1, which would forget the message: where it is not stored, the connection is closed.
    private async Task Take(InterceptingPublishEventArgs message)
    {
        message.ProcessPublish = false; // nobody subscribes here, and nothing is retained
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, message.CancellationToken);
        try
        {
            if (message.SessionItems[MqttClient.Key] is not MqttClient client)
                message.CloseConnection = true;
            else if (client.WhyNot(message.ApplicationMessage.Topic, out var topic) is { } reason)
                Say(message, MqttPubAckReasonCode.NotAuthorized, await door.Refuse(client.Sender, message.ApplicationMessage.Topic, topic is null ? "unknown-topic" : "not-permitted", reason), reason);
            else if (await door.Offer(topic!, client.Sender, message.ApplicationMessage.Payload, options.Patience, ending.Token) is { } taken)
                Say(message, MqttPubAckReasonCode.PayloadFormatInvalid, await taken.WaitAsync(ending.Token), null);
            else
                message.CloseConnection = true;
        }
        catch (Exception problem) when (problem is NotStored or OperationCanceledException)
        {
            message.CloseConnection = true; // said and counted where it failed
        }
        catch (Exception problem)
        {
            LogFailed(problem, message.ClientId);
            message.CloseConnection = true;
        }
    }

    // A client of MQTT 5 is told with the acknowledgement that nothing of its message could be taken; it will not become right by being sent again.
    private static void Say(InterceptingPublishEventArgs message, MqttPubAckReasonCode code, IReadOnlyList<SignalReceipt> receipts, string? reason)
    {
        if (reason is null && (receipts.Count == 0 || receipts.Any(r => r.Outcome != SignalOutcome.Rejected)))
            return;
        (message.Response.ReasonCode, message.Response.ReasonString) = (code, reason ?? receipts[0].Reason);
    }

    private static MqttServerOptions Options(EmbeddedBrokerOptions settings)
    {
        var (four, six) = (settings.Of(AddressFamily.InterNetwork), settings.Of(AddressFamily.InterNetworkV6));
        var builder = new MqttServerOptionsBuilder();
        builder = settings.Certificate is { } certificate
            ? builder.WithoutDefaultEndpoint().WithEncryptedEndpoint().WithEncryptedEndpointPort(settings.Port).WithEncryptedEndpointBoundIPAddress(four)
                .WithEncryptedEndpointBoundIPV6Address(six).WithEncryptionCertificate(certificate).WithEncryptionSslProtocol(SslProtocols.Tls12 | SslProtocols.Tls13)
            : builder.WithDefaultEndpoint().WithDefaultEndpointPort(settings.Port).WithDefaultEndpointBoundIPAddress(four).WithDefaultEndpointBoundIPV6Address(six);
        return builder.Build();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        server?.Dispose();
        stopping.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The MQTT broker did not end in good order")]
    private partial void LogStoppedRoughly(Exception problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "MQTT clients are served at {Addresses} port {Port} (TLS: {Tls}, authentication: {Authentication})")]
    private partial void LogListens(string addresses, int port, bool tls, MqttAuthentication authentication);

    [LoggerMessage(Level = LogLevel.Warning, Message = "API keys of MQTT clients travel in clear text beyond this machine; set Intake:Mqtt:Certificate")]
    private partial void LogInClear();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The MQTT client {Client} with the user name {User} was not let in: {Reason}")]
    private partial void LogRefused(string client, string? user, MqttConnectReasonCode reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether the MQTT client {Client} may come in could not be found out")]
    private partial void LogNotAsked(Exception problem, string client);

    [LoggerMessage(Level = LogLevel.Information, Message = "The API key of the MQTT client {Client} was revoked or has expired; its connection is closed")]
    private partial void LogKeyEnded(string client);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of the MQTT client {Client} could not be handled; it was not acknowledged")]
    private partial void LogFailed(Exception problem, string client);
}
