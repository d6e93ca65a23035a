using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommandCenter.Platform.Data.Bulk;

/// <summary>SQL Server: bulk copy into a temporary table of the connection, then one statement from there.</summary>
internal sealed class SqlServerBulk(CityDb db) : BulkStatements
{
    private const string Staged = "#staged";

    public override Task Insert(BulkTable rows, CancellationToken cancel) => Copy(rows, Quoted(rows.Table), cancel);

    public override async Task<IReadOnlySet<Guid>> InsertNew(BulkTable rows, CancellationToken cancel)
    {
        // Bulk copy takes a key twice; the statement then would not.
        var key = rows.Columns.Single(c => c.Name == rows.Keys[0]);
        await Stage(rows with { Rows = [.. rows.Rows.DistinctBy(key.Value)] }, cancel);
        await using var command = Command(InsertNewSql(rows));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var inserted = new HashSet<Guid>(rows.Rows.Count);
        while (await reader.ReadAsync(cancel))
            inserted.Add(reader.GetGuid(0));
        return inserted;
    }

    public override async Task Upsert(BulkTable rows, string newerBy, CancellationToken cancel)
    {
        await Stage(rows, cancel);
        await Execute(UpsertSql(rows, newerBy), cancel);
    }

    public override async Task Advance(BulkTable rows, string column, CancellationToken cancel)
    {
        await Stage(rows, cancel);
        await Execute(AdvanceSql(rows, column), cancel);
    }

    internal static string StageSql(BulkTable rows) =>
        $"SELECT TOP 0 {List(rows.Columns.Select(c => Quoted(c.Name)))} INTO {Staged} FROM {Quoted(rows.Table)};";

    internal static string InsertNewSql(BulkTable rows) =>
        $"{InsertStaged(rows, $"OUTPUT inserted.{Quoted(rows.Keys[0])} ")} DROP TABLE {Staged};";

    // The locks on the keys' ranges keep another process from inserting between the two statements.
    internal static string UpsertSql(BulkTable rows, string newerBy) =>
        $"""UPDATE t SET {List(rows.Others.Select(c => $"{Quoted(c)} = s.{Quoted(c)}"))} FROM {Quoted(rows.Table)} t WITH (UPDLOCK, HOLDLOCK) JOIN {Staged} s ON {Matches(rows)} WHERE s.{Quoted(newerBy)} >= t.{Quoted(newerBy)}; {InsertStaged(rows, "")} DROP TABLE {Staged};""";

    internal static string AdvanceSql(BulkTable rows, string column) =>
        $"UPDATE t SET {Quoted(column)} = s.{Quoted(column)} FROM {Quoted(rows.Table)} t JOIN {Staged} s ON {Matches(rows)} WHERE t.{Quoted(column)} IS NULL OR t.{Quoted(column)} < s.{Quoted(column)}; DROP TABLE {Staged};";

    private static string InsertStaged(BulkTable rows, string output) =>
        $"INSERT INTO {Quoted(rows.Table)} ({List(rows.Columns.Select(c => Quoted(c.Name)))}) {output}SELECT {List(rows.Columns.Select(c => $"s.{Quoted(c.Name)}"))} FROM {Staged} s WHERE NOT EXISTS (SELECT 1 FROM {Quoted(rows.Table)} t WITH (UPDLOCK, HOLDLOCK) WHERE {Matches(rows)});";

    private static string Matches(BulkTable rows) => string.Join(" AND ", rows.Keys.Select(k => $"t.{Quoted(k)} = s.{Quoted(k)}"));

    private async Task Stage(BulkTable rows, CancellationToken cancel)
    {
        await Execute(StageSql(rows), cancel);
        await Copy(rows, Staged, cancel);
    }

    private async Task Copy(BulkTable rows, string into, CancellationToken cancel)
    {
        using var table = new DataTable();
        foreach (var column in rows.Columns)
            table.Columns.Add(column.Name, column.ClrType);
        foreach (var row in rows.Rows)
            table.Rows.Add([.. rows.Columns.Select(c => c.Value(row) ?? DBNull.Value)]);
        using var copy = new SqlBulkCopy(Connection, SqlBulkCopyOptions.CheckConstraints, Transaction) { DestinationTableName = into };
        foreach (var column in rows.Columns)
            copy.ColumnMappings.Add(column.Name, column.Name);
        await copy.WriteToServerAsync(table, cancel);
    }

    private async Task Execute(string sql, CancellationToken cancel)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private SqlConnection Connection => (SqlConnection)db.Database.GetDbConnection();

    private SqlTransaction Transaction => (SqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();

    private SqlCommand Command(string sql) => new(sql, Connection, Transaction);

    private static string Quoted(string name) => $"[{name}]";
}
