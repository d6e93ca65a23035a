using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CommandCenter.Benchmarks;

/// <summary>The application's rooms over a fresh database with gauges that have thresholds, and the rules that come with the product; nothing works in the background.</summary>
public sealed class BenchmarkCity : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly DirectoryInfo folder;
    private readonly bool isTheirs;

    private BenchmarkCity(WebApplication host, DirectoryInfo folder, bool isTheirs, string connectionString, IReadOnlyList<Device> devices) =>
        (this.host, this.folder, this.isTheirs, ConnectionString, Devices) = (host, folder, isTheirs, connectionString, devices);

    /// <summary>The gauges.</summary>
    public IReadOnlyList<Device> Devices { get; }

    /// <summary>The database.</summary>
    public string ConnectionString { get; }

    /// <summary>A registered service.</summary>
    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Opens one without gauges on the embedded database of a folder, which outlives it.</summary>
    public static Task<BenchmarkCity> Open(string folder) => Open(DatabaseProvider.Sqlite, connection: null, new DirectoryInfo(folder), devices: 0, isTheirs: true);

    /// <summary>Opens one on a fresh database.</summary>
    public static async Task<BenchmarkCity> Open(DatabaseProvider provider, string? server, string name, int devices) =>
        await Open(provider, server is null ? null : await CreateDatabase(server, $"benchmark_{name}"), Directory.CreateTempSubdirectory("commandcenter-benchmark-"), devices, isTheirs: false);

    private static async Task<BenchmarkCity> Open(DatabaseProvider provider, string? connection, DirectoryInfo folder, int devices, bool isTheirs)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = HomeFolder.Root });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Folder"] = folder.FullName,
            ["Database:Provider"] = provider.ToString(),
            ["Database:ConnectionString"] = connection,
        });
        builder.Services.AddRooms(builder.Configuration).Prepare();
        var host = builder.Build();
        await Rooms.Prepare(host.Services, CancellationToken.None);
        foreach (var follower in host.Services.GetServices<IFollowJournal>())
            await follower.Rebuild(CancellationToken.None);
        var made = await AddDevices(host.Services, devices);
        return new BenchmarkCity(host, folder, isTheirs, DatabaseProviders.ConnectionString(new DatabaseOptions { Provider = provider, ConnectionString = connection }, folder.FullName), made);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        if (!isTheirs)
            folder.Delete(recursive: true);
    }

    private static async Task<IReadOnlyList<Device>> AddDevices(IServiceProvider services, int count)
    {
        var (index, now) = (services.GetRequiredService<DeviceIndex>(), services.GetRequiredService<TimeProvider>().Now());
        await using var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync();
        var devices = Enumerable.Range(1, count).Select(i => Device.Create(Guid.CreateVersion7(now), i, $"WL-{i:0000}", $"Gauge {i}", index.KindByCode("water-level")!)).ToList();
        db.AddRange(devices);
        db.AddRange(devices.Select(d => DeviceThresholds.Create(Guid.CreateVersion7(now), d.Id, "level", DateTimeOffset.UnixEpoch, 5, 6, 7)));
        await db.SaveChangesAsync();
        await index.LoadAsync(CancellationToken.None);
        return devices;
    }

    private static async Task<string> CreateDatabase(string server, string name)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }
}
