using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Alarms.Reading;
using CommandCenter.Devices;
using CommandCenter.Intake;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Maps;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Alarms;

/// <summary>A whole server with devices, whose clock, queue reader and deadlines a test drives by hand.</summary>
internal sealed class AlarmCity : IAsyncDisposable
{
    private AlarmCity(TestServer server, FakeTimeProvider clock) => (Server, Clock) = (server, clock);

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public TestServer Server { get; }

    public FakeTimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public AlarmsLive Live => Server.Get<AlarmsLive>();

    public static async Task<AlarmCity> Open(DatabaseProvider provider = DatabaseProvider.Sqlite, ServerOptions? options = null)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        return new(await TestServer.Start(provider, (options ?? new ServerOptions()) with { Clock = clock }), clock);
    }

    /// <summary>A server that somebody else ends, at this moment of its own clock.</summary>
    public static AlarmCity On(TestServer server) => new(server, new FakeTimeProvider(server.Get<TimeProvider>().GetUtcNow()));

    /// <summary>A server on a database that is there.</summary>
    public static async Task<AlarmCity> Open(TestDatabase database, FakeTimeProvider clock, bool secondNode = false) =>
        new(await TestServer.Start(database, new ServerOptions { Clock = clock }, secondNode), clock);

    /// <summary>Devices of a kind, in memory at once. They count as online.</summary>
    public async Task<List<Device>> Devices(string kind, params string[] codes)
    {
        var index = Server.Get<DeviceIndex>();
        await using var db = Server.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        var sequence = await Counter.Take(db, DeviceSubject.Name, codes.Length, Cancel);
        var devices = codes.Select((code, i) => Device.Create(Guid.CreateVersion7(Now), sequence + i, code, code, index.KindByCode(kind)!)).ToList();
        foreach (var device in devices)
        {
            device.ComeOnline();
            device.Place(Position.TryCreate(30.55, 114.25, out var position, out _) ? position : null, "花园里社区 7 栋", null);
        }
        db.AddRange(devices);
        await db.SaveChangesAsync(Cancel);
        await transaction.CommitAsync(Cancel);
        await index.LoadAsync(Cancel);
        await Server.Get<DevicesLive>().Rebuild(Cancel);
        return devices;
    }

    /// <summary>One measurement at this moment of the clock, through the reader of the queue.</summary>
    public async Task<SignalReceipt> Measure(string device, double value, DateTimeOffset? at = null, string? quantity = null, bool history = false) =>
        (await Send(Signal(device, value, at, quantity, history)))[0];

    /// <summary>A measurement, not yet sent.</summary>
    public MeasurementSignal Signal(string device, double value, DateTimeOffset? at = null, string? quantity = null, bool history = false) =>
        new(device, quantity, at ?? Now, value, null, Now, new SignalOrigin(history ? "file" : "http", "test", history));

    /// <summary>What an outside system says.</summary>
    public AlarmSignal Outside(string key, string? priority, DateTimeOffset? at = null, string sender = "fire-panel") =>
        new(key, priority is null ? AlarmSignalKind.Clear : AlarmSignalKind.Raise, priority, $"烟感 {key}", null, 30.55, 114.25, "湖滨市场 B 区", at ?? Now, null, Now, new SignalOrigin("http", sender, false));

    /// <summary>One sending through the reader, with what follows it: sealed, delivered, seen.</summary>
    public async Task<IReadOnlyList<SignalReceipt>> Send(params IReadOnlyList<Signal> signals)
    {
        var batch = new SignalBatch(signals);
        await Server.Get<SignalReader>().Take([batch], Cancel);
        var receipts = await batch.Done;
        await Server.Settle();
        return receipts;
    }

    /// <summary>Uses a verb as the product itself, or as somebody.</summary>
    public async Task<Alarm> Do(string number, AlarmVerb verb, AlarmVerbInput? input = null, Caller? caller = null)
    {
        var alarm = await Server.Get<AlarmDesk>().Do(caller ?? Caller.System, number, verb, input ?? new AlarmVerbInput(), Cancel);
        await Server.Settle();
        return alarm;
    }

    /// <summary>Every alarm there is, the oldest first.</summary>
    public async Task<List<Alarm>> Alarms()
    {
        await using var db = Server.Db();
        return await db.Set<Alarm>().AsNoTracking().OrderBy(a => a.Sequence).ToListAsync(Cancel);
    }

    /// <summary>The one alarm.</summary>
    public async Task<Alarm> Alarm() => Assert.Single(await Alarms());

    /// <summary>The names of the events of alarms, in the order of their writing.</summary>
    public async Task<List<string>> Events()
    {
        await using var db = Server.Db();
        return await db.Set<JournalEntry>().Where(e => e.Subject == AlarmSubject.Name).OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel);
    }

    /// <summary>The picture in memory is what the rows say.</summary>
    public async Task AssertSeen()
    {
        var rows = (await Alarms()).Where(a => a.State != AlarmState.Normal).Select(a => (a.Number, a.State, a.Hiding, a.Level, a.Count, a.Moves)).ToList();
        Assert.Equal(rows, Live.Set.Items.Values.Where(a => a.State != AlarmState.Normal).OrderBy(a => a.Sequence).Select(a => (a.Number, a.State, a.Hiding, a.Level, a.Count, a.Moves)));
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
