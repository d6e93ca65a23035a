using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Devices;

public sealed class MeasurementStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 18, 4, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => DeviceCity.Cancel;

    [Theory, AllDatabases]
    public async Task The_same_measurement_sent_twice_is_one_row(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        var row = Row(gauge, Noon, 3.42);

        var first = await city.Store(row, row);
        var second = await city.Store(row with { ReceivedAt = city.Now.AddHours(1) });

        Assert.Equal([false, true], first.Select(s => s.Duplicate));
        Assert.True(Assert.Single(second).Duplicate);
        Assert.Equal(first[0].Id, second[0].Id);
        Assert.Equal([(3.42, MeasurementDoubts.None)], await Rows(city));
    }

    [Theory, AllDatabases]
    public async Task A_message_id_is_the_identity_whatever_else_the_message_says(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var (one, other) = (await city.Device("G-1"), await city.Device("G-2"));

        var stored = await city.Store(
            Row(one, Noon, 3.42) with { MessageId = "m1" },
            Row(one, Noon.AddMinutes(1), 5) with { MessageId = "m1" },
            Row(one, Noon, 3.42) with { MessageId = "m2" },
            Row(other, Noon, 3.42) with { MessageId = "m1" });

        Assert.Equal([false, true, false, false], stored.Select(s => s.Duplicate));
        Assert.Equal(MeasurementDoubts.None, stored[2].Doubts);
    }

    [Theory, AllDatabases]
    public async Task Another_value_for_an_instant_is_a_correction_and_becomes_the_latest(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        await city.Store(Row(gauge, Noon, 3.42));

        var corrected = Assert.Single(await city.Store(Row(gauge, Noon, 3.24)));
        var again = Assert.Single(await city.Store(Row(gauge, Noon, 3.42)));

        Assert.Equal((false, MeasurementDoubts.Correction), (corrected.Duplicate, corrected.Doubts));
        Assert.True(again.Duplicate);
        Assert.Equal((3.24, Noon), await Latest(city, gauge));
        Assert.Equal(3.24, city.Get<DevicesLive>().Set.Items[gauge.Id].LatestOf("level")?.Value);
    }

    [Theory, AllDatabases]
    public async Task What_comes_late_is_kept_and_changes_nothing_that_is_newer(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        await city.Store(Row(gauge, Noon.AddMinutes(-20), 1), Row(gauge, Noon, 3));

        var late = await city.Store(Row(gauge, Noon.AddMinutes(-10), 2), Row(gauge, Noon.AddMinutes(-20), 1.5), Row(gauge, Noon.AddMinutes(5), 4), Row(gauge, Noon.AddMinutes(4), 3.5));

        Assert.Equal([MeasurementDoubts.Late, MeasurementDoubts.Late | MeasurementDoubts.Correction, MeasurementDoubts.None, MeasurementDoubts.Late], late.Select(s => s.Doubts));
        Assert.Equal((4.0, Noon.AddMinutes(5)), await Latest(city, gauge));
        Assert.Equal(6, (await Rows(city)).Count);
    }

    [Theory, AllDatabases]
    public async Task What_is_dated_into_the_future_is_kept_and_is_never_the_latest(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");

        var stored = await city.Store(Row(gauge, city.Now.AddYears(10), 9) with { Future = true }, Row(gauge, Noon, 3));

        Assert.Equal([MeasurementDoubts.Future, MeasurementDoubts.None], stored.Select(s => s.Doubts));
        Assert.Equal((3.0, Noon), await Latest(city, gauge));
        await using var db = city.Db();
        Assert.Equal(city.Now, (await db.Set<Device>().SingleAsync(Cancel)).LastSeenAt); // it was heard of now, whatever its clock says
    }

    [Theory, AllDatabases]
    public async Task Being_heard_of_counts_no_version_and_goes_never_back(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        await city.Store(Row(gauge, Noon, 3));
        await city.Store(Row(gauge, Noon.AddHours(-5), 2));

        await using var db = city.Db();
        var row = await db.Set<Device>().SingleAsync(Cancel);
        Assert.Equal((0, Noon), (row.Version, row.LastSeenAt));
        Assert.Equal(Noon, city.Get<DevicesLive>().Set.Items[gauge.Id].LastSeenAt);
    }

    [Theory, AllDatabases]
    public async Task Nothing_is_stored_when_the_callers_transaction_is_not_committed(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        await using (var db = city.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await city.Get<MeasurementStore>().Write(db, [Row(gauge, Noon, 3)], Cancel);
        }
        Assert.Empty(await Rows(city));
        Assert.Null(await Latest(city, gauge));
        await using var without = city.Db();
        await Assert.ThrowsAsync<InvalidOperationException>(() => city.Get<MeasurementStore>().Write(without, [Row(gauge, Noon, 3)], Cancel));
    }

    [Theory, AllDatabases]
    public async Task Twelve_thousand_devices_in_one_batch_are_stored_without_a_long_list_of_ids(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var devices = Enumerable.Range(1, 12_000).Select(i => Guid.CreateVersion7(Noon.AddSeconds(i))).ToList();
        List<NewMeasurement> Batch(double value) => [.. devices.Select(d => new NewMeasurement(d, "level", Noon, value, null, city.Now, false))];

        var first = await city.Store(Batch(1));
        var second = await city.Store(Batch(2));

        Assert.All(first, s => Assert.Equal((false, MeasurementDoubts.None), (s.Duplicate, s.Doubts)));
        Assert.All(second, s => Assert.Equal((false, MeasurementDoubts.Correction), (s.Duplicate, s.Doubts)));
        await using var db = city.Db();
        Assert.Equal((24_000, 12_000), (await db.Set<Measurement>().CountAsync(Cancel), await db.Set<DeviceLatest>().CountAsync(l => l.Value == 2, Cancel)));
    }

    [Theory, AllDatabases]
    public async Task Another_node_sees_what_this_one_stored(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        var elsewhere = new MeasurementStore(city.Clock);
        await using (var db = city.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await elsewhere.Write(db, [Row(gauge, Noon, 3)], Cancel);
            await transaction.CommitAsync(Cancel);
        }
        Assert.Empty(city.Get<DevicesLive>().Set.Items[gauge.Id].Latest);

        await city.Get<DevicesLiveTail>().Sweep(Cancel);

        Assert.Equal(new LatestValue("level", 3, Noon), Assert.Single(city.Get<DevicesLive>().Set.Items[gauge.Id].Latest));
    }

    private static NewMeasurement Row(Device device, DateTimeOffset at, double value) => new(device.Id, "level", at, value, null, new DateTimeOffset(2026, 6, 18, 8, 0, 0, TimeSpan.Zero), false);

    private static async Task<List<(double, MeasurementDoubts)>> Rows(DeviceCity city)
    {
        await using var db = city.Db();
        return [.. (await db.Set<Measurement>().OrderBy(m => m.At).ThenBy(m => m.ReceivedAt).ToListAsync(Cancel)).Select(m => (m.Value, m.Doubts))];
    }

    private static async Task<(double, DateTimeOffset)?> Latest(DeviceCity city, Device device)
    {
        await using var db = city.Db();
        return await db.Set<DeviceLatest>().SingleOrDefaultAsync(l => l.DeviceId == device.Id, Cancel) is { } row ? (row.Value, row.At) : null;
    }
}
