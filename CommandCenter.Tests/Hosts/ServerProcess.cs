using System.Net.Http.Headers;
using CommandCenter.Access;
using CommandCenter.Access.Keys;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.Hosts;

/// <summary>A server in a process of its own on a free port of 127.0.0.1, that can be killed and started again on the same data folder.</summary>
public sealed class ServerProcess(string dataFolder) : IAsyncDisposable
{
    private CityProcess? process;
    private HttpClient? http;

    /// <summary>Where it serves; the same after a restart.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>The process, while there is one.</summary>
    public CityProcess Process => process ?? throw new InvalidOperationException("It was not started.");

    /// <summary>A client with an API key; made once the database is there.</summary>
    public HttpClient Http => http ?? throw new InvalidOperationException("It was not started.");

    /// <summary>Starts it, and returns when it is ready to serve.</summary>
    public async Task Start(CancellationToken cancel, params string[] settings)
    {
        process = CityProcess.Start(dataFolder, ["--urls", Address.ToString().TrimEnd('/'), .. settings]);
        using var asking = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var attempt = 0; ; attempt++)
        {
            if (process.HasExited || attempt > 600)
                Assert.Fail($"The server did not get ready. It said:\n{process.Output}\n{process.Error}");
            if (await IsReady(asking, cancel))
                break;
            await Task.Delay(100, cancel);
        }
        http ??= await Client(cancel);
    }

    /// <summary>SIGKILL.</summary>
    public Task Kill() => Process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (process is not null)
            await process.DisposeAsync();
    }

    /// <summary>A context on the embedded database of a folder, beside whoever else uses it.</summary>
    public static CityDb Db(string dataFolder)
    {
        var builder = new DbContextOptionsBuilder<CityDb>();
        DatabaseProviders.Use(builder, new DatabaseOptions(), dataFolder);
        return new CityDb(builder.Options);
    }

    /// <summary>Closes the pooled connections to a folder's database, so that the folder can be removed.</summary>
    public static void Forget(string dataFolder)
    {
        using var connection = new SqliteConnection(DatabaseProviders.ConnectionString(new DatabaseOptions(), dataFolder));
        SqliteConnection.ClearPool(connection);
    }

    private async Task<HttpClient> Client(CancellationToken cancel)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var desk = new ApiKeyDesk(new Contexts(dataFolder), new JournalWriter([], services, TimeProvider.System), TimeProvider.System);
        var key = await desk.Create("endurance", [.. Scope.All], expiresAt: null, Caller.System, cancel);
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Key);
        return client;
    }

    private static async Task<bool> IsReady(HttpClient asking, CancellationToken cancel)
    {
        try
        {
            using var answer = await asking.GetAsync("/health/ready", cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false; // it is not listening yet
        }
    }

    private sealed class Contexts(string dataFolder) : IDbContextFactory<CityDb>
    {
        public CityDb CreateDbContext() => Db(dataFolder);
    }
}
