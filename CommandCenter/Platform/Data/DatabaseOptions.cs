namespace CommandCenter.Platform.Data;

/// <summary>Where the rows are kept: section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Database";

    /// <summary>Which database. Default: SQLite in the data folder.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>The connection string; needed for every provider but SQLite, which uses <c>commandcenter.db</c> in the data folder.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether the schema is brought up to date at start. Turn off where only a database administrator may.</summary>
    public bool MigrateAtStart { get; set; } = true;
}
