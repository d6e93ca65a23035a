using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Data.Bulk;
using CommandCenter.Tests.Databases;

namespace CommandCenter.Tests.Devices;

public sealed class BulkTests
{
    [Fact]
    public async Task SQL_Server_can_read_what_bulk_rows_say_to_it()
    {
        await using var database = await TestDatabases.Open();
        await using var db = database.CreateDbContext();
        var now = new DateTimeOffset(2026, 6, 18, 8, 0, 0, TimeSpan.Zero);
        var measurements = BulkTable.Of(db, [new Measurement { Id = Guid.NewGuid(), DeviceId = Guid.NewGuid(), Quantity = "level", At = now, Value = 1, ReceivedAt = now }]);
        var latest = BulkTable.Of(db, [new DeviceLatest { DeviceId = Guid.NewGuid(), Quantity = "level", Value = 1, At = now, WrittenAt = now, Writer = Guid.NewGuid() }]);
        var seen = BulkTable.Of<Device>(db, nameof(Device.LastSeenAt), [KeyValuePair.Create(Guid.NewGuid(), now)]);

        Assert.All([measurements, latest, seen], table => TSql.AssertParses(SqlServerBulk.StageSql(table)));
        TSql.AssertParses(SqlServerBulk.InsertNewSql(measurements));
        TSql.AssertParses(SqlServerBulk.UpsertSql(latest, nameof(DeviceLatest.At)));
        TSql.AssertParses(SqlServerBulk.AdvanceSql(seen, nameof(Device.LastSeenAt)));
        Assert.Equal(["DeviceId", "Quantity"], latest.Keys);
        Assert.Equal([typeof(Guid), typeof(DateTime)], seen.Columns.Select(c => c.ClrType));
    }
}
