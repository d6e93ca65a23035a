using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Alarms;

/// <summary>Alarms of devices that go offline, behind a gateway or not, and of devices under maintenance.</summary>
public class DeviceAlarmTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Lost_gateway_is_one_alarm_and_its_devices_are_suppressed_whichever_was_found_lost_first(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        var gateway = (await city.Devices("gateway", "GW-3"))[0];
        var children = await city.Devices("smoke", [.. Enumerable.Range(1, 30).Select(i => $"YG-{i}")]);
        await Change(city, children, d => d.HangBelow(gateway.Id));
        await Lose(city, children.Take(10));
        await Lose(city, [gateway]);
        await Lose(city, children.Skip(10));
        var alarms = await city.Alarms();
        Assert.Equal(31, alarms.Count);
        Assert.Equal("GW-3", Assert.Single(alarms, a => a.Hiding == AlarmHiding.None).DeviceCode);
        Assert.Equal(11, (await city.Events()).Count(e => e == nameof(AlarmRaised))); // ten were told before the gateway was known to be lost
        Assert.Single(city.Live.Set.Items.Values, a => a.IsInFeed);

        await Return(city, [gateway, .. children.Take(29)]);
        Assert.Equal("YG-30", Assert.Single(await city.Alarms(), a => a.IsActive).DeviceCode);
        Assert.DoesNotContain(city.Live.Set.Items.Values, a => a.IsInFeed && a.IsActive); // nothing fires because the gateway is back
        await city.Server.Pass(TimeSpan.FromHours(27)); // its kind's silence
        Assert.Equal("YG-30", Assert.Single(city.Live.Set.Items.Values, a => a.IsInFeed && a.IsActive).DeviceCode); // still silent: now it is its own
    }

    [Theory, AllDatabases]
    public async Task Suppressed_alarm_fires_nothing_on_a_restart(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Hosts.CitySeed.Thursday);
        List<string> before;
        await using (var city = await AlarmCity.Open(database, clock))
        {
            var gateway = (await city.Devices("gateway", "GW-3"))[0];
            var children = await city.Devices("smoke", "YG-1", "YG-2");
            await Change(city, children, d => d.HangBelow(gateway.Id));
            await Lose(city, [gateway, .. children]);
            before = await city.Events();
        }
        clock.Advance(TimeSpan.FromHours(1));
        await using (var city = await AlarmCity.Open(database, clock))
        {
            await city.Server.Pump();
            Assert.Equal(before, await city.Events());
            Assert.Equal(2, city.Live.Set.Items.Values.Count(a => a.Hiding == AlarmHiding.Suppressed));
        }
    }

    [Theory, AllDatabases]
    public async Task Device_that_was_told_lost_twice_and_back_out_of_order_is_as_it_is(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        var device = (await city.Devices("gas", "GD-1"))[0];
        await Lose(city, [device]);
        await Tell(city, new DeviceWentOffline(device.Code, null), device);
        await Tell(city, new DeviceCameOnline(device.Code), device); // an old word: the row says offline
        Assert.True((await city.Alarm()).IsActive);
        await Return(city, [device]);
        Assert.Equal(["AlarmRaised", "AlarmCleared"], await city.Events());
    }

    [Theory, AllDatabases]
    public async Task Maintenance_hides_a_devices_alarms_raises_none_and_fires_nothing_when_it_ends(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        var device = (await city.Devices("gas", "GD-1"))[0];
        await city.Measure("GD-1", 12);
        await Change(city, [device], d => d.TakeOutOfService("换探头", null, city.Now));
        await Tell(city, new DeviceTakenOutOfService(device.Code, "换探头", null), device);
        Assert.Equal(AlarmHiding.OutOfService, (await city.Alarm()).Hiding);
        city.Clock.Advance(TimeSpan.FromMinutes(1));
        await city.Measure("GD-1", 80);
        Assert.Equal(1, (await city.Alarm()).Level); // what it says raises nothing
        await Change(city, [device], d => d.ReturnToService(TimeSpan.FromMinutes(30), city.Now));
        await Tell(city, new DeviceReturnedToService(device.Code), device);
        Assert.Equal((AlarmHiding.None, 1), ((await city.Alarm()).Hiding, (await city.Alarm()).Level));
        Assert.Equal(["AlarmRaised", "AlarmHidden", "AlarmHidden"], await city.Events());
        city.Clock.Advance(TimeSpan.FromMinutes(1));
        await city.Measure("GD-1", 80);
        Assert.Equal(3, (await city.Alarm()).Level); // its next measurement says how it stands
    }

    private static async Task Lose(AlarmCity city, IEnumerable<Device> devices)
    {
        var lost = devices.ToList();
        await Change(city, lost, d => d.GoOffline());
        await Tell(city, new DeviceWentOffline("", null), [.. lost]);
    }

    private static async Task Return(AlarmCity city, IEnumerable<Device> devices)
    {
        var back = devices.ToList();
        await Change(city, back, d => d.ComeOnline());
        await Tell(city, new DeviceCameOnline(""), [.. back]);
    }

    private static async Task Change(AlarmCity city, IEnumerable<Device> devices, Action<Device> change)
    {
        await using var db = city.Server.Db();
        var ids = devices.Select(d => d.Id).ToList();
        foreach (var device in await db.Set<Device>().Where(d => ids.Contains(d.Id)).ToListAsync(Cancel))
            change(device);
        await db.SaveChangesAsync(Cancel);
        await city.Server.Get<DeviceIndex>().LoadAsync(Cancel);
    }

    private static async Task Tell(AlarmCity city, IEvent happened, params Device[] devices)
    {
        await using var db = city.Server.Db();
        foreach (var device in devices)
            await city.Server.Get<JournalWriter>().Record(db, DeviceSubject.Name, happened, new EventContext(device.Id, city.Now, Actor.System, false), cancel: Cancel);
        await db.SaveChangesAsync(Cancel);
        await city.Server.Settle();
    }
}
