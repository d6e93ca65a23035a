using CommandCenter.Intake;
using CommandCenter.Intake.Mqtt;
using CommandCenter.Intake.Problems;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Intake;

/// <summary>We as the client of a real Mosquitto.</summary>
public sealed class ExternalBrokerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_acknowledged_after_the_commit_and_what_was_not_comes_again()
    {
        await using var mosquitto = await MosquittoServer.Start();
        await using (var server = await TestServer.Start(options: Options(mosquitto)))
        {
            await server.Get<ExternalBroker>().Sweep(Cancel);
            Assert.NotNull(server.Get<ExternalBroker>().ConnectedAt);
            await using var reader = new HandReader(server.Get<IntakeQueue>(), holding: true);
            await using var gauge = await Publisher.Connect(mosquitto.Port, cancel: Cancel);
            for (var i = 1; i <= 40; i++)
                await gauge.Publish($"cc/v1/measurements/GD-{i}", """{"value":1,"messageId":"m"}""", cancel: Cancel);
            for (var i = 0; i < 10; i++)
                reader.Answer();
            await SignalDoorTests.Eventually(() => server.Get<IntakeMeters>().Read().Stored == 10 && reader.Taken.Count == 11);
            await Task.Delay(200, Cancel); // the ten acknowledgements travel
            await server.Get<ExternalBroker>().StopAsync(Cancel); // the others were not stored
        }

        await using var next = await TestServer.Start(options: Options(mosquitto));
        await using var again = new HandReader(next.Get<IntakeQueue>());
        await next.Get<ExternalBroker>().Sweep(Cancel);
        await SignalDoorTests.Eventually(() => next.Get<IntakeMeters>().Read().Stored >= 30);
        await next.Get<ExternalBroker>().StopAsync(Cancel);
        Assert.Equal(Enumerable.Range(11, 30).Select(i => $"GD-{i}"), again.Taken.Cast<MeasurementSignal>().Select(m => m.Device));
        Assert.All(again.Taken, s => Assert.Equal(("mqtt", "mqtt"), (s.Origin.Door, s.Origin.Sender)));
    }

    [Fact]
    public async Task Sending_that_is_not_stored_ends_the_connection_and_is_delivered_again_by_the_next()
    {
        await using var mosquitto = await MosquittoServer.Start();
        await using var server = await TestServer.Start(options: Options(mosquitto));
        var broken = true;
        await using var reader = new HandReader(server.Get<IntakeQueue>(), _ => broken ? throw new InvalidOperationException("The database is away.") : SignalReceipt.Stored);
        var broker = server.Get<ExternalBroker>();
        await broker.Sweep(Cancel);
        await using var gauge = await Publisher.Connect(mosquitto.Port, cancel: Cancel);
        await gauge.Publish("cc/v1/measurements/GD-1", """{"value":1}""", cancel: Cancel);
        await SignalDoorTests.Eventually(() => broker.ConnectedAt is null);
        broken = false;
        await broker.Sweep(Cancel);
        await SignalDoorTests.Eventually(() => server.Get<IntakeMeters>().Read().Stored == 1);
        Assert.Equal(["GD-1", "GD-1"], reader.Taken.Cast<MeasurementSignal>().Select(m => m.Device));
        await broker.StopAsync(Cancel);
    }

    [Fact]
    public async Task Broker_that_is_away_is_said_to_be_so_and_is_found_again_when_it_is_back()
    {
        await using var mosquitto = await MosquittoServer.Start();
        await using var server = await TestServer.Start(options: Options(mosquitto));
        await using var reader = new HandReader(server.Get<IntakeQueue>());
        var broker = server.Get<ExternalBroker>();
        await mosquitto.Kill();
        await broker.StartAsync(Cancel);
        await SignalDoorTests.Eventually(() => broker.LastError is not null);
        Assert.Null(broker.ConnectedAt);
        await mosquitto.Run();
        await SignalDoorTests.Eventually(() => broker.ConnectedAt is not null);
        await SignalDoorTests.Eventually(() => broker.LastError is null);
        await mosquitto.Kill();
        await SignalDoorTests.Eventually(() => broker.ConnectedAt is null);
        await mosquitto.Run();
        await SignalDoorTests.Eventually(() => broker.ConnectedAt is not null);
        await using var gauge = await Publisher.Connect(mosquitto.Port, cancel: Cancel);
        await gauge.Publish("cc/v1/measurements/GD-1", """{"value":1}""", cancel: Cancel);
        await SignalDoorTests.Eventually(() => reader.Taken.Count == 1);
        await broker.StopAsync(Cancel);
    }

    [Fact]
    public async Task Rubbish_is_acknowledged_and_shown_and_an_alarms_sender_stands_in_its_topic()
    {
        await using var mosquitto = await MosquittoServer.Start();
        await using var server = await TestServer.Start(options: Options(mosquitto));
        await using var reader = new HandReader(server.Get<IntakeQueue>());
        await server.Get<ExternalBroker>().Sweep(Cancel);
        await using var gauge = await Publisher.Connect(mosquitto.Port, cancel: Cancel);
        await gauge.Publish("cc/v1/measurements/GD-1", "level=3", cancel: Cancel);
        await gauge.Publish("cc/v1/measurements/a/b/c", "{}", cancel: Cancel);
        await gauge.Publish("cc/v1/alarms/fire", """{"key":"k","kind":"clear"}""", cancel: Cancel);
        await SignalDoorTests.Eventually(() => reader.Taken.Count == 1);
        Assert.Equal("fire", reader.Taken.Single().Origin.Sender);
        await server.Get<IntakeProblems>().Sweep(Cancel);
        await using var db = server.Db();
        Assert.Equal(["bad-json", "unknown-topic"], await db.Set<IntakeProblem>().OrderBy(p => p.Code).Select(p => p.Code).ToListAsync(Cancel));
        await server.Get<ExternalBroker>().StopAsync(Cancel);
    }

    private static ServerOptions Options(MosquittoServer mosquitto) => new()
    {
        Settings = new Dictionary<string, string?>
        {
            ["Intake:ExternalBroker:Host"] = "127.0.0.1",
            ["Intake:ExternalBroker:Port"] = mosquitto.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        },
    };
}
