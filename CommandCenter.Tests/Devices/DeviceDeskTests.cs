using CommandCenter.Access;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Devices;

public sealed class DeviceDeskTests
{
    private static CancellationToken Cancel => DeviceCity.Cancel;

    [Theory, AllDatabases]
    public async Task An_added_device_is_found_by_code_name_and_alias_and_counts_as_offline_until_heard_of(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var added = await Desk(city).Add(Details(city, "LV-001", "柳河 三道闸") with { Aliases = ["Liu River", "liu_river"] }, Caller.System, Cancel);

        Assert.Equal(added.Id, city.Index.FindByText("lv-001")?.Id);
        Assert.Equal(added.Id, city.Index.FindByText("柳河三道闸")?.Id ?? city.Index.FindByText("柳河_三道闸")?.Id);
        Assert.Equal(added.Id, city.Index.FindByText("LIU  RIVER")?.Id);
        Assert.Equal(["Liu River"], added.Aliases);
        Assert.Equal((DeviceState.Offline, 1), (added.State, added.Sequence));
        Assert.Equal(["DeviceAdded"], await city.Events());
    }

    [Theory, AllDatabases]
    public async Task A_text_that_means_two_devices_means_neither_until_an_administrator_says_so(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        await Desk(city).Add(Details(city, "A", "Mill Bridge"), Caller.System, Cancel);
        var other = await Desk(city).Add(Details(city, "B", "Mill Bridge"), Caller.System, Cancel);
        Assert.Null(city.Index.FindByText("mill bridge"));

        await Desk(city).Change(other.Id, other.Version, Details(city, "B", "Mill Bridge, left bank") with { Aliases = [] }, Caller.System, Cancel);

        Assert.Equal("A", city.Index.FindByText("mill bridge")?.Code); // a name comes before an alias
        Assert.Equal("B", city.Index.FindByText("Mill Bridge left bank")?.Code);
    }

