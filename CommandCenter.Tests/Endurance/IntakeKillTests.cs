using System.Globalization;
using System.Net;
using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tests.Intake;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Endurance;

/// <summary>
/// SIGKILL at random moments of a burst of measurements over HTTP, over our own broker, and over a Mosquitto that goes on while we are dead. Nothing acknowledged is missing,
/// nothing is doubled, and every crossing of a threshold raised and cleared its alarm once. <c>COMMANDCENTER_KILLS</c> says how often, a third of them each; see <c>kill20</c>.
/// </summary>
[Collection(nameof(KillTests))]
public sealed class IntakeKillTests : IDisposable
{
    private const int Gauges = 6;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commandcenter-intake-kill-");
    private readonly int seed = Random.Shared.Next();
    private readonly Random random;

    public IntakeKillTests()
    {
        random = new Random(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Kills { get; } = int.TryParse(Environment.GetEnvironmentVariable("COMMANDCENTER_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 3;

    [Fact]
    public async Task Burst_over_http_killed_again_and_again_loses_and_doubles_nothing()
    {
        var gauges = await MakeGauges();
        await using var server = new ServerProcess(folder.FullName);
        for (var round = 0; round < (Kills + 2) / 3; round++)
        {
            await server.Start(Cancel);
            await KilledInTheMiddle(server, gauges, gauge => (readings, cancel) => Post(server.Http, gauge, readings, cancel));
        }
        await server.Start(Cancel);
        foreach (var gauge in gauges)
            Assert.True(await gauge.SendAgain((readings, cancel) => Post(server.Http, gauge, readings, cancel), Cancel), $"{gauge.Code} was not answered although nobody killed the server.");
        await server.Kill();
        await AssertEverythingOnce(gauges);
    }

    [Fact]
    public async Task Burst_over_our_own_broker_killed_again_and_again_loses_and_doubles_nothing()
    {
        var gauges = await MakeGauges();
        var port = Ports.Free();
        string[] broker = ["--Intake:Mqtt:Enabled=true", string.Create(CultureInfo.InvariantCulture, $"--Intake:Mqtt:Port={port}")];
        await using var server = new ServerProcess(folder.FullName);
        for (var round = 0; round < (Kills + 1) / 3; round++)
        {
            await server.Start(Cancel, broker);
            await using var clients = await Clients.Connect(port, Cancel);
            await KilledInTheMiddle(server, gauges, gauge => (readings, cancel) => clients.Publish(gauge, readings, cancel));
        }
        await server.Start(Cancel, broker);
        await using var last = await Clients.Connect(port, Cancel);
        foreach (var gauge in gauges)
            Assert.True(await gauge.SendAgain((readings, cancel) => last.Publish(gauge, readings, cancel), Cancel), $"{gauge.Code} was not acknowledged although nobody killed the server.");
        await server.Kill();
        await AssertEverythingOnce(gauges);
    }

    [Fact]
    public async Task Burst_over_mosquitto_loses_and_doubles_nothing_while_we_are_killed_again_and_again()
    {
        await using var mosquitto = await MosquittoServer.Start();
        var gauges = await MakeGauges();
        string[] broker = ["--Intake:ExternalBroker:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--Intake:ExternalBroker:Port={mosquitto.Port}")];
        await using var server = new ServerProcess(folder.FullName);
        // The broker keeps messages for a client it has met.
        await server.Start(Cancel, broker);
        await Soon.Happens(() => server.Process.Error.Contains("Connected with the MQTT broker", StringComparison.Ordinal) || server.Process.Output.Contains("Connected with the MQTT broker", StringComparison.Ordinal));
        for (var round = 0; round < Math.Max(1, Kills / 3); round++)
        {
            await using var clients = await Clients.Connect(mosquitto.Port, Cancel);
            await KilledInTheMiddle(server, gauges, gauge => (readings, cancel) => clients.PublishAtEase(gauge, readings, cancel), goesOn: true);
            await server.Start(Cancel, broker);
        }
        await using var last = await Clients.Connect(mosquitto.Port, Cancel);
        foreach (var gauge in gauges)
            Assert.True(await gauge.SendAgain((readings, cancel) => last.Publish(gauge, readings, cancel), Cancel), "Mosquitto, which nobody killed, did not acknowledge.");
        await AllArrive(gauges.Sum(g => g.Sent));
        await server.Kill();
        await AssertEverythingOnce(gauges);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ServerProcess.Forget(folder.FullName);
        folder.Delete(recursive: true);
    }

    private async Task KilledInTheMiddle(ServerProcess server, IReadOnlyList<Gauge> gauges, Func<Gauge, Gauge.Send> send, bool goesOn = false)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var senders = gauges.Select(gauge => Task.Run(() => gauge.Burst(send(gauge), stop.Token), Cancel)).ToList();
        var before = gauges.Sum(g => g.Acknowledged);
        await Soon.Happens(() => gauges.Sum(g => g.Acknowledged) > before + 10 || senders.TrueForAll(s => s.IsCompleted)); // a burst is under way, however slow the machine
        await Task.Delay(random.Next(50, 2_000), Cancel);
        await server.Kill();
        if (goesOn)
            await Task.Delay(200, Cancel); // what comes while we are dead is the broker's to keep
        await stop.CancelAsync();
        await Task.WhenAll(senders);
    }

    // Devices and thresholds come as a city's do: from a file.
    private async Task<IReadOnlyList<Gauge>> MakeGauges()
    {
        var (file, profile) = (Path.Combine(folder.FullName, "gauges.csv"), Path.Combine(folder.FullName, "gauges.json"));
        var began = TimeProvider.System.GetUtcNow().AddDays(-60);
        List<Gauge> gauges = [.. Enumerable.Range(1, Gauges).Select(i => new Gauge($"K{i}", new DateTimeOffset(began.Year, began.Month, began.Day, began.Hour, 0, 0, TimeSpan.Zero)))];
        await File.WriteAllLinesAsync(file, gauges.Select(g => $"{g.Code},{g.Began:o},1,{Gauge.Threshold}").Prepend("gauge,at,level,watch"), Cancel);
        await File.WriteAllTextAsync(profile, """
            { "name": "gauges", "timeZone": "Asia/Shanghai", "fields": { "at": "at", "device": "gauge" }, "devices": {},
              "readings": [{ "quantity": "level", "value": "level", "kind": "water-level", "thresholds": { "watch": "watch" } }] }
            """, Cancel);
        var (code, output, error) = await CityProcess.Run(folder.FullName, "import", "measurements", file, "--profile", profile);
        Assert.True(code == 0, $"{output}\n{error}");
        return gauges;
    }

    private async Task AssertEverythingOnce(IReadOnlyList<Gauge> gauges)
    {
        Assert.True(gauges.Sum(g => g.Sent) > 20, "There was no burst.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{gauges.Sum(g => g.Sent)} measurements");
        await using var db = ServerProcess.Db(folder.FullName);
        foreach (var gauge in gauges)
        {
            var device = await db.Set<Device>().SingleAsync(d => d.Code == gauge.Code, Cancel);
            var rows = await db.Set<Measurement>().Where(m => m.DeviceId == device.Id && m.At > gauge.Began).OrderBy(m => m.At).Select(m => new { m.At, m.Value }).ToListAsync(Cancel);
            Assert.Equal(Enumerable.Range(1, gauge.Sent).Select(n => (gauge.At(n), Gauge.Value(n))), rows.Select(r => (r.At, r.Value)));
            var alarms = await db.Set<Alarm>().Where(a => a.DeviceId == device.Id && a.Quantity == "level").Select(a => a.Id).ToListAsync(Cancel);
            var events = await db.Set<JournalEntry>().Where(e => e.Subject == AlarmSubject.Name && alarms.Contains(e.SubjectId)).Select(e => e.Event).ToListAsync(Cancel);
            Assert.Equal(Gauge.Raises(gauge.Sent), events.Count(e => e == nameof(AlarmRaised)));
            Assert.Equal(Gauge.Clears(gauge.Sent), events.Count(e => e == nameof(AlarmCleared)));
        }
        var (code, output, error) = await CityProcess.Run(folder.FullName, "journal", "verify");
        Assert.True(code == 0, $"{output}\n{error}");
    }

    private int Stored()
    {
        using var db = ServerProcess.Db(folder.FullName);
        return db.Set<Measurement>().Count() - Gauges;
    }

    // The broker hands over what it kept, however much and however slow the machine: as long as more comes it is not lost.
    private async Task AllArrive(int sent)
    {
        for (var (stored, idle) = (Stored(), 0); stored != sent; idle++)
        {
            Assert.True(idle < 150, $"{stored} of {sent} measurements were stored, and for half a minute no more came.");
            await Task.Delay(200, Cancel);
            if (Stored() is var now && now != stored)
                (stored, idle) = (now, 0);
        }
    }

    private static async Task<bool> Post(HttpClient http, Gauge gauge, IReadOnlyList<int> readings, CancellationToken cancel)
    {
        using var content = new StringContent(gauge.Json(readings, named: true), System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/v1/measurements", content, cancel);
        if (answer.StatusCode != HttpStatusCode.OK)
            return false;
        var said = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel)).RootElement;
        Assert.Equal(readings.Count, said.GetProperty("accepted").GetInt32() + said.GetProperty("duplicates").GetInt32());
        return true;
    }

    /// <summary>A client for each gauge.</summary>
    private sealed class Clients : IAsyncDisposable
    {
        private readonly Dictionary<string, Publisher> publishers = [];

        public static async Task<Clients> Connect(int port, CancellationToken cancel)
        {
            var clients = new Clients();
            for (var i = 1; i <= Gauges; i++)
                clients.publishers[$"K{i}"] = await Publisher.Connect(port, cancel: cancel);
            return clients;
        }

        public async Task<bool> Publish(Gauge gauge, IReadOnlyList<int> readings, CancellationToken cancel) =>
            (await publishers[gauge.Code].Publish($"cc/v1/measurements/{gauge.Code}", gauge.Json(readings, named: false), cancel: cancel)).IsSuccess;

        // Mosquitto acknowledges by itself, many times faster than anybody stores: without a pause it would only be its own queue that is measured.
        public async Task<bool> PublishAtEase(Gauge gauge, IReadOnlyList<int> readings, CancellationToken cancel)
        {
            var done = await Publish(gauge, readings, cancel);
            await Task.Delay(3, cancel);
            return done;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var publisher in publishers.Values)
                await publisher.DisposeAsync();
        }
    }
}
