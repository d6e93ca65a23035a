using System.Collections.Immutable;
using CommandCenter.Devices;
using CommandCenter.Wall;
using CommandCenter.Wall.Flood;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

public sealed class FloodPictureTests
{
    private static long sequence;

    [Fact]
    public void The_gauge_that_is_highest_above_its_thresholds_stands_first()
    {
        var (calm, near, watch, limit) = (Gauge("calm", 10), Gauge("near", 16.9), Gauge("watch", 17), Gauge("limit", 19.36));

        var flood = Flood([calm, near, watch, limit]);

        Assert.Equal(["limit", "watch", "near", "calm"], flood.Gauges.Select(g => g.Device.Code));
        Assert.Equal([ThresholdLevel.Limit, ThresholdLevel.Watch, null, null], flood.Gauges.Select(g => g.Reached));
        Assert.Equal(ThresholdLevel.Limit, flood.Worst);
    }

    [Fact]
    public void A_threshold_that_is_not_set_is_never_reached()
    {
        var flood = Flood([Gauge("bare", 40)], (_, _, _) => null);

        Assert.Null(flood.Worst);
        Assert.Empty(flood.Gauges.Single().Set);
        Assert.True(flood.Gauges.Single().Scale.High > 40);
    }

    [Fact]
    public void The_trend_is_the_change_per_hour_of_the_gauges_own_time()
    {
        var gauge = Gauge("up", 18.4);
        var past = GaugePast.None with { Levels = ImmutableDictionary<Guid, LatestValue>.Empty.Add(gauge.Id, new("level", 18.25, Now.AddMinutes(-30))) };

        Assert.Equal(0.3, Flood([gauge], past: past).Gauges.Single().PerHour!.Value, 9);
        Assert.Null(Flood([gauge]).Gauges.Single().PerHour);
    }

    [Fact]
    public void Gauges_that_never_sent_a_level_are_counted_and_old_rain_rates_are_left_out()
    {
        var silent = Gauge("silent", 1) with { Latest = [] };
        DeviceView[] devices = [silent, Rain(30, Now), Rain(10, Now), Rain(500, Now.AddHours(-3))];

        var flood = Flood(devices);

        Assert.Equal((1, 20), (flood.Silent, flood.RainRate));
    }

    [Fact]
    public void Devices_are_counted_by_kind_with_the_worst_alarm_among_them()
    {
        var (fine, lost, loud) = (Gauge("fine", 1), Gauge("lost", 1) with { State = DeviceState.Offline }, Gauge("loud", 18));
        var picture = Picture(new WallSources([], [Alarm(device: loud.Id)], [fine, lost, loud], []));

        var works = FloodPicture.Of(picture, GaugePast.None, Thresholds).Works.Single();

        Assert.Equal(("water-level", 3, 1, 1, 0), (works.KindCode, works.Total, works.Alarmed, works.Offline, works.OutOfService));
        Assert.Equal(loud.Id, works.Worst!.DeviceId);
    }

    [Fact]
    public void A_gauge_above_a_threshold_has_its_level_and_its_direction_on_its_alarm_on_the_map()
    {
        var (fine, loud) = (Gauge("fine", 1), Gauge("loud", 18.5));
        var alarm = Alarm(device: loud.Id) with { Latitude = 30.5, Longitude = 114.2 };
        var picture = Picture(new WallSources([], [alarm], [fine, loud], []));
        var past = GaugePast.None with { Levels = ImmutableDictionary<Guid, LatestValue>.Empty.Add(loud.Id, new("level", 18.1, Now.AddHours(-1))) };

        var marks = FloodPicture.Of(picture, past, Thresholds).MarksOf(picture);

        Assert.Equal("18.50 ↑", marks.Last(m => m.Id == alarm.Id.ToString("N")).Tag);
        Assert.Single(marks, m => m.Tag is not null);
        Assert.Equal(picture.Marks.Count + 1, marks.Count);
    }

    [Theory]
    [InlineData(0, RainStrength.None)]
    [InlineData(2.5, RainStrength.Light)]
    [InlineData(8, RainStrength.Moderate)]
    [InlineData(15.9, RainStrength.Heavy)]
    [InlineData(16, RainStrength.Torrential)]
    public void Rain_has_the_grade_of_the_strongest_gauge(double rate, RainStrength strength)
    {
        var rain = RainNow.Of([Rain(0, Now), Rain(rate, Now.AddMinutes(-59)), Rain(99, Now.AddMinutes(-61))], Now)!;

        Assert.Equal((strength, rate, 2), (rain.Strength, rain.Highest, rain.Gauges));
        Assert.Null(RainNow.Of([Rain(5, Now.AddHours(-2))], Now));
    }

    private static FloodPicture Flood(DeviceView[] devices, Func<Guid, string, DateTimeOffset, DeviceThresholds?>? thresholds = null, GaugePast? past = null) =>
        FloodPicture.Of(Picture(new WallSources([], [], devices, [])), past ?? GaugePast.None, thresholds ?? Thresholds);

    private static DeviceThresholds? Thresholds(Guid device, string quantity, DateTimeOffset at) =>
        DeviceThresholds.Create(device, device, quantity, at.AddYears(-1), 17, 18.2, 19.2);

    private static DeviceView Gauge(string code, double level) => Device(code, "water-level", new LatestValue("level", level, Now));

    private static DeviceView Rain(double rate, DateTimeOffset at) => Device($"rain-{rate}", "rain-gauge", new LatestValue("rate", rate, at));

    private static DeviceView Device(string code, string kind, LatestValue latest)
    {
        var number = Interlocked.Increment(ref sequence);
        return new(Guid.CreateVersion7(Now.AddMilliseconds(number)), number, code, code, kind, 30.5, 114.2, null, null, null, null, DeviceState.Online, latest.At, [latest]);
    }
}
