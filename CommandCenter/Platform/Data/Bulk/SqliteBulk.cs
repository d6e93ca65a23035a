using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommandCenter.Platform.Data.Bulk;

/// <summary>
/// SQLite: one prepared statement, run for each row. There is no round trip to save, and binding hundreds of parameters by name costs more than many short runs; the number
/// of changed rows says whether the key was new.
/// </summary>
internal sealed class SqliteBulk(CityDb db) : BulkStatements
{
    public override Task Insert(BulkTable rows, CancellationToken cancel)
    {
        Run(InsertInto(rows), rows, cancel);
        return Task.CompletedTask;
    }

    public override Task<IReadOnlySet<Guid>> InsertNew(BulkTable rows, CancellationToken cancel)
    {
        var (key, inserted) = (rows.Columns.Single(c => c.Name == rows.Keys[0]), new HashSet<Guid>(rows.Rows.Count));
        Run($"{InsertInto(rows)} ON CONFLICT DO NOTHING", rows, cancel, row => inserted.Add((Guid)key.Value(row)!));
        return Task.FromResult<IReadOnlySet<Guid>>(inserted);
    }

    public override Task Upsert(BulkTable rows, string newerBy, CancellationToken cancel)
    {
        Run(
            $"""{InsertInto(rows)} ON CONFLICT ({List(rows.Keys.Select(Quoted))}) DO UPDATE SET {List(rows.Others.Select(c => $"{Quoted(c)} = excluded.{Quoted(c)}"))} WHERE excluded.{Quoted(newerBy)} >= {Quoted(rows.Table)}.{Quoted(newerBy)}""",
            rows, cancel);
        return Task.CompletedTask;
    }

    public override Task Advance(BulkTable rows, string column, CancellationToken cancel)
    {
        Run(
            $"UPDATE {Quoted(rows.Table)} SET {Quoted(column)} = @p1 WHERE {Quoted(rows.Keys[0])} = @p0 AND ({Quoted(column)} IS NULL OR {Quoted(column)} < @p1)",
            rows, cancel);
        return Task.CompletedTask;
    }

    // The provider works on this thread in any case; its asynchronous form would only register and forget the cancellation for each row.
    private void Run(string sql, BulkTable rows, CancellationToken cancel, Action<object>? changed = null)
    {
        using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        var parameters = rows.Columns.Select((_, i) => command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" })).ToArray();
        foreach (var row in rows.Rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = rows.Columns[i].Value(row) ?? DBNull.Value;
            if (command.ExecuteNonQuery() > 0)
                changed?.Invoke(row);
        }
    }

    private static string InsertInto(BulkTable rows) =>
        $"INSERT INTO {Quoted(rows.Table)} ({List(rows.Columns.Select(c => Quoted(c.Name)))}) VALUES ({List(rows.Columns.Select((_, i) => $"@p{i}"))})";

    private static string Quoted(string name) => $"\"{name}\"";
}
