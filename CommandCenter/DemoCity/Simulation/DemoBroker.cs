using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CommandCenter.Intake;
using CommandCenter.Intake.Mqtt;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>The MQTT door for some kinds of device, where our own broker is set up without TLS; without one, and while it cannot be reached, they go by HTTP like the others.</summary>
internal sealed partial class DemoBroker(IntakeOptions intake, ILogger<DemoBroker> logger) : IAsyncDisposable
{
    private const int MostItems = 500;
    private static readonly HashSet<string> Kinds = ["gas", "smoke", "sos", "door"];
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private (string User, string Password) credentials;

    /// <summary>Whether a kind of device speaks MQTT here.</summary>
    public bool Carries(string kind) => intake.Mqtt is { Certificate: null } && Kinds.Contains(kind);

    /// <summary>As whom it connects.</summary>
    public void As(string user, string password) => credentials = (user, password);

    /// <summary>Publishes values; false where the broker did not take them all, upon which they may be sent another way: sent twice they count once.</summary>
    public async Task<bool> Publish(IReadOnlyList<Saying> sayings, DateTimeOffset at, CancellationToken cancel)
    {
        try
        {
            if (!client.IsConnected)
                await client.ConnectAsync(Options(intake.Mqtt!), cancel);
            foreach (var part in sayings.Chunk(MostItems))
            {
                var payload = JsonSerializer.SerializeToUtf8Bytes(part.Select(s => new { device = s.Device.Code, quantity = s.Quantity, value = s.Value, at }));
                var message = new MqttApplicationMessageBuilder().WithTopic(MqttTopic.Root + "measurements").WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
                if (!(await client.PublishAsync(message, cancel)).IsSuccess)
                    return false;
            }
            return true;
        }
        catch (Exception problem) when (problem is MqttCommunicationException or MqttClientNotConnectedException or SocketException or InvalidOperationException)
        {
            LogAway(problem.Message);
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private MqttClientOptions Options(EmbeddedBrokerOptions broker)
    {
        var address = broker.Addresses[0];
        var reached = address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
        return new MqttClientOptionsBuilder().WithTcpServer(reached.ToString(), broker.Port).WithClientId("commandcenter-demo").WithCredentials(credentials.User, credentials.Password).Build();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The demo's broker is away, its devices go by HTTP: {Problem}")]
    private partial void LogAway(string problem);
}
