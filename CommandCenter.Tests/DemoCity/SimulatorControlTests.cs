using CommandCenter.DemoCity;
using CommandCenter.DemoCity.Scenarios;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Time;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.DemoCity;

public sealed class SimulatorControlTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 18, 1, 0, 0, TimeSpan.Zero));
    private readonly SimulatorControl control;

    public SimulatorControlTests()
    {
        control = new SimulatorControl(new DemoOptions(), new City("临安城", null, "LA", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), "zh-CN"), clock);
    }

    [Fact]
    public void Nothing_can_be_started_before_there_is_a_city()
    {
        Assert.Equal("demo-not-ready", Assert.Throws<Refusal>(() => control.Start("storm-night")).Code);
        Assert.False(control.Look().Ready);
    }

    [Fact]
    public void Three_hours_at_sixty_are_three_minutes_and_nothing_of_the_story_is_left_out()
    {
        Begin();
        control.SetPace(60);
        control.Start("storm-night");
        var acts = Enumerable.Range(0, 180).SelectMany(_ => control.Pass(Second).Acts).ToList();
        var storm = control.Look().Scenarios.Single(s => s.Scenario.Code == "storm-night");
        Assert.True(storm.IsTold);
        Assert.Equal(storm.Scenario.Steps.Select(s => s.Act), acts);
        Assert.Equal("雨小了，水还在高处，井盖还开着。", storm.Told!.Chinese);
        Assert.Equal(new DateTime(2026, 6, 18, 12, 0, 0), control.Look().Local);
    }

    [Fact]
    public void What_waits_for_the_real_clock_is_not_hurried()
    {
        Begin();
        control.SetPace(60);
        control.Start("gateway-outage");
        control.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.FromMinutes(5), control.Look().Scenarios.Single(s => s.Scenario.Code == "gateway-outage").Elapsed);
    }

    [Fact]
    public void Pause_stops_the_citys_time_and_its_stories()
    {
        Begin();
        control.Start("ebike-fire");
        control.Pause(true);
        Assert.Empty(control.Pass(TimeSpan.FromMinutes(30)).Acts);
        Assert.Equal(TimeSpan.Zero, control.Look().Scenarios.Single(s => s.Scenario.Code == "ebike-fire").Elapsed);
        control.Pause(false);
        Assert.NotEmpty(control.Pass(Second).Acts);
    }

    [Fact]
    public void A_told_story_keeps_its_devices_for_ten_minutes_and_a_stopped_one_gives_them_back_at_once()
    {
        Begin();
        control.SetPace(60);
        control.Start("gas-at-home");
        Assert.NotEmpty(control.Pass(TimeSpan.FromMinutes(1)).Taken);
        Assert.NotEmpty(control.Pass(TimeSpan.FromMinutes(8)).Taken);
        Assert.Empty(control.Pass(TimeSpan.FromMinutes(2)).Taken);
        control.Start("gas-at-home");
        control.Stop(null);
        Assert.Empty(control.Pass(Second).Taken);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void Paces_beyond_one_to_sixty_are_refused(int pace) => Assert.Equal("pace", Assert.Throws<Refusal>(() => control.SetPace(pace)).Field);

    [Fact]
    public void Unknown_stories_are_refused_with_those_there_are()
    {
        Begin();
        Assert.Contains("storm-night", Assert.Throws<Refusal>(() => control.Start("flood")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_device_is_heard_of_within_its_silence_and_a_story_takes_precedence()
    {
        var city = SmallCity.Of();
        var now = clock.GetUtcNow();
        var rounds = new DeviceRounds(city, now);
        var heard = new Dictionary<string, int>();
        var local = new DateTime(2026, 6, 18, 9, 0, 0, DateTimeKind.Unspecified);
        for (var second = 0; second < 600; second++)
            foreach (var said in rounds.Say(now.AddSeconds(second), Beat(local.AddSeconds(second))))
                heard[said.Device.Code] = heard.GetValueOrDefault(said.Device.Code) + 1;
        Assert.All(city.Devices.Where(d => d.KindCode != "sos" && Fault.OfDay(7, d, DateOnly.FromDateTime(local)) is null), d => Assert.True(heard.ContainsKey(d.Code), d.Code));

        var held = Beat(local.AddMinutes(11)) with { Acts = [new Measure("GAS-005", "gas", 31)], Taken = new HashSet<string> { "GAS-005" } };
        Assert.Equal(31, Assert.Single(rounds.Say(now.AddMinutes(11), held), s => s.Device.Code == "GAS-005").Value);
        var after = rounds.Say(now.AddMinutes(12), Beat(local.AddMinutes(12)));
        Assert.True(Assert.Single(after, s => s.Device.Code == "GAS-005").Value < 10);
    }

    [Fact]
    public void A_silenced_device_says_nothing_until_it_is_given_back()
    {
        var (now, local) = (clock.GetUtcNow(), new DateTime(2026, 6, 18, 9, 0, 0, DateTimeKind.Unspecified));
        var rounds = new DeviceRounds(SmallCity.Of(), now);
        var taken = new HashSet<string> { "GW-001" };
        rounds.Say(now, Beat(local) with { Acts = [new FallSilent("GW-001")], Taken = taken });
        for (var minute = 1; minute < 30; minute++)
            Assert.DoesNotContain(rounds.Say(now.AddMinutes(minute), Beat(local.AddMinutes(minute)) with { Taken = taken }), s => s.Device.Code == "GW-001");
        Assert.Contains(rounds.Say(now.AddMinutes(31), Beat(local.AddMinutes(31))), s => s.Device.Code == "GW-001");
    }

    [Fact]
    public void What_a_closed_door_did_not_hear_is_said_again()
    {
        var (now, local) = (clock.GetUtcNow(), new DateTime(2026, 6, 18, 9, 0, 0, DateTimeKind.Unspecified));
        var rounds = new DeviceRounds(SmallCity.Of(), now);
        var beat = Beat(local) with { Acts = [new Measure("SOS-001", "sos", 1)], Taken = new HashSet<string> { "SOS-001" } };
        var pressed = rounds.Say(now, beat).Where(s => s.Device.Code == "SOS-001").ToList();
        Assert.Single(pressed);
        Assert.DoesNotContain(rounds.Say(now.AddSeconds(1), beat with { Acts = [] }), s => s.Device.Code == "SOS-001");
        rounds.Unheard(pressed, now.AddSeconds(1));
        Assert.Equal(1, Assert.Single(rounds.Say(now.AddSeconds(2), beat with { Acts = [] }), s => s.Device.Code == "SOS-001").Value);
    }

    private static Beat Beat(DateTime local) => new(local, local, 1, false, [], new HashSet<string>());

    private void Begin() => control.Begin(new SimulatedCity(SmallCity.Of(), "Demo", "cc_"));
}
