using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Areas;

/// <summary>The rooms of areas and people over an empty database in a temporary file.</summary>
public sealed class TemporaryCity : IAsyncDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
    private readonly ServiceProvider services;

    private TemporaryCity() => services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(Clock)
        .AddDbContextFactory<CityDb>(options => options.UseSqlite($"Data Source={file};Pooling=False"))
        .AddSingleton(new City("江城", "Jiangcheng", "JC", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), "zh-CN"))
        .AddSingleton<Leases>()
        .AddJournal()
        .AddAreas()
        .AddPeople()
        .BuildServiceProvider(validateScopes: true);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => services;

    public AreaIndex Index => services.GetRequiredService<AreaIndex>();

    public static async Task<TemporaryCity> Create()
    {
        var city = new TemporaryCity();
        await using var db = await city.Open();
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return city;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public Task<CityDb> Open() => services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    /// <summary>The names of the events written so far, in order.</summary>
    public async Task<List<string>> Events()
    {
        await using var db = await Open();
        return await db.Set<JournalEntry>().OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        File.Delete(file);
    }
}
