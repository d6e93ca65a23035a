using System.Data.Common;
using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CommandCenter.Platform.Data;

/// <summary>The only place that names a database provider.</summary>
public static class DatabaseProviders
{
    /// <summary>The SQLite file inside a data folder.</summary>
    public static string SqliteFile(string dataFolder) => Path.Combine(dataFolder, "commandcenter.db");

    /// <summary>Points <paramref name="builder"/> at the configured database, with its migrations.</summary>
    public static void Use(DbContextOptionsBuilder builder, DatabaseOptions options, string dataFolder) =>
        Use(builder, options.Provider, ConnectionString(options, dataFolder), LoadMigrations(options.Provider));

    /// <summary>The connection string in force: the configured one, or the SQLite file of the data folder.</summary>
    public static string ConnectionString(DatabaseOptions options, string dataFolder) => options.Provider == DatabaseProvider.Sqlite
        ? new SqliteConnectionStringBuilder(options.ConnectionString ?? "")
        {
            DataSource = options.ConnectionString is null ? SqliteFile(dataFolder) : new SqliteConnectionStringBuilder(options.ConnectionString).DataSource,
            DefaultTimeout = 60,
            ForeignKeys = true,
        }.ToString()
        : options.ConnectionString!;

    /// <summary>Why a connection string cannot be read, without repeating its values, which may be secret; null when it can.</summary>
    public static string? Unreadable(DatabaseProvider provider, string connectionString)
    {
        DbConnectionStringBuilder builder = provider switch
        {
            DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder(),
            DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(),
            _ => new SqlConnectionStringBuilder(),
        };
        try
        {
            builder.ConnectionString = connectionString;
            return null;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or OverflowException)
        {
            return problem.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>A context for "dotnet ef", which never connects.</summary>
    public static CityDb DesignTime(DatabaseProvider provider, Assembly migrations)
    {
        var builder = new DbContextOptionsBuilder<CityDb>();
        Use(builder, provider, provider == DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Host=localhost;Database=commandcenter", migrations);
        return new CityDb(builder.Options);
    }

    private static void Use(DbContextOptionsBuilder builder, DatabaseProvider provider, string connectionString, Assembly migrations)
    {
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                builder.UseSqlite(connectionString, o => o.MigrationsAssembly(migrations)).AddInterceptors(new SqliteDurability());
                break;
            case DatabaseProvider.PostgreSql:
                builder.UseNpgsql(connectionString, o => o.MigrationsAssembly(migrations));
                break;
            case DatabaseProvider.SqlServer:
                builder.UseSqlServer(connectionString.Replace("Host=", "Server=", StringComparison.Ordinal), o => o.MigrationsAssembly(migrations));
                break;
            default:
                throw new CannotStart($"Database:Provider '{provider}' is not one of {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.");
        }
    }

    private static Assembly LoadMigrations(DatabaseProvider provider)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"CommandCenter.Migrations.{provider}.dll");
        return File.Exists(path)
            ? Assembly.LoadFrom(path)
            : throw new CannotStart($"The migrations for {provider} are missing: {path} was not found. Build or publish the application again.");
    }
}
