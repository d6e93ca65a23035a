namespace CommandCenter.Platform.Data;

/// <summary>The databases a city can keep its rows in. SQLite is the embedded default; the others are servers.</summary>
public enum DatabaseProvider
{
    /// <summary>One file in the data folder, one process at a time.</summary>
    Sqlite,

    /// <summary>PostgreSQL 13 or later.</summary>
    PostgreSql,

    /// <summary>SQL Server 2019 or later.</summary>
    SqlServer,
}
