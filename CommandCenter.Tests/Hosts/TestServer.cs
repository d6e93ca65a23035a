using System.Net.Http.Headers;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.Keys;
using CommandCenter.Alarms.Reading;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommandCenter.Tests.Hosts;

/// <summary>
/// The whole application on a database of its own: the real Program.cs, the real doors. Unless told otherwise its background work stands still and
/// <see cref="Settle"/>, <see cref="Pump"/> and <see cref="RunJobs"/> do it, so that a test says when.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly bool ownsDatabase;
    private readonly string folder;
    private readonly CityFactory factory;
    private int people;

    private TestServer(TestDatabase database, bool ownsDatabase, string folder, ServerOptions options)
    {
        (this.database, this.ownsDatabase, this.folder, Options) = (database, ownsDatabase, folder, options);
        factory = new CityFactory(database, folder, options, Jobs, Log);
        if (options.Kestrel)
            factory.UseKestrel(0);
    }

    /// <summary>How it was started.</summary>
    public ServerOptions Options { get; }

    /// <summary>The jobs that wait for the test to run them.</summary>
    public HandJobs Jobs { get; } = new();

    /// <summary>What it logged.</summary>
    public KeptLog Log { get; } = new();

    /// <summary>The database it runs on.</summary>
    public TestDatabase Database => database;

    /// <summary>Its registrations.</summary>
    public IServiceProvider Services => factory.Services;

    /// <summary>Where it listens; with <see cref="ServerOptions.Kestrel"/> a real address.</summary>
    public Uri Address => factory.ClientOptions.BaseAddress;

    /// <summary>Starts a server on a fresh database.</summary>
    public static async Task<TestServer> Start(DatabaseProvider provider = DatabaseProvider.Sqlite, ServerOptions? options = null)
    {
        var database = await TestDatabases.Open(provider);
        return await Begin(new TestServer(database, ownsDatabase: true, database.DataFolder, options ?? new ServerOptions()));
    }

    /// <summary>Starts a server on a database that is there: a second node with a folder of its own, or the same one again after the first was disposed.</summary>
    public static Task<TestServer> Start(TestDatabase database, ServerOptions? options = null, bool secondNode = false) => Begin(new TestServer(
        database, ownsDatabase: false, secondNode ? Directory.CreateDirectory(Path.Combine(database.DataFolder, "second")).FullName : database.DataFolder, options ?? new ServerOptions()));

    /// <summary>A registered service.</summary>
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A context on its database, checked for SQL Server as all are.</summary>
    public CityDb Db() => Get<IDbContextFactory<CityDb>>().CreateDbContext();

    /// <summary>A caller with an API key of these scopes; without any, a stranger. Redirects are shown, not followed.</summary>
    public async Task<HttpClient> Client(params string[] scopes)
    {
        var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = Address, HandleCookies = false });
        if (scopes.Length == 0)
            return client;
        var key = await Get<ApiKeyDesk>().Create(string.Join(' ', scopes), scopes, expiresAt: null, Caller.System);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Key);
        return client;
    }

    /// <summary>What carries requests into it without a network, for clients that make their own requests.</summary>
    public HttpMessageHandler Handler() => factory.Server.CreateHandler();

    /// <summary>A person with this role, signed in: their client sends the session's cookie, and <see cref="Person.Caller"/> is who the rooms see.</summary>
    public async Task<Person> SignIn(Role role, Guid? department = null, Guid? area = null)
    {
        var name = $"{role}{Interlocked.Increment(ref people)}".ToLowerInvariant();
        var account = await Get<AccountDesk>().Create(name, new AccountFacts($"{role} {people}", [role], department, area), Caller.System, role == Role.Wall ? null : Person.Password);
        await using var db = Db();
        var principal = SignInPrincipal.Of(await db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == account.UserId));
        var cookie = Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = Get<TimeProvider>().GetUtcNow(), ExpiresUtc = Get<TimeProvider>().GetUtcNow().AddDays(30) };
        var session = cookie.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme));
        var client = await Client();
        client.DefaultRequestHeaders.Add("Cookie", $"{cookie.Cookie.Name}={session}");
        return new Person(name, account.UserId, Caller.From(principal), client, new KeyValuePair<string, string>(cookie.Cookie.Name!, session));
    }

    /// <summary>Seals, delivers and follows until nothing is left: the picture in memory is the database's.</summary>
    public async Task Settle()
    {
        await JournalFeature.CatchUp(Services, CancellationToken.None);
        while (await Get<JournalTail>().Sweep(CancellationToken.None))
        {
        }
    }

    /// <summary>Claims what is due, runs its jobs and settles.</summary>
    public async Task Pump()
    {
        while (await Get<DeadlinePump>().Sweep(CancellationToken.None))
        {
        }
        await RunJobs();
        await Settle();
    }

    /// <summary>Runs every waiting job; returns how many there were.</summary>
    public async Task<int> RunJobs()
    {
        var jobs = Jobs.Take();
        foreach (var job in jobs)
            await HandJobs.Run(job, Services);
        return jobs.Count;
    }

    /// <summary>Moves the clock on, and pumps.</summary>
    public async Task Pass(TimeSpan time)
    {
        Options.Clock!.Advance(time);
        await Pump();
    }

    /// <summary>Does something while the intake's queue is read, as a server's background work reads it; the fake clock moves, because a group closes by time.</summary>
    public async Task<T> WhileReading<T>(Func<Task<T>> act)
    {
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                await Get<SignalReader>().Sweep(done.Token);
        });
        var moving = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (!done.IsCancellationRequested && await timer.WaitForNextTickAsync())
                Options.Clock!.Advance(TimeSpan.FromMilliseconds(10));
        });
        try
        {
            return await act();
        }
        finally
        {
            await done.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
            await moving;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await FolderFree();
        if (ownsDatabase)
            await database.DisposeAsync();
    }

    private static async Task<TestServer> Begin(TestServer server)
    {
        server.factory.StartServer();
        if (!server.Options.Background)
            await server.Settle();
        return server;
    }

    // Program.cs gives the folder back after the host is gone, on a thread of its own.
    private async Task FolderFree()
    {
        for (var wait = 0; ; wait++)
            try
            {
                new DataFolder(folder).TakeForServer().Dispose();
                return;
            }
            catch (CannotStart) when (wait < 200)
            {
                await Task.Delay(25);
            }
    }
}
