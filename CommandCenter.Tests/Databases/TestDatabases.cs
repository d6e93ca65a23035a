using CommandCenter.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

[assembly: AssemblyFixture(typeof(CommandCenter.Tests.Databases.TestDatabases))]

namespace CommandCenter.Tests.Databases;

/// <summary>
/// The databases of this run. Each is migrated once into a template, on first use; every test gets a fresh copy of the template.
/// As the assembly's fixture it stops at the end what it started.
/// </summary>
public sealed class TestDatabases : IAsyncDisposable
{
    /// <summary>The environment variable with a connection string to a SQL Server on which databases may be created and dropped.</summary>
    public const string SqlServerVariable = "COMMANDCENTER_SQLSERVER";

    private static readonly Lazy<Task<PostgreSqlServer>> PostgreSql = new(PostgreSqlServer.Start);
    private static readonly Lazy<Task<DirectoryInfo>> SqliteTemplate = new(MigrateSqliteTemplate);

    private static string? SqlServer => Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } set ? set : null;

    /// <summary>Why <paramref name="provider"/> cannot be tested on this machine; null when it is there.</summary>
    public static string? Missing(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => null,
        DatabaseProvider.PostgreSql => PostgreSqlServer.Missing,
        _ => SqlServer is null ? $"No SQL Server: {SqlServerVariable} holds no connection string." : null,
    };

    /// <summary>Why a test on <paramref name="provider"/> is skipped; null where it runs, or must run and fail.</summary>
    public static string? SkipReason(DatabaseProvider provider) =>
        Continuous.Integration && provider != DatabaseProvider.SqlServer ? null : Missing(provider);

    /// <summary>
    /// A fresh, migrated, empty database of its own. Every query that its contexts compile is also translated for SQL Server and
    /// parsed (<see cref="TSqlCheck"/>). Dispose it to drop it.
    /// </summary>
    public static async Task<TestDatabase> Open(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        if (Missing(provider) is { } reason)
            Continuous.SkipOrFail(reason);
        var folder = Directory.CreateTempSubdirectory("commandcenter-test-");
        return provider switch
        {
            DatabaseProvider.Sqlite => await OpenSqlite(folder),
            DatabaseProvider.PostgreSql => await OpenPostgreSql(folder),
            _ => await OpenSqlServer(folder),
        };
    }

    /// <summary>Stops the server and removes the templates of this run.</summary>
    public async ValueTask DisposeAsync()
    {
        // What failed to start has failed its tests already.
        if (PostgreSql is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await PostgreSql.Value).DisposeAsync();
        if (SqliteTemplate is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            (await SqliteTemplate.Value).Delete(recursive: true);
        TSqlCheck.Shared.ThrowIfAnyFailed();
    }

    private static async Task<TestDatabase> OpenSqlite(DirectoryInfo folder)
    {
        var template = await SqliteTemplate.Value;
        File.Copy(DatabaseProviders.SqliteFile(template.FullName), DatabaseProviders.SqliteFile(folder.FullName));
        return new TestDatabase(new DatabaseOptions { Provider = DatabaseProvider.Sqlite }, folder, db =>
        {
            SqliteConnection.ClearPool(new SqliteConnection(db.ConnectionString));
            return Task.CompletedTask;
        });
    }

    private static async Task<TestDatabase> OpenPostgreSql(DirectoryInfo folder)
    {
        var server = await PostgreSql.Value;
        var connectionString = await server.CreateDatabase();
        return new TestDatabase(new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = connectionString }, folder,
            _ => server.DropDatabase(connectionString));
    }

    private static async Task<TestDatabase> OpenSqlServer(DirectoryInfo folder)
    {
        var connectionString = $"{SqlServer};Initial Catalog=commandcenter_test_{Guid.NewGuid():N}";
        var database = new TestDatabase(new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = connectionString }, folder,
            async db =>
            {
                await using var context = db.CreateDbContext();
                await context.Database.EnsureDeletedAsync();
            });
        await using var context = database.CreateDbContext();
        await context.Database.MigrateAsync();
        return database;
    }

    private static async Task<DirectoryInfo> MigrateSqliteTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("commandcenter-template-");
        var builder = new DbContextOptionsBuilder<CityDb>();
        DatabaseProviders.Use(builder, new DatabaseOptions(), folder.FullName);
        await using var db = new CityDb(builder.Options);
        await db.Database.MigrateAsync();
        // The last connection to close folds the write-ahead log into the file; only then is the file alone the database.
        SqliteConnection.ClearPool(new SqliteConnection(db.Database.GetConnectionString()));
        return folder;
    }
}
