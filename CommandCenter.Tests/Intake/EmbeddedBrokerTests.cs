using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CommandCenter.Access;
using CommandCenter.Access.Keys;
using CommandCenter.Intake;
using CommandCenter.Intake.Mqtt;
using CommandCenter.Intake.Problems;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace CommandCenter.Tests.Intake;

/// <summary>Our own broker, with real clients, in front of a reader in the test's hand.</summary>
public sealed class EmbeddedBrokerTests
{
    private const string Reading = """{"value":1,"at":"2026-06-18T09:00:00+08:00"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Acknowledgement_comes_after_the_commit_and_never_before(MqttProtocolVersion version)
    {
        await using var broker = await Broker.Start();
        await using var reader = new HandReader(broker.Queue, holding: true);
        await using var gauge = await Publisher.Connect(broker.Port, version: version, cancel: Cancel);
        var publishing = gauge.Publish("cc/v1/measurements/GD-1", Reading, cancel: Cancel);
        await SignalDoorTests.Eventually(() => reader.Taken.Count == 1);
        await Task.Delay(300, Cancel); // the reader stalls: an acknowledgement that does not wait for it would be here by now
        Assert.False(publishing.IsCompleted);
        reader.Answer();
        Assert.True((await publishing).IsSuccess);
        Assert.Equal("GD-1", Assert.IsType<MeasurementSignal>(reader.Taken.Single()).Device);
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task What_could_not_be_stored_is_not_acknowledged_but_the_connection_closed_and_stored_when_sent_again(MqttProtocolVersion version)
    {
        await using var broker = await Broker.Start();
        var broken = true;
        await using var reader = new HandReader(broker.Queue, _ => broken ? throw new InvalidOperationException("The disk is full.") : SignalReceipt.Stored);
        await using (var gauge = await Publisher.Connect(broker.Port, version: version, cancel: Cancel))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => gauge.Publish("cc/v1/measurements/GD-1", Reading, cancel: Cancel));
            await SignalDoorTests.Eventually(() => !gauge.Client.IsConnected);
        }
        broken = false;
        await using var again = await Publisher.Connect(broker.Port, version: version, cancel: Cancel);
        Assert.True((await again.Publish("cc/v1/measurements/GD-1", Reading, cancel: Cancel)).IsSuccess);
        Assert.Equal(2, reader.Taken.Count);
    }

    [Fact]
    public async Task Full_queue_holds_a_client_back_and_then_closes_its_connection()
    {
        await using var broker = await Broker.Start(("Intake:Capacity", "100"), ("Intake:PatienceSeconds", "1"));
        var full = new SignalBatch([.. Enumerable.Range(0, 100).Select(_ => new MeasurementSignal("a", null, default, 1, null, default, new SignalOrigin("http", "x", false)))]);
        Assert.True(broker.Queue.TryOffer(full));
        await using var gauge = await Publisher.Connect(broker.Port, cancel: Cancel);
        await Assert.ThrowsAnyAsync<Exception>(() => gauge.Publish("cc/v1/measurements/GD-1", Reading, cancel: Cancel));
        Assert.Equal(1, broker.Server.Get<IntakeMeters>().Read().HeldBack);

        await using var patient = await Publisher.Connect(broker.Port, cancel: Cancel);
        var held = patient.Publish("cc/v1/measurements/GD-1", Reading, cancel: Cancel);
        await using var reader = new HandReader(broker.Queue);
        Assert.True((await held).IsSuccess);
    }

    [Fact]
    public async Task Rubbish_is_acknowledged_counted_and_shown_and_harms_nobody()
    {
        await using var broker = await Broker.Start();
        await using var reader = new HandReader(broker.Queue);
        await using var gauge = await Publisher.Connect(broker.Port, user: "old gauge", version: MqttProtocolVersion.V311, cancel: Cancel);
        foreach (var payload in new[] { "", "level=3", "{\"value\":", "[1,2]", "\u0000\u0001", """{"device":"GD-2","value":1}""" })
            Assert.True((await gauge.Publish("cc/v1/measurements/GD-1", payload, cancel: Cancel)).IsSuccess);
        Assert.True((await gauge.Publish("cc/v1/measurements/GD-1", $"[{Reading},{Reading}]", cancel: Cancel)).IsSuccess);
        Assert.Equal(2, reader.Taken.Count);

        await using var modern = await Publisher.Connect(broker.Port, user: "new gauge", cancel: Cancel);
        var told = await modern.Publish("cc/v1/measurements/GD-1", """{"value":"high"}""", cancel: Cancel);
        Assert.Equal(MqttClientPublishReasonCode.PayloadFormatInvalid, told.ReasonCode);
        Assert.Contains("not a number", told.ReasonString, StringComparison.Ordinal);

        await broker.Server.Get<IntakeProblems>().Sweep(Cancel);
        await using var db = broker.Server.Db();
        var problems = await db.Set<IntakeProblem>().Where(p => p.Sender == "old gauge").ToListAsync(Cancel);
        Assert.All(problems, p => Assert.Equal("mqtt", p.Door));
        Assert.Equal([("bad-json", 4L), ("not-an-object", 2L), ("topic-differs", 1L)], problems.Select(p => (p.Code, p.Count)).Order());
    }

    [Fact]
    public async Task Without_a_guarantee_is_taken_too()
    {
        await using var broker = await Broker.Start();
        await using var reader = new HandReader(broker.Queue);
        await using var gauge = await Publisher.Connect(broker.Port, cancel: Cancel);
        await gauge.Publish("cc/v1/measurements/GD-1", Reading, MqttQualityOfServiceLevel.AtMostOnce, Cancel);
        Assert.True((await gauge.Publish("cc/v1/measurements/GD-1", Reading, MqttQualityOfServiceLevel.ExactlyOnce, Cancel)).IsSuccess);
        await SignalDoorTests.Eventually(() => reader.Taken.Count == 2);
    }

    [Fact]
    public async Task Client_gets_in_with_the_name_and_the_key_and_with_nothing_else()
    {
        await using var broker = await Broker.Start(("Intake:Mqtt:Authentication", "ApiKey"));
        var key = await broker.Key("gauges", Scope.MeasurementsWrite);
        var reading = await broker.Key("reader", Scope.TicketsRead);
        foreach (var (user, password) in new[] { (null, null), ("gauges", ""), ("gauges", "cc_abcdefgh_wrong"), ("others", key), ("gauges", reading) })
            Assert.NotEqual(MqttClientConnectResultCode.Success, await Code(broker.Port, user, password));
        Assert.Equal(MqttClientConnectResultCode.NotAuthorized, await Code(broker.Port, "reader", reading));
        Assert.Equal(MqttClientConnectResultCode.Success, await Code(broker.Port, "Gauges", key));
    }

    [Fact]
    public async Task Client_publishes_what_its_key_may_and_reads_nothing_of_others()
    {
        await using var broker = await Broker.Start(("Intake:Mqtt:Authentication", "ApiKey"));
        await using var reader = new HandReader(broker.Queue);
        await using var gauges = await Publisher.Connect(broker.Port, "gauges", await broker.Key("gauges", Scope.MeasurementsWrite), cancel: Cancel);
        await using var fire = await Publisher.Connect(broker.Port, "fire", await broker.Key("fire", Scope.AlarmsWrite), cancel: Cancel);

        foreach (var topic in new[] { "cc/v1/positions/wang", "cc/v1/alarms/gauges", "cc/v1/other", "$SYS/x" })
            Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, (await gauges.Publish(topic, Reading, cancel: Cancel)).ReasonCode);
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, (await fire.Publish("cc/v1/alarms/police", """{"key":"k","kind":"clear"}""", cancel: Cancel)).ReasonCode);
        var eavesdropping = await gauges.Client.SubscribeAsync("#", cancellationToken: Cancel);
        Assert.Equal(MqttClientSubscribeResultCode.NotAuthorized, eavesdropping.Items.Single().ResultCode);
        Assert.Empty(reader.Taken);

        var heard = 0;
        gauges.Client.ApplicationMessageReceivedAsync += _ => Task.FromResult(Interlocked.Increment(ref heard));
        Assert.True((await gauges.Publish("cc/v1/measurements/GD-1", Reading, cancel: Cancel)).IsSuccess);
        Assert.True((await fire.Publish("cc/v1/alarms/fire", """{"key":"k","kind":"clear"}""", cancel: Cancel)).IsSuccess);
        Assert.Equal(["gauges", "fire"], reader.Taken.Select(s => s.Origin.Sender));
        Assert.Equal(0, heard);
    }

    [Fact]
    public async Task Revoked_key_ends_the_connection()
    {
        await using var broker = await Broker.Start(("Intake:Mqtt:Authentication", "ApiKey"));
        await using var gauges = await Publisher.Connect(broker.Port, "gauges", await broker.Key("gauges", Scope.MeasurementsWrite), cancel: Cancel);
        await using var others = await Publisher.Connect(broker.Port, "others", await broker.Key("others", Scope.MeasurementsWrite), cancel: Cancel);
        var desk = broker.Server.Get<ApiKeyDesk>();
        await desk.Revoke((await desk.List(Cancel)).Single(k => k.Name == "gauges").Id, Caller.System, Cancel);
        await broker.Server.Get<EmbeddedBroker>().Sweep(Cancel);
        await SignalDoorTests.Eventually(() => !gauges.Client.IsConnected);
        Assert.True(others.Client.IsConnected);
    }

    [Fact]
    public async Task With_a_certificate_the_connection_is_secured()
    {
        var folder = Directory.CreateTempSubdirectory("commandcenter-certificate-");
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var (file, key) = (Path.Combine(folder.FullName, "c.pem"), Path.Combine(folder.FullName, "k.pem"));
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), Cancel);
        await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem(), Cancel);
        await using (var broker = await Broker.Start(("Intake:Mqtt:Certificate", file), ("Intake:Mqtt:CertificateKey", key)))
        {
            await using var reader = new HandReader(broker.Queue);
            await using var gauge = await Publisher.Connect(broker.Port, tls: true, cancel: Cancel);
            Assert.True((await gauge.Publish("cc/v1/measurements/GD-1", Reading, cancel: Cancel)).IsSuccess);
            await Assert.ThrowsAnyAsync<Exception>(() => Publisher.Connect(broker.Port, cancel: Cancel));
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Port_that_is_taken_is_named()
    {
        await using var broker = await Broker.Start();
        await using var second = await TestServer.Start(options: new() { Settings = Broker.Settings(broker.Port) });
        var refused = await Assert.ThrowsAsync<CommandCenter.Platform.Data.CannotStart>(() => second.Get<EmbeddedBroker>().StartAsync(Cancel));
        Assert.Contains("Intake:Mqtt:Port", refused.Message, StringComparison.Ordinal);
    }

    // MQTT 5 says it in the answer; the library throws for some and returns others.
    private static async Task<MqttClientConnectResultCode> Code(int port, string? user, string? password)
    {
        await using var client = await Publisher.Connect(port, user, password, cancel: Cancel);
        return client.Welcome.ResultCode;
    }
}
