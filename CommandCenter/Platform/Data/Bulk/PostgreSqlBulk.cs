using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CommandCenter.Platform.Data.Bulk;

/// <summary>
/// PostgreSQL: each column goes over as one array in binary form, and the statement unfolds them. It costs one round trip like COPY, and unlike COPY it can pass over
/// what is there and say what was new, without a temporary table for each batch.
/// </summary>
internal sealed class PostgreSqlBulk(CityDb db) : BulkStatements
{
    public override async Task Insert(BulkTable rows, CancellationToken cancel)
    {
        var names = List(rows.Columns.Select(c => Quoted(c.Name)));
        // In their order: a key that the database counts is then counted in it.
        await using var command = Command(rows, $"INSERT INTO {Quoted(rows.Table)} ({names}) SELECT {names} FROM {Source(rows, "WITH ORDINALITY", "n")} ORDER BY n");
        await command.ExecuteNonQueryAsync(cancel);
    }

    public override async Task<IReadOnlySet<Guid>> InsertNew(BulkTable rows, CancellationToken cancel)
    {
        await using var command = Command(rows, $"{InsertInto(rows)} ON CONFLICT DO NOTHING RETURNING {Quoted(rows.Keys[0])}");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var inserted = new HashSet<Guid>(rows.Rows.Count);
        while (await reader.ReadAsync(cancel))
            inserted.Add(reader.GetGuid(0));
        return inserted;
    }

    public override async Task Upsert(BulkTable rows, string newerBy, CancellationToken cancel)
    {
        await using var command = Command(rows,
            $"""{InsertInto(rows)} ON CONFLICT ({List(rows.Keys.Select(Quoted))}) DO UPDATE SET {List(rows.Others.Select(c => $"{Quoted(c)} = excluded.{Quoted(c)}"))} WHERE excluded.{Quoted(newerBy)} >= t.{Quoted(newerBy)}""");
        await command.ExecuteNonQueryAsync(cancel);
    }

    public override async Task Advance(BulkTable rows, string column, CancellationToken cancel)
    {
        var (key, moved) = (Quoted(rows.Keys[0]), Quoted(column));
        await using var command = Command(rows,
            $"UPDATE {Quoted(rows.Table)} AS t SET {moved} = s.{moved} FROM {Source(rows)} WHERE t.{key} = s.{key} AND (t.{moved} IS NULL OR t.{moved} < s.{moved})");
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string InsertInto(BulkTable rows)
    {
        var names = List(rows.Columns.Select(c => Quoted(c.Name)));
        return $"INSERT INTO {Quoted(rows.Table)} AS t ({names}) SELECT {names} FROM {Source(rows)}";
    }

    private static string Source(BulkTable rows, string with = "", params string[] more) =>
        $"unnest({List(rows.Columns.Select((c, i) => $"@p{i}::{c.StoreType}[]"))}) {with} AS s({List(rows.Columns.Select(c => Quoted(c.Name)).Concat(more))})";

    private NpgsqlCommand Command(BulkTable rows, string sql)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        for (var i = 0; i < rows.Columns.Count; i++)
            command.Parameters.AddWithValue($"p{i}", Values(rows.Columns[i], rows.Rows));
        return command;
    }

    private static Array Values(BulkColumn column, IReadOnlyList<object> rows)
    {
        var values = Array.CreateInstance(column.IsNullable && column.ClrType.IsValueType ? typeof(Nullable<>).MakeGenericType(column.ClrType) : column.ClrType, rows.Count);
        for (var i = 0; i < rows.Count; i++)
            values.SetValue(column.Value(rows[i]), i);
        return values;
    }

    private static string Quoted(string name) => $"\"{name}\"";
}
