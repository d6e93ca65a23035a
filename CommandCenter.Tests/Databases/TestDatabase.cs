using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Databases;

/// <summary>One test's database, migrated and empty, and a data folder beside it. It is the context factory that rooms ask for.</summary>
public sealed class TestDatabase(DatabaseOptions options, DirectoryInfo folder, Func<TestDatabase, Task> drop) : IDbContextFactory<CityDb>, IAsyncDisposable
{
    /// <summary>Which database this is.</summary>
    public DatabaseProvider Provider => options.Provider;

    /// <summary>An empty data folder of its own (on SQLite it holds the database), removed with the database.</summary>
    public string DataFolder => folder.FullName;

    /// <summary>The connection string in force.</summary>
    public string ConnectionString { get; } = DatabaseProviders.ConnectionString(options, folder.FullName);

    /// <summary>Options for contexts on this database, watched by <see cref="TSqlCheck"/>.</summary>
    public DbContextOptions<CityDb> ContextOptions { get; } = OptionsFor(options, folder.FullName);

    /// <summary>
    /// The settings that make the application use this database and folder, for a host under test. Call
    /// <see cref="TSqlCheck.Watch"/> on its contexts as well, so that its queries are checked too.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Data:Folder"] = folder.FullName,
        ["Database:Provider"] = options.Provider.ToString(),
        ["Database:ConnectionString"] = options.ConnectionString,
    };

    /// <inheritdoc/>
    public CityDb CreateDbContext() => new(ContextOptions);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await drop(this);
        folder.Delete(recursive: true);
    }

    private static DbContextOptions<CityDb> OptionsFor(DatabaseOptions options, string dataFolder)
    {
        var builder = new DbContextOptionsBuilder<CityDb>();
        DatabaseProviders.Use(builder, options, dataFolder);
        TSqlCheck.Watch(builder);
        return builder.Options;
    }
}
