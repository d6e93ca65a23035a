using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.People;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using CommandCenter.Areas;
using CommandCenter.Tests.Databases;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.People;

/// <summary>The room of people over a database of its own, with accounts and a department to make rosters of. Monday 2 March 2026, noon in Shanghai.</summary>
public sealed class DutyCity : IAsyncDisposable
{
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    public static readonly TimeZoneInfo Boston = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    public static readonly DayOfWeek[] Daily = Enum.GetValues<DayOfWeek>();
    public static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private readonly ServiceProvider services;
    private readonly bool ownsDatabase;

    private DutyCity(TestDatabase database, FakeTimeProvider clock, bool ownsDatabase, TimeZoneInfo zone, CityDays? days, PeopleOptions? options)
    {
        (Database, Clock, this.ownsDatabase, Zone) = (database, clock, ownsDatabase, zone);
        var collection = new ServiceCollection()
            .AddLogging().AddLocalization()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IDbContextFactory<CityDb>>(database)
            .AddSingleton(new City("江城", "Jiangcheng", "JC", zone, "zh-CN"))
            .AddSingleton<Leases>()
            .AddJournal().AddAreas().AddPeople();
        if (days is not null)
            collection.AddSingleton(days);
        if (options is not null)
            collection.AddSingleton(options);
        services = collection.BuildServiceProvider(validateScopes: true);
    }

    public TestDatabase Database { get; }

    public FakeTimeProvider Clock { get; }

    public TimeZoneInfo Zone { get; }

    public IServiceProvider Services => services;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DutyCity> Open(DatabaseProvider provider = DatabaseProvider.Sqlite, TimeZoneInfo? zone = null, CityDays? days = null, PeopleOptions? options = null) =>
        new(await TestDatabases.Open(provider), new FakeTimeProvider(Instant("2026-03-02T12:00")), ownsDatabase: true, zone ?? Shanghai, days, options);

    /// <summary>Another node over the same database.</summary>
    public DutyCity Beside() => new(Database, Clock, ownsDatabase: false, Zone, null, null);

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public CityDb Db() => Database.CreateDbContext();

    /// <summary>An instant by Shanghai's wall clock, or that of another zone.</summary>
    public static DateTimeOffset Instant(string local, TimeZoneInfo? zone = null)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, (zone ?? Shanghai).GetUtcOffset(time)).ToUniversalTime();
    }

    public static DateOnly On(string date) => DateOnly.Parse(date, CultureInfo.InvariantCulture);

    public static ShiftDetails Shift(string name, int from, int to, DayOfWeek[]? days = null, HolidayRule holidays = HolidayRule.Same, int firstCrew = 0) =>
        new(null, name, new TimeOnly(from, 0), new TimeOnly(to, 0), days ?? Daily, holidays, firstCrew);

    public async Task<DutyPerson> Person(string name, Role role = Role.DutyOfficer, Guid? department = null)
    {
        await using var db = Db();
        var user = new User
        {
            Id = Guid.NewGuid(),
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = name,
            Roles = [role],
            DepartmentId = department,
            CreatedAt = Clock.GetUtcNow(),
        };
        db.Add(user);
        await db.SaveChangesAsync(Cancel);
        return new DutyPerson(user.Id, name, user.Roles, department, Active: true);
    }

    public async Task Change(DutyPerson person, Action<User> change)
    {
        await using var db = Db();
        change(await db.Set<User>().SingleAsync(u => u.Id == person.Id, Cancel));
        await db.SaveChangesAsync(Cancel);
        foreach (var follower in services.GetServices<IFollowJournal>())
            await follower.Rebuild(Cancel);
    }

    public Task<Department> Department(string code = "SW", string name = "水务局") =>
        Get<DepartmentDesk>().Add(new DepartmentDetails(code, name, null, [], null, null), Caller.System, Cancel);

    /// <summary>A roster of day and night for duty officers of the center, or what <paramref name="change"/> makes of it.</summary>
    public Task<Roster> Roster(IEnumerable<DutyPerson[]> crews, Func<RosterDetails, RosterDetails>? change = null)
    {
        var details = Details(crews);
        return Get<RosterDesk>().Add(change?.Invoke(details) ?? details, Caller.System, Cancel);
    }

    public static RosterDetails Details(IEnumerable<DutyPerson[]> crews) => new(
        "值班室", "Watch room", Role.DutyOfficer, null, AroundTheClock: true, On("2026-03-02"), 1,
        [.. crews.Select((people, i) => new CrewDetails(null, $"{i + 1} 班", [.. people.Select(p => p.Id)]))],
        [Shift("白班", 8, 20), Shift("夜班", 20, 8, firstCrew: Math.Max(0, crews.Count() - 1))]);

    public async Task<string[]> OnDuty(string local, Role role = Role.DutyOfficer, Guid? department = null) =>
        [.. (await Get<DutyBook>().OnDuty(role, department, Instant(local, Zone), Cancel)).Select(p => p.DisplayName)];

    public static ClaimsPrincipal Principal(DutyPerson person) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, person.Id.ToString()), new(Caller.DisplayNameClaim, person.Name),
        .. person.Roles.Select(r => new Claim(ClaimTypes.Role, r.ToString())),
        .. person.DepartmentId is { } department ? [new Claim(Caller.DepartmentClaim, department.ToString())] : Array.Empty<Claim>(),
    ], "test"));

    public static Caller CallerOf(DutyPerson person) => Caller.From(Principal(person));

    public static Task<AuthenticationState> SignedIn(DutyPerson person) => Task.FromResult(new AuthenticationState(Principal(person)));

    /// <summary>Somebody whose account is not in the database, for what needs only their roles.</summary>
    public static DutyPerson Nobody(Role role, Guid? department = null) => new(Guid.NewGuid(), role.ToString(), ImmutableHashSet.Create(role), department, Active: true);

    /// <summary>The names of the events written so far, in order.</summary>
    public async Task<List<string>> Events()
    {
        await using var db = Db();
        return await db.Set<JournalEntry>().OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (ownsDatabase)
            await Database.DisposeAsync();
    }
}
