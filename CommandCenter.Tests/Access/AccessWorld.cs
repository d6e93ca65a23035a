using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.Keys;
using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Access;

/// <summary>The Access room over an empty database of its own, with a clock that stands until it is moved.</summary>
public sealed class AccessWorld : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("access-");
    private readonly ServiceProvider services;

    private AccessWorld(Dictionary<string, string?> settings)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        AddDatabase(collection, folder.FullName);
        collection.AddJournal();
        collection.AddSingleton(Departments);
        collection.AddAccounts(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        collection.AddSingleton<SingleSignOn>();
        services = collection.BuildServiceProvider(validateScopes: true);
    }

    public static Guid Water { get; } = Guid.Parse("01900000-0000-7000-8000-000000000001");

    public static AccessChoices Departments { get; } = new(
        _ => Task.FromResult<IReadOnlyList<(Guid, string)>>([(Water, "水务局")]),
        _ => Task.FromResult<IReadOnlyList<(Guid, string)>>([]));

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 18, 6, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => services;

    public AccountDesk Accounts => services.GetRequiredService<AccountDesk>();

    public ApiKeyDesk Keys => services.GetRequiredService<ApiKeyDesk>();

    public SignInDesk SignIn => services.GetRequiredService<SignInDesk>();

    public LinkDesk Links => services.GetRequiredService<LinkDesk>();

    public Sessions Sessions => services.GetRequiredService<Sessions>();

    public SingleSignOn SingleSignOn => services.GetRequiredService<SingleSignOn>();

    public static async Task<AccessWorld> Open(Dictionary<string, string?>? settings = null)
    {
        var world = new AccessWorld(settings ?? []);
        await using var db = await world.Database();
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return world;
    }

    public static void AddDatabase(IServiceCollection services, string folder) =>
        services.AddDbContextFactory<CityDb>(options => options.UseSqlite($"Data Source={Path.Combine(folder, "access.db")};Pooling=False;Default Timeout=30"));

    public Task<CityDb> Database() => services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    public async Task<User> User(string name, Role role, string? password = Password)
    {
        var made = await Accounts.Create(name, new AccountFacts(name, [role]), Caller.System, password, singleSignOnly: password is null, cancel: TestContext.Current.CancellationToken);
        return await Find(made.UserId);
    }

    public async Task<User> Find(Guid id) =>
        await services.GetRequiredService<UserDirectory>().Find(id, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("No such user.");

    /// <summary>The names of the events the Journal holds about <paramref name="subject"/>, in order.</summary>
    public async Task<IReadOnlyList<string>> Journal(Guid subject)
    {
        await using var db = await Database();
        return await db.Set<JournalEntry>().Where(e => e.SubjectId == subject).OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
