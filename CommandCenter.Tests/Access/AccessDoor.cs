using CommandCenter.Access.Http;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using CommandCenter.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Access;

/// <summary>The whole door over HTTP: the shell's pages, cookies, keys and headers, with a few endpoints behind it that say who came in.</summary>
public sealed class AccessDoor : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("door-");
    private readonly WebApplication app;

    private AccessDoor(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(ShellFeature).Assembly.GetName().Name, WebRootPath = HomeFolder.WebRoot });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        AccessWorld.AddDatabase(builder.Services, folder.FullName);
        builder.Services.AddJournal();
        var city = City.Read(builder.Configuration);
        builder.Services.AddSingleton(city);
        builder.Services.AddShell(city);
        builder.Services.AddAccess(builder.Configuration);
        app = builder.Build();
        app.UseFrontDoor();
        app.UseShell();
        app.UseAccess();
        app.MapAccess();
        app.MapShell();
        app.MapGet("/api/v1/who", (Caller caller) => caller.Actor.Name).RequireAuthorization(Permit.SeeTickets);
        app.MapGet("/wall/who", (Caller caller) => caller.Actor.Name).RequireAuthorization(Permit.SeeWall);
        app.MapGet("/inline", () => "").AllowAnonymous().WithMetadata(new InlineScripts());
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 18, 6, 0, 0, TimeSpan.Zero));

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<AccessDoor> Open(Dictionary<string, string?>? settings = null)
    {
        var door = new AccessDoor(settings ?? []);
        await using var db = await door.Get<IDbContextFactory<CityDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        await door.app.StartAsync(TestContext.Current.CancellationToken);
        return door;
    }

    /// <summary>A browser with cookies of its own, which shows redirects instead of following them.</summary>
    public Browsing Browser() => new(app.GetTestServer().CreateHandler());

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
