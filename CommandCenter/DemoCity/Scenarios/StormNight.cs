using CommandCenter.Alarms;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;

namespace CommandCenter.DemoCity.Scenarios;

/// <summary>暴雨之夜: rain, a rising river, manhole covers, calls, and a flood of alarms. Three hours.</summary>
internal static class StormNight
{
    private static readonly PlanName Name = new("暴雨之夜", "Storm night");

    private static readonly PlanName Story = new(
        "入夜后一条强对流云带压过城区。头一个小时雨强从每小时十几毫米升到九十毫米，雨量计接连报警；低洼处的窨井先被顶开，井盖倾斜、打开，街面开始积水。" +
        "河水慢一步：第一个水位站先过设防、再过警戒，一个半小时后超过保证水位，下游两站跟着上涨。热线电话一个接一个，说的都是积水、井盖和倒下的树。" +
        "值班员面前是一场告警泛滥：要在成片的同类告警里看见那几条真正要命的，把水务和城管的人派出去，并且在雨小下来以后还记得没有盖上的井盖。",
        "After dark a line of thunderstorms crosses the city. Within an hour the rain goes from a drizzle to ninety millimetres an hour and the gauges alarm one after another; in the low streets the drains push their covers up, " +
        "covers tilt and open, and water stands on the road. The river is slower: the first gauge passes watch, then warning, and after an hour and a half its limit, and the two below it follow. The hotline rings without end, about water, covers and fallen trees. " +
        "The officer faces a flood of alarms, and must see the few that matter among many alike, send out the water and works crews, and remember, when the rain ends, the covers that are still open.");

    public static Scenario? Write(CityCast cast)
    {
        var script = new Script(cast);
        if (script.Place(PlaceKind.RiverGauge) is not { } gaugeSite)
            return null;
        var gauges = script.Nearest("water-level", gaugeSite.At, 3).Where(g => g.Thresholds is not null).ToList();
        var rain = script.Nearest("rain-gauge", gaugeSite.At, 8);
        var covers = script.Nearest("manhole-cover", gaugeSite.At, 10);
        if (gauges.Count == 0 || rain.Count == 0 || covers.Count == 0)
            return null;

        script.Tell(0, "西边天黑下来，第一阵雨落下。", "The sky goes dark in the west and the first rain falls.");
        Rain(script, rain);
        River(script, gauges);
        Covers(script, covers);
        Calls(script, gaugeSite, covers);
        script.Tell(35, "雨强超过每小时五十毫米，窨井开始冒水。", "More than fifty millimetres an hour; the drains give water back.");
        script.Tell(95, "河水越过保证水位。", "The river passes its limit.");
        script.Tell(150, "雨小了，水还在高处，井盖还开着。", "The rain eases. The water is still high and the covers are still open.");
        return script.End("storm-night", "water", Name, Story, 180);
    }

    // The first gauge stands in the worst of it.
    private static void Rain(Script script, IReadOnlyList<PlannedDevice> gauges)
    {
        for (var i = 0; i < gauges.Count; i++)
        {
            var most = i == 0 ? 90 : i < 4 ? 62 : 34;
            script.Course(gauges[i], "rate", 5, (2 * i, 4), (35 + (2 * i), most), (100, most), (170, 22), (180, 22));
            script.Course(gauges[i], "rain", 5, (2 * i, 4 / 12.0), (35 + (2 * i), most / 12.0), (100, most / 12.0), (170, 22 / 12.0), (180, 22 / 12.0)); // of five minutes
            script.Expect(gauges[i], "rain-rate", i == 0 ? AlarmPriority.Critical : i < 4 ? AlarmPriority.High : AlarmPriority.Medium);
        }
    }

    private static void River(Script script, List<PlannedDevice> gauges)
    {
        for (var i = 0; i < gauges.Count; i++)
        {
            var t = gauges[i].Thresholds!;
            var (crest, worst) = i switch { 0 => (t.Limit + 0.12, AlarmPriority.Critical), 1 => ((t.Warning + t.Limit) / 2, AlarmPriority.High), _ => ((t.Watch + t.Warning) / 2, AlarmPriority.Medium) };
            script.Course(gauges[i], "level", 3, (0, t.Watch - 0.6), (40 + (10 * i), t.Watch - 0.1), (95 + (10 * i), crest), (150, crest), (180, crest - 0.03));
            script.Expect(gauges[i], "water-level", worst);
        }
    }

    // Every second one opens; the others only tilt. Nobody puts them back before the end.
    private static void Covers(Script script, IReadOnlyList<PlannedDevice> covers)
    {
        for (var i = 0; i < covers.Count; i++)
        {
            script.Say(30 + (5 * i), covers[i], "tilt", 24 + i);
            script.Expect(covers[i], "manhole-tilt", AlarmPriority.Medium);
            if (i % 2 != 0)
                continue;
            script.Say(34 + (5 * i), covers[i], "open", 1);
            script.Expect(covers[i], "manhole-open", AlarmPriority.High);
        }
    }

    private static void Calls(Script script, PlannedPlace site, IReadOnlyList<PlannedDevice> covers)
    {
        foreach (var (minute, topic) in new[]
                 {
                     (22, RequestTopic.Flooding), (31, RequestTopic.Flooding), (38, RequestTopic.Manhole), (44, RequestTopic.Flooding), (52, RequestTopic.Trees), (57, RequestTopic.Manhole),
                     (66, RequestTopic.Flooding), (78, RequestTopic.Power), (90, RequestTopic.Flooding), (104, RequestTopic.Manhole), (118, RequestTopic.Flooding), (140, RequestTopic.Trees),
                 })
        {
            var near = Chance.Pick(covers, script.Seed, "storm-call", minute);
            script.Call(minute, topic, new(near.PlaceText, near.Name.English), topic == RequestTopic.Trees ? site.At : near.At);
        }
    }
}
