using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Databases;

public class DatabaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_fresh_database_is_migrated_and_empty_and_keeps_what_is_saved(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using (var db = database.CreateDbContext())
        {
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(Cancel));
            Assert.Empty(await db.DataProtectionKeys.ToListAsync(Cancel));
            db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = "钥匙", Xml = "<key/>" });
            await db.SaveChangesAsync(Cancel);
        }

        await using var again = database.CreateDbContext();
        Assert.Equal("钥匙", (await again.DataProtectionKeys.SingleAsync(Cancel)).FriendlyName);
        Assert.EndsWith(provider.ToString(), again.Database.ProviderName, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, AllDatabases]
    public async Task Two_databases_of_one_run_do_not_see_each_other(DatabaseProvider provider)
    {
        await using var one = await TestDatabases.Open(provider);
        await using var other = await TestDatabases.Open(provider);
        await using (var db = one.CreateDbContext())
        {
            db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = "one" });
            await db.SaveChangesAsync(Cancel);
        }

        await using var second = other.CreateDbContext();
        Assert.False(await second.DataProtectionKeys.AnyAsync(Cancel));
    }

    [Fact]
    public async Task A_disposed_database_leaves_no_folder_behind()
    {
        var database = await TestDatabases.Open();
        await using (var db = database.CreateDbContext())
            await db.DataProtectionKeys.CountAsync(Cancel);
        await database.DisposeAsync();
        Assert.False(Directory.Exists(database.DataFolder));
    }

    [Fact]
    public async Task SQLite_keeps_a_write_ahead_log_in_every_copy()
    {
        await using var database = await TestDatabases.Open();
        await using var db = database.CreateDbContext();
        Assert.Equal("wal", (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync(Cancel)).Single());
    }
}
