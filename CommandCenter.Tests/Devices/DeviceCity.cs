using CommandCenter.Access.Accounts;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Devices;

/// <summary>The room of devices and those below it over an empty database of a kind, without a server.</summary>
internal sealed class DeviceCity : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private DeviceCity(TestDatabase database)
    {
        this.database = database;
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationManager())
            .AddSingleton(City.Read(new ConfigurationManager()))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IDbContextFactory<CityDb>>(database)
            .AddSingleton(new DataFolder(database.DataFolder))
            .AddSingleton<UserDirectory>()
            .AddSingleton<Leases>()
            .AddJournal()
            .AddDeadlines()
            .AddAreas()
            .AddPeople()
            .AddDevices()
            .AddDevicesLive()
            .BuildServiceProvider(validateScopes: true);
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 18, 8, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Now => Clock.GetUtcNow();

    public DeviceIndex Index => Get<DeviceIndex>();

    public static async Task<DeviceCity> Open(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var city = new DeviceCity(await TestDatabases.Open(provider));
        await city.Seed();
        await city.Rebuild();
        while (await city.Get<JournalTail>().Sweep(Cancel))
        {
        }
        return city;
    }

    public Task Seed() => BuiltInKinds.Seed(services, Cancel);

    /// <summary>The watch of another process, or of this one after a new start.</summary>
    public DeviceHealth NewHealth() => ActivatorUtilities.CreateInstance<DeviceHealth>(services);

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public CityDb Db() => database.CreateDbContext();

    /// <summary>What a start does: everything in memory from the database.</summary>
    public async Task Rebuild()
    {
        foreach (var follower in services.GetServices<IFollowJournal>())
            await follower.Rebuild(Cancel);
    }

    /// <summary>Seals, delivers and follows until nothing is left.</summary>
    public async Task Settle()
    {
        await JournalFeature.CatchUp(services, Cancel);
        while (await Get<JournalTail>().Sweep(Cancel))
        {
        }
    }

    /// <summary>A device of a kind, in memory at once.</summary>
    public async Task<Device> Device(string code, string kind = BuiltInKinds.WaterLevel)
    {
        await using var db = Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        var sequence = await Counter.Take(db, DeviceSubject.Name, 1, Cancel);
        var device = CommandCenter.Devices.Device.Create(Guid.CreateVersion7(Now), sequence, code, code, Index.KindByCode(kind)!);
        db.Add(device);
        await db.SaveChangesAsync(Cancel);
        await transaction.CommitAsync(Cancel);
        await Rebuild();
        return device;
    }

    /// <summary>Many devices of a kind, each heard of just now and online.</summary>
    public async Task Many(int count, string kind)
    {
        var (of, devices) = (Index.KindByCode(kind)!, new List<Device>(count));
        await using var db = Db();
        for (var i = 1; i <= count; i++)
        {
            var device = CommandCenter.Devices.Device.Create(Guid.CreateVersion7(Now), i, $"M-{i:D5}", $"Meter {i}", of);
            device.ComeOnline();
            devices.Add(device);
        }
        db.AddRange(devices);
        await db.SaveChangesAsync(Cancel);
        await Rebuild();
        await Store([.. devices.Select(d => new NewMeasurement(d.Id, of.Quantities[0].Code, Now, 1, null, Now, false))]);
    }

    /// <summary>Stores in a transaction of its own and tells the live set, as the reader of the queue does.</summary>
    public async Task<IReadOnlyList<StoredMeasurement>> Store(params IReadOnlyList<NewMeasurement> rows)
    {
        await using var db = Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        var stored = await Get<MeasurementStore>().Write(db, rows, Cancel);
        await transaction.CommitAsync(Cancel);
        Get<DevicesLive>().Apply(stored);
        return stored;
    }

    /// <summary>The names of the events written so far, in order.</summary>
    public async Task<List<string>> Events()
    {
        await using var db = Db();
        return await db.Set<JournalEntry>().OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
