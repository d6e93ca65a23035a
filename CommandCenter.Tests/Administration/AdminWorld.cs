using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Areas;
using CommandCenter.Desk.Administration;
using CommandCenter.Devices;
using CommandCenter.Escalations;
using CommandCenter.Escalations.Running;
using CommandCenter.Intake;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using CommandCenter.Sla;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Administration;

/// <summary>The rooms below and with administration over one test database. Another world over the same database is the server after a restart.</summary>
public sealed class AdminWorld : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private AdminWorld(TestDatabase database, FakeTimeProvider clock, Action<IServiceCollection>? more)
    {
        (Database, Clock) = (database, clock);
        var collection = new ServiceCollection()
            .AddLogging()
            .AddLocalization()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IDbContextFactory<CityDb>>(database)
            .AddSingleton(new DatabaseOptions { Provider = database.Provider })
            .AddSingleton(new DataFolder(database.DataFolder))
            .AddSingleton(City)
            .AddSingleton<Leases>()
            .AddJournal().AddDeadlines().AddAreas().AddPeople().AddDevices().AddIntake(new ConfigurationBuilder().Build()).AddAlarms().AddTickets().AddSla().AddDeskAdministration()
            .AddSingleton<EscalationsLive>().AddSingleton<EscalationWords>();
        more?.Invoke(collection);
        services = collection.BuildServiceProvider();
    }

    /// <summary>A city in Boston's zone.</summary>
    public static City City { get; } = new("江城", "Jiangcheng", "JC", TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), "zh-CN");

    /// <summary>An administrator.</summary>
    public static Caller Administrator { get; } = Caller.From(Principal());

    public TestDatabase Database { get; }

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<AdminWorld> Open(TestDatabase database, FakeTimeProvider? clock = null, Action<IServiceCollection>? more = null)
    {
        var world = new AdminWorld(database, clock ?? new FakeTimeProvider(new DateTimeOffset(2016, 1, 13, 14, 0, 0, TimeSpan.Zero)), more);
        await world.Get<JournalDispatcher>().Begin(Cancel);
        foreach (var follower in world.services.GetServices<IFollowJournal>())
            await follower.Rebuild(Cancel);
        return world;
    }

    public static ClaimsPrincipal Principal() => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, "7b6f4a1e-0000-7000-8000-000000000001"), new(ClaimTypes.Role, nameof(Role.Administrator)), new(Caller.DisplayNameClaim, "管理员")], "test"));

    public static Task<AuthenticationState> SignedIn() => Task.FromResult(new AuthenticationState(Principal()));

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>The names of the events written so far, in order.</summary>
    public async Task<List<string>> Events()
    {
        await using var db = Database.CreateDbContext();
        return await db.Set<JournalEntry>().OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
