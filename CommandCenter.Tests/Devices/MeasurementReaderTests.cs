using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Devices;

public sealed class MeasurementReaderTests
{
    private static CancellationToken Cancel => DeviceCity.Cancel;

    [Theory, AllDatabases]
    public async Task A_thinned_history_keeps_every_peak_and_its_order(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        var from = city.Now.AddDays(-1);
        await city.Store([.. Enumerable.Range(0, 1_440).Select(i => Row(gauge, from.AddMinutes(i), i == 777 ? 9 : i == 333 ? -9 : Math.Sin(i / 100.0), city.Now))]);

        var points = await city.Get<MeasurementReader>().Series(gauge.Id, "level", from, city.Now, 100, Cancel);

        Assert.InRange(points.Count, 50, 102);
        Assert.Equal((9.0, -9.0), (points.Max(p => p.Value), points.Min(p => p.Value)));
        Assert.Equal(from.AddMinutes(777), points.Single(p => p.Value == 9).At);
        Assert.Equal(points.OrderBy(p => p.At), points);
    }

    [Theory, AllDatabases]
    public async Task A_short_history_is_whole_with_corrections_in_place_and_nothing_of_the_future(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        var at = city.Now.AddHours(-3);
        await city.Store(Row(gauge, at, 1, at), Row(gauge, at.AddHours(1), 2, at.AddHours(1)), Row(gauge, city.Now.AddDays(3), 8, city.Now) with { Future = true });
        await city.Store(Row(gauge, at, 1.5, city.Now));

        var points = await city.Get<MeasurementReader>().Series(gauge.Id, "level", at, city.Now.AddDays(30), 100, Cancel);

        Assert.Equal([new(at, 1.5), new(at.AddHours(1), 2)], points);
    }

    [Theory, AllDatabases]
    public async Task Pages_hold_each_measurement_once_also_where_many_share_an_instant(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        var at = city.Now.AddHours(-3);
        for (var i = 0; i < 7; i++)
            await city.Store(Row(gauge, at, i, at.AddMinutes(i)));
        await city.Store([.. Enumerable.Range(1, 5).Select(i => Row(gauge, at.AddMinutes(i), i, city.Now))]);

        var (seen, cursor) = (new List<(DateTimeOffset, double)>(), (string?)null);
        do
        {
            var page = await city.Get<MeasurementReader>().List(gauge.Id, "level", at, null, cursor, 3, Cancel);
            Assert.InRange(page.Items.Count, 1, 3);
            seen.AddRange(page.Items.Select(m => (m.At, m.Value)));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(12, seen.Distinct().Count());
        Assert.Equal(12, seen.Count);
        Assert.Equal(seen.OrderBy(s => s.Item1), seen);
    }

    [Theory, AllDatabases]
    public async Task What_is_older_than_the_city_keeps_is_removed_a_stretch_at_a_time(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        var kept = city.Now.AddDays(-399);
        await city.Store([.. Enumerable.Range(0, 12_000).Select(i => Row(gauge, city.Now.AddDays(-600).AddMinutes(i), i, city.Now)), Row(gauge, kept, 1, city.Now)]);

        var retention = new MeasurementRetention(city.Get<IDbContextFactory<CityDb>>(), new DevicesOptions(MeasurementDays: 400), city.Get<TimeProvider>());

        Assert.Equal(12_000, await retention.Remove(Cancel));
        Assert.Equal(0, await retention.Remove(Cancel));

        await using var db = city.Db();
        Assert.Equal(kept, (await db.Set<Measurement>().SingleAsync(Cancel)).At);
    }

    private static NewMeasurement Row(Device device, DateTimeOffset at, double value, DateTimeOffset received) => new(device.Id, "level", at, value, null, received, false);
}
