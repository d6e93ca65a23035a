using CommandCenter.Access;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;

namespace CommandCenter.Tests.Devices;

public sealed class DeviceHealthTests
{
    private static CancellationToken Cancel => DeviceCity.Cancel;

    [Theory, AllDatabases]
    public async Task A_silence_is_told_once_and_so_is_its_end(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var meter = await city.Device("N-1", "noise"); // may be silent for 15 minutes
        await Hear(city, meter);
        await Sweep(city);
        Assert.Equal(DeviceState.Online, State(city, meter));

        city.Clock.Advance(TimeSpan.FromMinutes(16));
        await Sweep(city);
        await Sweep(city);
        city.Clock.Advance(TimeSpan.FromDays(2));
        await Sweep(city);
        Assert.Equal(DeviceState.Offline, State(city, meter));

        await Hear(city, meter);
        await Sweep(city);
        await Sweep(city);
        Assert.Equal(["DeviceCameOnline", "DeviceWentOffline", "DeviceCameOnline"], await city.Events());
        Assert.Equal(DeviceState.Online, State(city, meter));
    }

    [Theory, AllDatabases]
    public async Task After_a_stop_of_hours_devices_get_their_time_to_be_heard_of_before_they_count_as_silent(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var (back, gone) = (await city.Device("N-1", "noise"), await city.Device("N-2", "noise"));
        await Hear(city, back);
        await Hear(city, gone);
        await Sweep(city);

        city.Clock.Advance(TimeSpan.FromHours(3)); // the process stood still
        var health = city.NewHealth();
        await Sweep(city, health);
        Assert.DoesNotContain("DeviceWentOffline", await city.Events());

        city.Clock.Advance(TimeSpan.FromMinutes(10));
        await Hear(city, back);
        city.Clock.Advance(TimeSpan.FromMinutes(6));
        await Sweep(city, health);
        Assert.Equal((DeviceState.Online, DeviceState.Offline), (State(city, back), State(city, gone)));
        Assert.Single(await city.Events(), e => e == "DeviceWentOffline");
    }

    [Theory, AllDatabases]
    public async Task What_was_only_imported_as_history_goes_offline_in_silence(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var gauge = await city.Device("G-1");
        var long_ago = city.Now.AddYears(-3);
        await city.Store(new NewMeasurement(gauge.Id, "level", long_ago, 1, null, city.Now, false));

        await Sweep(city);
        city.Clock.Advance(TimeSpan.FromDays(1));
        await Sweep(city);

        Assert.Empty(await city.Events());
        Assert.Equal(DeviceState.Offline, State(city, gauge));
    }

    [Fact]
    public async Task An_SOS_button_may_be_silent_for_ever_and_maintenance_is_not_silence()
    {
        await using var city = await DeviceCity.Open();
        var (button, meter) = (await city.Device("S-1", "sos"), await city.Device("N-1", "noise"));
        await Hear(city, meter);
        await Sweep(city);
        await city.Get<DeviceDesk>().TakeOutOfService(meter.Id, "moved", null, Caller.System, Cancel);
        await city.Settle();

        city.Clock.Advance(TimeSpan.FromDays(400));
        await Sweep(city);

        Assert.Equal((DeviceState.Online, DeviceState.OutOfService), (State(city, button), State(city, meter)));
        Assert.DoesNotContain("DeviceWentOffline", await city.Events());
    }

    [Theory, AllDatabases]
    public async Task Two_nodes_that_watch_tell_of_one_silence_once(DatabaseProvider provider)
    {
        await using var city = await DeviceCity.Open(provider);
        var meter = await city.Device("N-1", "noise");
        await Hear(city, meter);
        var other = city.NewHealth();
        await Sweep(city);
        await other.Sweep(Cancel);
        city.Clock.Advance(TimeSpan.FromMinutes(20));

        await city.Get<DeviceHealth>().Sweep(Cancel); // not followed by the live set before the other looks
        await other.Sweep(Cancel);

        Assert.Single(await city.Events(), e => e == "DeviceWentOffline");
    }

    [Fact]
    public async Task Seven_thousand_silent_devices_cost_a_handful_of_batches()
    {
        await using var city = await DeviceCity.Open();
        await city.Many(7_000, "noise");
        city.Clock.Advance(TimeSpan.FromMinutes(1));
        await Sweep(city);
        city.Clock.Advance(TimeSpan.FromMinutes(20));
        await Sweep(city);

        Assert.Equal(7_000, city.Get<DevicesLive>().Set.Items.Values.Count(d => d.State == DeviceState.Offline));
        Assert.Equal(7_000, (await city.Events()).Count(e => e == "DeviceWentOffline"));
    }

    private static Task Hear(DeviceCity city, Device device) => city.Store(new NewMeasurement(device.Id, "noise", city.Now, 50, null, city.Now, false));

    private static async Task Sweep(DeviceCity city, DeviceHealth? health = null)
    {
        await (health ?? city.Get<DeviceHealth>()).Sweep(Cancel);
        await city.Settle();
    }

    private static DeviceState State(DeviceCity city, Device device) => city.Get<DevicesLive>().Set.Items[device.Id].State;
}
