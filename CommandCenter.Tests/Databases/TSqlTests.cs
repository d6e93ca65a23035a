using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.Databases;

public class TSqlTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_parser_refuses_what_is_not_T_SQL()
    {
        Assert.Null(TSql.Error("SELECT TOP(1) [Id] FROM [Tickets] ORDER BY [Number] DESC;\nGO\nDELETE FROM [Tickets];"));
        Assert.NotNull(TSql.Error("SELECT Id FROM Tickets LIMIT 1"));
        Assert.NotNull(TSql.Error("SELECT \"Id\" FROM \"Tickets\" WHERE \"Text\" ILIKE 'a%'"));
    }

    [Theory, AllDatabases]
    public async Task Queries_of_the_suite_are_translated_for_SQL_Server_as_well(DatabaseProvider provider)
    {
        Assert.SkipWhen(provider == DatabaseProvider.SqlServer, "A real SQL Server needs no parser.");
        await using var database = await TestDatabases.Open(provider);
        var check = new TSqlCheck();
        await using var db = Watched(database, check);
        int[] ids = [1, 2, 3];
        var (name, skip) = ("a", 1);
        var keys = db.Set<DataProtectionKey>();

        await keys.Where(k => k.FriendlyName == name).OrderBy(k => k.Id).Skip(skip).Take(10).ToListAsync(Cancel);
        await keys.Where(k => ids.Contains(k.Id)).AsNoTracking().FirstOrDefaultAsync(Cancel);
        await keys.CountAsync(k => k.Xml!.Contains(name), Cancel);
        await keys.GroupBy(k => k.FriendlyName).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(k => k.Id) }).ToListAsync(Cancel);
        await keys.Where(k => db.Set<DataProtectionKey>().Any(o => o.Id > k.Id && o.FriendlyName == k.FriendlyName)).ToListAsync(Cancel);
        await foreach (var _ in keys.Select(k => k.Xml).AsAsyncEnumerable().WithCancellation(Cancel))
            Assert.Fail("The table is empty.");
        await keys.Where(k => k.Id < 5).ExecuteUpdateAsync(s => s.SetProperty(k => k.FriendlyName, name), Cancel);
        await keys.Where(k => k.Id < 5).ExecuteDeleteAsync(Cancel);

        var sql = check.CheckedSql.ToList();
        Assert.Collection(sql,
            s => Assert.Contains("OFFSET @", s, StringComparison.Ordinal),
            s => Assert.Contains("TOP(1)", s, StringComparison.Ordinal),
            s => Assert.Contains("COUNT(*)", s, StringComparison.Ordinal),
            s => Assert.Contains("GROUP BY [", s, StringComparison.Ordinal),
            s => Assert.Contains("EXISTS (", s, StringComparison.Ordinal),
            s => Assert.Contains("SELECT [", s, StringComparison.Ordinal),
            s => Assert.StartsWith("UPDATE [", s, StringComparison.Ordinal),
            s => Assert.StartsWith("DELETE FROM [", s, StringComparison.Ordinal));
        check.ThrowIfAnyFailed();
    }

    [Fact]
    public async Task A_query_only_SQLite_understands_fails_the_test_that_issues_it()
    {
        await using var database = await TestDatabases.Open();
        var check = new TSqlCheck();
        await using var db = Watched(database, check);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.Set<DataProtectionKey>().Where(k => EF.Functions.Glob(k.FriendlyName!, "a*")).ToListAsync(Cancel));

        Assert.Contains("does not run on SQL Server", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(check.ThrowIfAnyFailed);
    }

    [Fact]
    public async Task A_host_under_test_can_be_watched_too()
    {
        await using var database = await TestDatabases.Open();
        var check = new TSqlCheck();
        await using var services = new ServiceCollection()
            .AddData(new DatabaseOptions(), database.DataFolder)
            .ConfigureDbContext<CityDb>(options => options.AddInterceptors(check))
            .BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync(Cancel);

        await db.DataProtectionKeys.AnyAsync(Cancel);

        Assert.Contains("EXISTS", Assert.Single(check.CheckedSql), StringComparison.Ordinal);
    }

    [Fact]
    public void SQL_Server_can_parse_every_insert_update_and_delete_of_every_entity()
    {
        using var model = SqlServerCapture.CreateDbContext();
        var entities = model.Model.GetEntityTypes().Where(e => e.GetTableName() is not null && !e.IsOwned() && !e.ClrType.IsAbstract).ToList();
        Assert.NotEmpty(entities);
        foreach (var entity in entities)
        {
            TSql.AssertParses(SqlServerCapture.Sql(db => Save(db, entity, EntityState.Added)));
            TSql.AssertParses(SqlServerCapture.Sql(db => Save(db, entity, EntityState.Deleted)));
            if (entity.GetProperties().Any(p => !p.IsPrimaryKey()))
                TSql.AssertParses(SqlServerCapture.Sql(db => Save(db, entity, EntityState.Modified)));
        }
    }

    // Below the context's own SaveChanges, which is asynchronous only and counts versions. Rows whose key the database gives are
    // written several at once, because SQL Server gets another statement for them.
    private static void Save(CityDb db, IEntityType type, EntityState state)
    {
        var given = type.FindPrimaryKey()!.Properties.All(p => p.ValueGenerated == ValueGenerated.OnAdd && p.ClrType != typeof(Guid));
        var rows = state == EntityState.Added && given ? 5 : 1;
#pragma warning disable EF1001 // The only way to the commands of chosen rows.
        db.GetService<IDatabase>().SaveChanges([.. Enumerable.Range(0, rows).Select(_ => (IUpdateEntry)Row(db, type, state).GetInfrastructure())]);
#pragma warning restore EF1001
    }

    private static EntityEntry Row(CityDb db, IEntityType type, EntityState state)
    {
        var entry = db.Entry(Invented.Value(type.ClrType)!);
        foreach (var property in entry.Properties.Where(p => !p.Metadata.IsShadowProperty() || p.Metadata.IsForeignKey()))
            if (state != EntityState.Added || property.Metadata.ValueGenerated == ValueGenerated.Never)
                property.CurrentValue = Invented.Value(property.Metadata.ClrType);
        entry.State = state;
        return entry;
    }

    private static CityDb Watched(TestDatabase database, TSqlCheck check)
    {
        var builder = new DbContextOptionsBuilder<CityDb>();
        DatabaseProviders.Use(builder, new DatabaseOptions { Provider = database.Provider, ConnectionString = database.ConnectionString }, database.DataFolder);
        return new CityDb(builder.AddInterceptors(check).Options);
    }
}
