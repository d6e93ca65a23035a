using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace CommandCenter.Benchmarks;

/// <summary>What a database can do at best with rows that nobody looks at: SQLite one prepared statement in one transaction, PostgreSQL a binary COPY. The table and its indexes are the application's.</summary>
public static class BulkInsert
{
    /// <summary>Inserts all rows.</summary>
    public static Task Run(DatabaseProvider provider, string connectionString, IEnumerable<Measurement> rows) =>
        provider == DatabaseProvider.Sqlite ? Sqlite(connectionString, rows) : PostgreSql(connectionString, rows);

    private static async Task Sqlite(string connectionString, IEnumerable<Measurement> rows)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using (var durable = connection.CreateCommand())
        {
            durable.CommandText = "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"; // as the application has it
            await durable.ExecuteNonQueryAsync();
        }
        await using var transaction = connection.BeginTransaction();
        await using var insert = connection.CreateCommand();
        insert.CommandText = """INSERT INTO "Measurements" ("Id", "DeviceId", "Quantity", "At", "Value", "ReceivedAt", "Doubts") VALUES ($id, $device, $quantity, $at, $value, $received, 0)""";
        var (id, device, quantity) = (insert.Parameters.Add("$id", SqliteType.Text), insert.Parameters.Add("$device", SqliteType.Text), insert.Parameters.Add("$quantity", SqliteType.Text));
        var (at, value, received) = (insert.Parameters.Add("$at", SqliteType.Text), insert.Parameters.Add("$value", SqliteType.Real), insert.Parameters.Add("$received", SqliteType.Text));
        await insert.PrepareAsync();
        foreach (var row in rows)
        {
            (id.Value, device.Value, quantity.Value, at.Value, value.Value, received.Value) = (row.Id, row.DeviceId, row.Quantity, row.At.UtcDateTime, row.Value, row.ReceivedAt.UtcDateTime);
            insert.ExecuteNonQuery();
        }
        await transaction.CommitAsync();
    }

    private static async Task PostgreSql(string connectionString, IEnumerable<Measurement> rows)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync("""COPY "Measurements" ("Id", "DeviceId", "Quantity", "At", "Value", "ReceivedAt", "Doubts") FROM STDIN (FORMAT BINARY)""");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.DeviceId, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Quantity, NpgsqlDbType.Text);
            await copy.WriteAsync(row.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(row.Value, NpgsqlDbType.Double);
            await copy.WriteAsync(row.ReceivedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(0, NpgsqlDbType.Integer);
        }
        await copy.CompleteAsync();
    }
}
