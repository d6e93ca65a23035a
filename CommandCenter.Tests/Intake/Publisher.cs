using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace CommandCenter.Tests.Intake;

/// <summary>A device that speaks MQTT: a real client, connected.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private Publisher(IMqttClient client, MqttClientConnectResult welcome) => (Client, Welcome) = (client, welcome);

    public IMqttClient Client { get; }

    /// <summary>What the broker said to the connection.</summary>
    public MqttClientConnectResult Welcome { get; }

    public static async Task<Publisher> Connect(
        int port, string? user = null, string? password = null, MqttProtocolVersion version = MqttProtocolVersion.V500, bool tls = false, string? id = null, CancellationToken cancel = default)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(version).WithTimeout(TimeSpan.FromSeconds(20)).WithClientId(id ?? $"c{Guid.NewGuid():N}");
        if (user is not null)
            options = options.WithCredentials(user, password ?? "");
        if (tls)
            options = options.WithTlsOptions(o => o.UseTls().WithCertificateValidationHandler(_ => true));
        return new Publisher(client, await client.ConnectAsync(options.Build(), cancel));
    }

    /// <summary>Publishes, and returns when the broker has acknowledged.</summary>
    public Task<MqttClientPublishResult> Publish(string topic, string payload, MqttQualityOfServiceLevel quality = MqttQualityOfServiceLevel.AtLeastOnce, CancellationToken cancel = default) =>
        Client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(quality).Build(), cancel);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return ValueTask.CompletedTask;
    }
}