    [Theory]
    [InlineData(95.0, 120.0, "latitude")]
    [InlineData(31.0, 190.0, "longitude")]
    [InlineData(121.5, 31.2, "latitude")]
    [InlineData(3_456_789.0, 456_789.0, "latitude")]
    [InlineData(0.0, 0.0, "latitude")]
    [InlineData(double.NaN, 120.0, "latitude")]
    [InlineData(null, 120.0, "latitude")]
    public async Task A_coordinate_that_is_no_place_is_refused_and_names_its_field(double? latitude, double? longitude, string field)
    {
        await using var city = await DeviceCity.Open();
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Desk(city).Add(Details(city, "G-1", "G") with { Latitude = latitude, Longitude = longitude }, Caller.System, Cancel));
        Assert.Equal((422, field), (refusal.Status, refusal.Field));
        Assert.Empty(city.Index.All);
    }

    [Theory, AllDatabases]
    public async Task Two_who_change_one_device_do_not_overwrite_each_other(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var device = await Desk(city).Add(Details(city, "G-1", "Gauge"), Caller.System, Cancel);
        await city.Store(new NewMeasurement(device.Id, "level", city.Now, 1, null, city.Now, false)); // what a device says is no change by a person
        var first = await Desk(city).Change(device.Id, device.Version, Details(city, "G-1", "Gauge one"), Caller.System, Cancel);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Desk(city).Change(device.Id, device.Version, Details(city, "G-1", "Gauge two"), Caller.System, Cancel));

        Assert.Equal(("changed-meanwhile", "Gauge one"), (refusal.Code, city.Index.Find(device.Id)!.Name));
        Assert.Equal(device.Version + 1, first.Version);
        var taken = await Assert.ThrowsAsync<Refusal>(() => Desk(city).Add(Details(city, "g-1", "Other"), Caller.System, Cancel));
        Assert.Equal("code-taken", taken.Code);
    }

    [Theory, AllDatabases]
    public async Task A_gateway_may_not_speak_through_its_own_children(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gateway = await Desk(city).Add(Details(city, "GW", "Gateway", "gateway"), Caller.System, Cancel);
        var child = await Desk(city).Add(Details(city, "G-1", "Gauge") with { ParentId = gateway.Id }, Caller.System, Cancel);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Desk(city).Change(gateway.Id, gateway.Version, Details(city, "GW", "Gateway", "gateway") with { ParentId = child.Id }, Caller.System, Cancel));

        Assert.Equal("device-circle", refusal.Code);
        Assert.Equal(gateway.Id, city.Get<DevicesLive>().Set.Items.GetValueOrDefault(child.Id)?.ParentId ?? city.Index.Find(child.Id)!.ParentId);
    }

    [Theory, AllDatabases]
    public async Task Maintenance_with_an_end_is_over_by_itself_once(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var device = await Desk(city).Add(Details(city, "G-1", "Gauge"), Caller.System, Cancel);
        await Desk(city).TakeOutOfService(device.Id, "calibration", city.Now.AddHours(2), Caller.System, Cancel);
        await city.Settle();
        Assert.Equal((DeviceState.OutOfService, "calibration"), View(city, device) is { } view ? (view.State, view.ServiceReason) : default);

        city.Clock.Advance(TimeSpan.FromHours(1));
        await FireDue(city);
        Assert.Equal(DeviceState.OutOfService, city.Index.Find(device.Id)!.State);
        city.Clock.Advance(TimeSpan.FromHours(2));
        await FireDue(city);
        await FireDue(city);

        Assert.Equal((DeviceState.Offline, null), (View(city, device)!.State, View(city, device)!.ServiceReason));
        Assert.Equal(["DeviceAdded", "DeviceTakenOutOfService", "DeviceReturnedToService"], await city.Events());
    }

    [Theory, AllDatabases]
    public async Task Returned_by_hand_it_is_not_returned_again_when_the_time_is_over(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var device = await Desk(city).Add(Details(city, "G-1", "Gauge"), Caller.System, Cancel);
        await Desk(city).TakeOutOfService(device.Id, "calibration", city.Now.AddHours(2), Caller.System, Cancel);
        await Desk(city).ReturnToService(device.Id, Caller.System, Cancel);
        await Desk(city).TakeOutOfService(device.Id, "again", null, Caller.System, Cancel);
        city.Clock.Advance(TimeSpan.FromHours(3));
        await FireDue(city);

        Assert.Equal(DeviceState.OutOfService, city.Index.Find(device.Id)!.State);
        var refusal = await Assert.ThrowsAsync<Refusal>(async () =>
        {
            await Desk(city).ReturnToService(device.Id, Caller.System, Cancel);
            await Desk(city).ReturnToService(device.Id, Caller.System, Cancel);
        });
        Assert.Equal("wrong-state", refusal.Code);
    }

    [Theory, AllDatabases]
    public async Task Thresholds_are_those_of_their_time(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var device = await Desk(city).Add(Details(city, "G-1", "Gauge"), Caller.System, Cancel);
        var (spring, summer) = (city.Now.AddDays(-60), city.Now.AddDays(-10));
        await Desk(city).SetThresholds(device.Id, "level", summer, 4, 5, 0, Caller.System, Cancel);
        await Desk(city).SetThresholds(device.Id, "level", spring, 3, 4, 5, Caller.System, Cancel);

        Assert.Null(city.Index.ThresholdsAt(device.Id, "level", spring.AddSeconds(-1)));
        Assert.Equal(3, city.Index.ThresholdsAt(device.Id, "level", spring)?.Watch);
        Assert.Equal(ThresholdLevel.Limit, city.Index.ThresholdsAt(device.Id, "level", summer.AddTicks(-10))?.LevelOf(5));
        Assert.Equal(ThresholdLevel.Warning, city.Index.ThresholdsAt(device.Id, "level", city.Now)?.LevelOf(500)); // 0 is "not set"
        Assert.Null(city.Index.ThresholdsAt(device.Id, "level", city.Now)?.LevelOf(3.99));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Desk(city).SetThresholds(device.Id, "level", city.Now, 5, 4, null, Caller.System, Cancel));
        Assert.Equal("thresholds", refusal.Field);
    }

    [Theory, AllDatabases]
    public async Task A_kind_an_administrator_changed_is_not_changed_back_at_the_next_start(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gas = city.Index.KindByCode("gas")!;
        var changed = await city.Get<DeviceKindDesk>().Change(gas.Id, gas.Version, new("gas", "燃气", "Town gas", "gas", TimeSpan.FromMinutes(5), [.. gas.Quantities, new Quantity("battery", "电量", "Battery", "%", 0)]), Caller.System, Cancel);
        await city.Get<DeviceKindDesk>().Add(new("tree", "古树", "Old tree", "pin", null, [new Quantity("tilt", "倾斜", "Tilt", "°", 1)]), Caller.System, Cancel);

        await city.Seed();
        await city.Rebuild();

        var after = city.Index.KindByCode("GAS")!;
        Assert.Equal(("燃气", TimeSpan.FromMinutes(5), 2, changed.Version), (after.Name, after.SilentAfter, after.Quantities.Count, after.Version));
        Assert.Equal(BuiltInKinds.All.Count + 1, city.Index.Kinds.Count);
        Assert.Equal("°", city.Index.KindByCode("tree")!.QuantityOf("TILT")!.Unit);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => city.Get<DeviceKindDesk>().Change(gas.Id, gas.Version, new("gas", "x", "x", "gas", null, []), Caller.System, Cancel));
        Assert.Equal("changed-meanwhile", refusal.Code);
    }

    private static DeviceDesk Desk(DeviceCity city) => city.Get<DeviceDesk>();

    private static DeviceView? View(DeviceCity city, Device device) => city.Get<DevicesLive>().Set.Items.GetValueOrDefault(device.Id);

    private static DeviceDetails Details(DeviceCity city, string code, string name, string kind = BuiltInKinds.WaterLevel) => new(code, name, city.Index.KindByCode(kind)!.Id, []);

    private static async Task FireDue(DeviceCity city)
    {
        await using (var db = city.Db())
            foreach (var id in await db.Set<Deadline>().Select(d => d.Id).ToListAsync(Cancel))
                await city.Get<DeadlineJob>().Run(id, Cancel);
        await city.Settle();
        await city.Rebuild();
    }
}
