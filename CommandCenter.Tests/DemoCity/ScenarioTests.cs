using CommandCenter.Alarms;
using CommandCenter.Alarms.Judging;
using CommandCenter.Alarms.Rules;
using CommandCenter.DemoCity.Scenarios;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Devices;

namespace CommandCenter.Tests.DemoCity;

/// <summary>What a scenario promises for the wall, against the judge that raises the alarms there.</summary>
public sealed class ScenarioTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 18, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, int> Played { get; } = Pairs();

    [Fact]
    public void A_city_has_its_six_stories_in_two_languages()
    {
        var scenarios = ScenarioBook.Of(SmallCity.Of());
        Assert.Equal(["storm-night", "holiday-crowd", "ebike-fire", "gas-at-home", "noise-wave", "gateway-outage"], scenarios.Select(s => s.Code));
        Assert.All(scenarios, s => Assert.True(s.Story.Chinese.Split('。').Length > 3 && s.Story.English.Split(". ").Length > 2, s.Code));
        Assert.All(scenarios, s => Assert.All(s.Steps, step => Assert.InRange(step.At, TimeSpan.Zero, s.Lasts)));
        Assert.All(scenarios, s => Assert.True(CommandCenter.Platform.Kit.IconShapes.ByName.ContainsKey(s.Icon), s.Icon));
    }

    [Fact]
    public void The_same_city_gets_the_same_stories()
    {
        Assert.Equal(Words(7), Words(7));
        Assert.NotEqual(Words(7), Words(8));

        static string Words(int seed) => string.Join('|', ScenarioBook.Of(SmallCity.Of(seed)).SelectMany(s => s.Steps));
    }

    [Fact]
    public void A_city_without_a_tower_has_no_crowd_at_it()
    {
        var city = SmallCity.Of();
        city = city with { Plan = city.Plan with { Places = [.. city.Plan.Places.Where(p => p.Code != "tower")] } };
        Assert.DoesNotContain(ScenarioBook.Of(city), s => s.Code == "holiday-crowd");
    }

    // At any pace: the rules' delays are of the real clock, the story's times are not.
    [Theory]
    [MemberData(nameof(Played))]
    public void The_alarms_a_story_promises_are_those_the_judge_raises(string code, int pace)
    {
        var city = SmallCity.Of();
        var scenario = ScenarioBook.Of(city).Single(s => s.Code == code);
        var raised = new List<ExpectedAlarm>();
        foreach (var said in scenario.Steps.Where(s => s.Act is Measure).GroupBy(s => ((Measure)s.Act).Code))
            foreach (var rule in BuiltInRules.All.Where(r => r is { Active: true, Type: not AlarmRuleType.Absence } && r.KindCode == city.Devices.Single(d => d.Code == said.Key).KindCode))
            {
                var terms = Terms.Of(rule, city.Devices.Single(d => d.Code == said.Key));
                var (state, worst) = (ConditionState.Quiet, 0);
                foreach (var step in said.Where(s => ((Measure)s.Act).Quantity == rule.Quantity))
                    Keep(AlarmJudge.Measure(terms, state, Start + (step.At / pace), ((Measure)step.Act).Value));
                Keep(AlarmJudge.Advance(terms, state, Start + (scenario.Lasts / pace)));
                if (state.Level > 0 || rule.Type == AlarmRuleType.Event && worst > 0)
                    raised.Add(new(said.Key, rule.Code, rule.Levels[worst - 1].Priority));

                void Keep(Judgement judged)
                {
                    state = judged.State;
                    worst = Math.Max(worst, judged.Transitions.Select(t => t.To).DefaultIfEmpty().Max());
                }
            }
        Assert.Equal(Sorted(scenario.Facts.Alarms.Where(a => !a.Rule.StartsWith("offline-", StringComparison.Ordinal))), Sorted(raised));
    }

    [Fact]
    public void A_lost_gateway_is_missed_before_anything_behind_it()
    {
        var city = SmallCity.Of();
        var outage = ScenarioBook.Of(city).Single(s => s.Code == "gateway-outage");
        var silences = outage.Steps.Where(s => s.Act is FallSilent).ToDictionary(s => s.Act.Device!, s => s.At);
        Assert.Equal("GW-001", Assert.Single(outage.Facts.Alarms).Device);
        Assert.Equal(["CAM-001", "CAM-002", "CAM-003", "GAS-001", "GAS-002", "GAS-003"], outage.Facts.Quiet.Order());
        var gateway = silences["GW-001"] + Patience("gateway"); // the latest: it spoke at the very last moment
        foreach (var quiet in outage.Facts.Quiet)
        {
            var kind = city.Devices.Single(d => d.Code == quiet).KindCode;
            var earliest = silences[quiet] - DeviceBehaviour.Interval(kind)!.Value + Patience(kind);
            Assert.True(earliest > gateway, quiet);
            Assert.True(silences[quiet] + Patience(kind) < outage.Lasts, quiet);
        }

        static TimeSpan Patience(string kind) => BuiltInKinds.All.Single(k => k.Code == kind).SilentAfter!.Value;
    }

    [Fact]
    public void A_storm_floods_the_desk_and_the_hotline()
    {
        var storm = ScenarioBook.Of(SmallCity.Of()).Single(s => s.Code == "storm-night");
        Assert.True(storm.Facts.Alarms.Count > 20);
        Assert.Equal(2, storm.Facts.Alarms.Count(a => a.Worst == AlarmPriority.Critical));
        Assert.Equal((6, 3, 2, 1), (storm.Facts.Requests[RequestTopic.Flooding], storm.Facts.Requests[RequestTopic.Manhole], storm.Facts.Requests[RequestTopic.Trees], storm.Facts.Requests[RequestTopic.Power]));
    }

    private static IEnumerable<ExpectedAlarm> Sorted(IEnumerable<ExpectedAlarm> alarms) => alarms.OrderBy(a => a.Device, StringComparer.Ordinal).ThenBy(a => a.Rule, StringComparer.Ordinal);

    private static TheoryData<string, int> Pairs()
    {
        var pairs = new TheoryData<string, int>();
        foreach (var scenario in ScenarioBook.Of(SmallCity.Of()))
            foreach (var pace in new[] { 1, 10, 60 }.Where(p => p <= scenario.FastestPace))
                pairs.Add(scenario.Code, pace);
        return pairs;
    }
}
