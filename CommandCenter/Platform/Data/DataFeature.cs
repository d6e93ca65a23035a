using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Data;

/// <summary>Registration of the database, its options and the folder it lives in.</summary>
public static class DataFeature
{
    /// <summary>Reads <c>Database:*</c> and <c>Data:Folder</c>, all mistakes at once, each naming its key.</summary>
    /// <exception cref="CannotStart">A setting is wrong.</exception>
    public static (DatabaseOptions Database, string DataFolder) ReadSettings(IConfiguration configuration)
    {
        var section = configuration.GetSection(DatabaseOptions.Section);
        var options = new DatabaseOptions { ConnectionString = Blank(section["ConnectionString"]) };
        var problems = new List<string>();
        if (Blank(section["Provider"]) is { } name)
            if (Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) && Enum.IsDefined(provider) && !int.TryParse(name, CultureInfo.InvariantCulture, out _))
                options.Provider = provider;
            else
                problems.Add($"Database:Provider is '{name}'; it must be one of {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.");
        if (Blank(section["MigrateAtStart"]) is { } migrate)
            if (bool.TryParse(migrate, out var yes))
                options.MigrateAtStart = yes;
            else
                problems.Add($"Database:MigrateAtStart is '{migrate}'; it must be true or false.");
        if (options.Provider != DatabaseProvider.Sqlite && options.ConnectionString is null)
            problems.Add($"Database:ConnectionString is not set; {options.Provider} needs one.");
        if (options.ConnectionString is { } connection && DatabaseProviders.Unreadable(options.Provider, connection) is { } reason)
            problems.Add($"Database:ConnectionString is none of {options.Provider}: {reason}");
        if (problems.Count > 0)
            throw new CannotStart(string.Join(" ", problems));
        return (options, Path.GetFullPath(Blank(configuration["Data:Folder"]) ?? HomeFolder.DefaultData));
    }

    /// <summary>The context factory, the commit signal and the keys that protect cookies.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, DatabaseOptions database, string dataFolder)
    {
        services.AddSingleton(database);
        services.AddSingleton(new DataFolder(dataFolder));
        services.AddSingleton<CommitSignal>();
        services.AddDbContextFactory<CityDb>((provider, builder) =>
        {
            DatabaseProviders.Use(builder, database, dataFolder);
            builder.AddInterceptors(provider.GetRequiredService<CommitSignal>());
        });
        services.AddDataProtection().SetApplicationName("CommandCenter").PersistKeysToDbContext<CityDb>();
        return services;
    }

    private static string? Blank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
