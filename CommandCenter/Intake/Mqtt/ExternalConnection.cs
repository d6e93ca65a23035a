using System.Threading.Channels;
using CommandCenter.Intake.Reading;
using CommandCenter.Platform.Data;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace CommandCenter.Intake.Mqtt;

/// <summary>
/// One connection to another's broker. Messages go into the queue as they come and are acknowledged in their order, each after its commit; when one is not stored the connection
/// ends, and the broker delivers it and all after it again.
/// </summary>
internal sealed partial class ExternalConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Channel<(MqttApplicationMessageReceivedEventArgs Message, Task Stored)> unacknowledged =
        Channel.CreateUnbounded<(MqttApplicationMessageReceivedEventArgs, Task)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly CancellationTokenSource ending = new();
    private readonly IMqttClient client;
    private readonly ExternalBrokerOptions settings;
    private readonly MqttDoor door;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Task acknowledging;
    private volatile bool left;

    /// <summary>A connection that is not open yet.</summary>
    /// <param name="settings">Where and who.</param>
    /// <param name="door">Where messages go.</param>
    /// <param name="ended">Told when the connection is gone.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">The worker's log.</param>
    public ExternalConnection(ExternalBrokerOptions settings, MqttDoor door, Action ended, TimeProvider clock, ILogger logger)
    {
        (this.settings, this.door, this.clock, this.logger) = (settings, door, clock, logger);
        client = new MqttClientFactory().CreateMqttClient(new MqttLog(logger));
        client.ApplicationMessageReceivedAsync += Take;
        client.DisconnectedAsync += gone =>
        {
            if (gone.ClientWasConnected && !ending.IsCancellationRequested)
                LogLost(settings.Host, settings.Port, gone.Exception?.Message ?? gone.ReasonString ?? gone.Reason.ToString());
            if (!left)
                ended();
            return Task.CompletedTask;
        };
        acknowledging = Task.Run(Acknowledge);
    }

    public bool IsConnected => client.IsConnected;

    public DateTimeOffset Since { get; private set; }

    /// <summary>Connects and subscribes; true when the broker had our session still.</summary>
    /// <exception cref="InvalidOperationException">It does not let us in, or not subscribe.</exception>
    public async Task<bool> Open(CancellationToken cancel)
    {
        var answer = await client.ConnectAsync(Options(), cancel);
        if (answer.ResultCode != MqttClientConnectResultCode.Success)
            throw new InvalidOperationException($"The MQTT broker {settings.Host}:{settings.Port} does not let us in: {answer.ResultCode}. Look at Intake:ExternalBroker:User and :Password.");
        Since = clock.Now();
        var subscription = new MqttClientSubscribeOptionsBuilder();
        // What a broker retains has been told before; told again at each connection it would be measured again.
        foreach (var kind in Enum.GetValues<SignalKind>())
            subscription.WithTopicFilter(MqttTopic.Filter(kind), MqttQualityOfServiceLevel.AtLeastOnce, noLocal: false, retainAsPublished: false, MqttRetainHandling.DoNotSendOnSubscribe);
        var subscribed = await client.SubscribeAsync(subscription.Build(), cancel);
        if (subscribed.Items.FirstOrDefault(i => i.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused)
            throw new InvalidOperationException($"The MQTT broker {settings.Host}:{settings.Port} does not let us subscribe to {refused.TopicFilter.Topic}: {refused.ResultCode}.");
        return answer.IsSessionPresent;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        left = true;
        await ending.CancelAsync();
        unacknowledged.Writer.TryComplete();
        await acknowledging;
        await Close();
        client.Dispose();
        ending.Dispose();
    }

    // The library calls this for one message after another; what is returned from is not acknowledged by it.
    private async Task Take(MqttApplicationMessageReceivedEventArgs message)
    {
        message.AutoAcknowledge = false;
        var (topic, sender) = (message.ApplicationMessage.Topic, settings.Sender);
        try
        {
            Task stored;
            if (!MqttTopic.TryParse(topic, out var known))
                stored = door.Refuse(sender, topic, "unknown-topic", "The topic is none of our scheme.");
            else
                stored = await door.Offer(known!, known is { Kind: SignalKind.Alarms, Subject: { } own } ? own : sender, message.ApplicationMessage.Payload, Timeout.InfiniteTimeSpan, ending.Token)
                    ?? throw new OperationCanceledException("The intake has closed.");
            await unacknowledged.Writer.WriteAsync((message, stored), ending.Token);
        }
        catch (Exception problem) when (problem is OperationCanceledException or ChannelClosedException)
        {
            LogNotTaken(topic); // we are leaving; the broker has it still
        }
    }

    private async Task Acknowledge()
    {
        try
        {
            await foreach (var (message, stored) in unacknowledged.Reader.ReadAllAsync(ending.Token))
            {
                await stored.WaitAsync(ending.Token);
                await message.AcknowledgeAsync(ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return;
        }
        catch (Exception problem)
        {
            LogNotAcknowledged(problem, settings.Host, settings.Port);
            unacknowledged.Writer.TryComplete();
            await ending.CancelAsync(); // whoever waits for room would hold the closing up
            await Close();
        }
    }

    private async Task Close()
    {
        using var enough = new CancellationTokenSource(Patience, clock);
        try
        {
            if (client.IsConnected)
                await client.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = (uint)settings.SessionExpiry.TotalSeconds }, enough.Token);
        }
        catch (Exception problem)
        {
            LogNotClosed(problem, settings.Host, settings.Port);
        }
    }

    private MqttClientOptions Options()
    {
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(settings.Host, settings.Port).WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(settings.ClientId)
            .WithCleanStart(false).WithSessionExpiryInterval((uint)settings.SessionExpiry.TotalSeconds).WithReceiveMaximum((ushort)settings.InFlight)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(15)).WithTimeout(Patience);
        if (settings.User is { } user)
            builder = builder.WithCredentials(user, settings.Password ?? "");
        return (settings.Tls ? builder.WithTlsOptions(tls => tls.UseTls()) : builder).Build();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection with the MQTT broker {Host}:{Port} is lost: {Reason}")]
    private partial void LogLost(string host, int port, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A message to {Topic} was not taken; it stays with the broker")]
    private partial void LogNotTaken(string topic);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of the MQTT broker {Host}:{Port} was not stored or not acknowledged; it will be delivered again after a new connection")]
    private partial void LogNotAcknowledged(Exception problem, string host, int port);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The connection with the MQTT broker {Host}:{Port} could not be closed in good order")]
    private partial void LogNotClosed(Exception problem, string host, int port);
}
