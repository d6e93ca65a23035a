using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore.Design;

namespace CommandCenter.Migrations.SqlServer;

/// <summary>Lets "dotnet ef" make the context for this provider without starting the application.</summary>
public sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<CityDb>
{
    /// <inheritdoc/>
    public CityDb CreateDbContext(string[] args) => DatabaseProviders.DesignTime(DatabaseProvider.SqlServer, typeof(DesignTimeDatabase).Assembly);
}
