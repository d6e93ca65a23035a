using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CommandCenter.Tests.Databases;

public class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void The_last_migration_holds_the_whole_model(DatabaseProvider provider)
    {
        using var db = Offline(provider);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), "The model changed: run Migrations/add <Name>.");
    }

    [Fact]
    public void All_databases_have_the_same_migrations()
    {
        var names = Enum.GetValues<DatabaseProvider>().ToDictionary(p => p, Names);
        Assert.NotEmpty(names[DatabaseProvider.Sqlite]);
        Assert.All(names, n => Assert.Equal(names[DatabaseProvider.Sqlite], n.Value));
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void SQL_Server_can_parse_the_script_of_all_migrations(MigrationsSqlGenerationOptions options)
    {
        using var db = Offline(DatabaseProvider.SqlServer);
        var script = db.GetService<IMigrator>().GenerateScript(options: options);
        Assert.Contains("CREATE TABLE", script, StringComparison.Ordinal);
        TSql.AssertParses(script);
    }

    private static List<string> Names(DatabaseProvider provider)
    {
        using var db = Offline(provider);
        return [.. db.Database.GetMigrations().Select(m => m[(m.IndexOf('_') + 1)..])];
    }

    private static CityDb Offline(DatabaseProvider provider)
    {
        var builder = new DbContextOptionsBuilder<CityDb>();
        DatabaseProviders.Use(builder, new DatabaseOptions { Provider = provider, ConnectionString = provider == DatabaseProvider.Sqlite ? null : "Host=none;Database=none" }, "");
        return new CityDb(builder.Options);
    }
}
