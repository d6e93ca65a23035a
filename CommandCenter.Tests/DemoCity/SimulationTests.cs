using CommandCenter.Alarms;
using CommandCenter.Alarms.Judging;
using CommandCenter.Alarms.Rules;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Devices;

namespace CommandCenter.Tests.DemoCity;

public sealed class SimulationTests
{
    private static readonly DateTime Monday = new(2026, 6, 15, 0, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void The_same_seed_says_the_same_and_another_says_otherwise()
    {
        Assert.Equal(Day(7), Day(7));
        Assert.NotEqual(Day(7), Day(8));

        static string Day(int seed)
        {
            var (city, devices) = (SmallCity.Of(seed), new DeviceBehaviour(seed));
            return string.Join('|', city.Devices.SelectMany(d => Enumerable.Range(0, 24).SelectMany(h => devices.At(d, Monday.AddHours(h)))));
        }
    }

    [Fact]
    public void Draws_are_even_and_neighbours_have_nothing_in_common()
    {
        var draws = Enumerable.Range(0, 20_000).Select(n => Chance.Of(7, "fault:GAS-0001", n)).ToList();
        Assert.All(draws, d => Assert.InRange(d, 0, 0.9999999999));
        Assert.InRange(draws.Average(), 0.49, 0.51);
        Assert.InRange(draws.Zip(draws.Skip(1), (a, b) => (a - 0.5) * (b - 0.5)).Average(), -0.003, 0.003);
    }

    [Fact]
    public void Every_kind_reports_well_within_its_silence()
    {
        foreach (var kind in BuiltInKinds.All.Where(k => k.SilentAfter is not null))
            Assert.True(DeviceBehaviour.Interval(kind.Code) * 2 < kind.SilentAfter, kind.Code);
        Assert.Null(DeviceBehaviour.Interval("sos"));
    }

    [Fact]
    public void Seven_thousand_devices_send_fewer_than_fifty_values_a_second()
    {
        // More cameras and counters, which speak most, than a city has.
        (string Kind, int Count)[] city = [("camera", 1_500), ("crowd-counter", 400), ("noise", 400), ("gateway", 400), ("gas", 1_500), ("ebike-charging", 800), ("water-level", 100), ("smoke", 1_900)];
        Assert.Equal(7_000, city.Sum(c => c.Count));
        var quantities = BuiltInKinds.All.ToDictionary(k => k.Code, k => k.Quantities.Count);
        Assert.InRange(city.Sum(c => c.Count * quantities[c.Kind] / DeviceBehaviour.Interval(c.Kind)!.Value.TotalSeconds), 5, 50);
    }

    [Fact]
    public void What_devices_say_are_quantities_of_their_kind()
    {
        var known = BuiltInKinds.All.ToDictionary(k => k.Code, k => k.Quantities.Select(q => q.Code).ToHashSet());
        foreach (var (device, at) in Reports(SmallCity.Of(), TimeSpan.FromHours(1)))
            Assert.All(new DeviceBehaviour(7).At(device, at), r => Assert.Contains(r.Quantity, known[device.KindCode]));
    }

    [Fact]
    public void Nobody_alarms_on_a_good_day()
    {
        var behaviour = new DeviceBehaviour(7);
        foreach (var (device, at) in Reports(SmallCity.Of(), TimeSpan.FromMinutes(20)).Where(r => Fault.At(7, r.Device, r.At) is null))
            foreach (var reading in behaviour.At(device, at))
                foreach (var rule in BuiltInRules.All.Where(r => r is { Active: true, Type: not AlarmRuleType.Absence } && r.KindCode == device.KindCode && r.Quantity == reading.Quantity))
                    Assert.Empty(AlarmJudge.Measure(Terms.Of(rule, device), ConditionState.Quiet, DateTimeOffset.UnixEpoch, reading.Value).Transitions);
    }

    [Fact]
    public void Every_kind_of_fault_comes_and_troubles_alarm()
    {
        var city = SmallCity.Of();
        var faults = city.Devices.SelectMany(d => Enumerable.Range(0, 400).Select(n => (Device: d, Fault: Fault.OfDay(7, d, DateOnly.FromDateTime(Monday).AddDays(n))))).Where(f => f.Fault is not null).ToList();
        Assert.Equal(Enum.GetValues<FaultKind>().Order(), faults.Select(f => f.Fault!.Value.Kind).Distinct().Order());
        var behaviour = new DeviceBehaviour(7);
        foreach (var (device, fault) in faults.Where(f => f.Fault!.Value.Kind == FaultKind.Trouble && f.Device.KindCode != "door"))
            Assert.Contains(behaviour.At(device, fault!.Value.From.AddMinutes(5)), r => BuiltInRules.All.Any(rule => rule.Active && rule.KindCode == device.KindCode && rule.Quantity == r.Quantity
                && AlarmJudge.Advance(Terms.Of(rule, device), AlarmJudge.Measure(Terms.Of(rule, device), ConditionState.Quiet, DateTimeOffset.UnixEpoch, r.Value).State, DateTimeOffset.UnixEpoch.AddMinutes(5)).State.Level > 0));
        Assert.All(faults.Where(f => f.Fault!.Value.Kind == FaultKind.Silence), f => Assert.Empty(behaviour.At(f.Device, f.Fault!.Value.From.AddMinutes(1))));
    }

    [Fact]
    public void Grid_workers_walk_in_their_community_and_never_faster_than_a_walker()
    {
        var city = SmallCity.Of();
        var walks = new Walks(city);
        Assert.Equal(["grid.1", "grid.2"], walks.Walkers.Order());
        var outline = city.Plan.Areas[1].Outline;
        for (var minute = 0; minute < 600; minute++)
        {
            var (now, next) = (walks.At("grid.1", Monday.AddHours(8).AddMinutes(minute)), walks.At("grid.1", Monday.AddHours(8).AddMinutes(minute + 1)));
            Assert.True(outline.Covers(outline.Factory.CreatePoint(new NetTopologySuite.Geometries.Coordinate(now.Longitude, now.Latitude))));
            Assert.InRange(Math.Sqrt(Math.Pow(now.Latitude - next.Latitude, 2) + Math.Pow(now.Longitude - next.Longitude, 2)) * 111_195, 0, 130);
        }
    }

    [Fact]
    public void Hotline_has_words_in_both_languages_for_every_topic()
    {
        Assert.True(RequestTexts.All.Count >= 60, $"{RequestTexts.All.Count} texts");
        Assert.All(Enum.GetValues<RequestTopic>(), topic => Assert.NotEmpty(RequestTexts.On(topic)));
        Assert.Equal(RequestTexts.All.Count, RequestTexts.All.Select(t => t.Words.Chinese).Distinct().Count());
        Assert.All(RequestTexts.All, t => Assert.Contains("{0}", t.Title.Chinese + t.Words.Chinese, StringComparison.Ordinal));
        var said = RequestTexts.On(RequestTopic.Flooding)[0].At(new("人民广场", "People's Square"));
        Assert.Equal(("人民广场路面积水严重", "Deep water on the road at People's Square"), (said.Title.Chinese, said.Title.English));
    }

    [Fact]
    public void Topics_find_the_citys_own_categories()
    {
        var topics = new RequestTopics(SmallCity.Of());
        Assert.Equal("道路 / 道路积水", topics.Path(RequestTopic.Flooding));
        Assert.Equal("环境 / 施工噪声", topics.Path(RequestTopic.WorksNoise));
        Assert.Equal("water", topics.Department("道路 / 道路积水"));
        Assert.Null(topics.Path(RequestTopic.Gas));
    }

    [Fact]
    public void People_differ_and_stay_themselves()
    {
        var conduct = new PeopleConduct(7);
        var tickets = Enumerable.Range(1, 400).Select(n => conduct.OfTicket($"JC-260615-{n:0000}")).ToList();
        Assert.Equal(tickets, Enumerable.Range(1, 400).Select(n => new PeopleConduct(7).OfTicket($"JC-260615-{n:0000}")));
        Assert.Equal(4, tickets.Select(t => t.Quality).Distinct().Count());
        Assert.All(tickets, t => Assert.True(t.DispatchAfter > t.AcceptAfter));
        Assert.Contains(Enumerable.Range(1, 400), n => conduct.OfAlarm($"A-{n}", AlarmPriority.High).AcknowledgeAfter is null);
        Assert.All(Enumerable.Range(1, 400), n => Assert.Null(conduct.OfAlarm($"A-{n}", AlarmPriority.Critical).FalseCause));
    }

    [Fact]
    public void A_working_day_is_louder_than_its_night()
    {
        Assert.True(Rhythm.Requests(Monday.AddHours(9)) > 5 * Rhythm.Requests(Monday.AddHours(3)));
        Assert.True(Rhythm.Crowd(Monday.AddDays(5).AddHours(15)) > Rhythm.Crowd(Monday.AddHours(15)));
        Assert.InRange(Enumerable.Range(0, 168).Average(h => Rhythm.Requests(Monday.AddHours(h))), 0.9, 1.3);
    }

    private static IEnumerable<(PlannedDevice Device, DateTime At)> Reports(CityCast city, TimeSpan every)
    {
        foreach (var device in city.Devices)
            for (var at = Monday; at < Monday.AddDays(7); at += every)
                yield return (device, at);
    }
}

/// <summary>A rule as it applies to a planned device.</summary>
internal static class Terms
{
    public static JudgeTerms Of(AlarmRule rule, PlannedDevice device) => new(
        rule.Type, rule.Direction, [.. rule.Levels.Select(l => l.Threshold is { } name ? Own(device, name) : l.Value)], rule.Deadband, rule.OnDelay, rule.OffDelay, rule.Per);

    private static double? Own(PlannedDevice device, ThresholdLevel level) => level switch
    {
        ThresholdLevel.Watch => device.Thresholds?.Watch, ThresholdLevel.Warning => device.Thresholds?.Warning, _ => device.Thresholds?.Limit,
    };
}
