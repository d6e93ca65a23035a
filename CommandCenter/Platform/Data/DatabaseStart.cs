using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Data;

/// <summary>Brings the database to the schema of this program, or says in one line why it cannot.</summary>
public static class DatabaseStart
{
    /// <summary>Connects, refuses a database made by a newer version, and migrates.</summary>
    /// <returns>Whether there was nothing before: this call made the schema.</returns>
    /// <exception cref="CannotStart">The database cannot be used.</exception>
    public static async Task<bool> Prepare(IServiceProvider services, CancellationToken cancel)
    {
        var options = services.GetRequiredService<DatabaseOptions>();
        await using var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync(cancel);
        try
        {
            var folder = services.GetRequiredService<DataFolder>();
            if (options.Provider == DatabaseProvider.Sqlite)
                await OpenEmbedded(db, folder, cancel);
            return await Migrate(db, options, folder, cancel);
        }
        catch (Exception problem) when (problem is not CannotStart and not OperationCanceledException)
        {
            throw new CannotStart($"The {options.Provider} database cannot be used: {problem.GetBaseException().Message.ReplaceLineEndings(" ")}", problem);
        }
    }

    // EF Core looks first through a read-only connection, which cannot roll back what a killed process left; this one can, and stays open. EF sets the write-ahead log
    // only where it makes the file itself; it is set here, once for the file's life, because without it every reader would wait for the writer.
    private static async Task OpenEmbedded(CityDb db, DataFolder folder, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        if ((await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync(cancel)) is ["wal"])
            return;
        using var alone = await folder.TakeForMigration(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancel);
    }

    private static async Task<bool> Migrate(CityDb db, DatabaseOptions options, DataFolder folder, CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (applied.FirstOrDefault(m => !known.Contains(m)) is { } newer)
            throw new CannotStart($"The database was made by a newer version of CommandCenter (it has the change '{newer}', which this version does not know). Start that version, or restore a backup.");
        if (applied.Count == known.Count)
            return false;
        if (!options.MigrateAtStart)
            throw new CannotStart($"The database lacks {known.Count - applied.Count} schema changes and Database:MigrateAtStart is false. Apply the scripts of this version first.");
        if (options.Provider == DatabaseProvider.Sqlite)
            await MigrateEmbedded(db, folder, cancel);
        else
            await db.Database.MigrateAsync(cancel);
        return applied.Count == 0;
    }

    // EF Core keeps others away from a SQLite database by a row, which a killed process leaves behind for ever, and whoever finds it waits without end. Here the right
    // to migrate is a file that ends with its process; so whatever row is found under it is nobody's.
    private static async Task MigrateEmbedded(CityDb db, DataFolder folder, CancellationToken cancel)
    {
        using var alone = await folder.TakeForMigration(cancel);
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancel);
        await db.Database.MigrateAsync(cancel);
    }
}
