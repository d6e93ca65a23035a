using CommandCenter.Alarms;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;

namespace CommandCenter.DemoCity.Scenarios;

/// <summary>电动车火灾: a battery burns in the shed of a housing estate. One hour.</summary>
internal static class EBikeFire
{
    private static readonly PlanName Name = new("电动车火灾", "E-bike fire");

    private static readonly PlanName Story = new(
        "夜里十一点，小区车棚里一块改装过的电池在充电。温度先慢慢过五十五度，没有人看；一刻钟后过七十度，再过几分钟电池热失控，一下子超过九十度。" +
        "隔壁楼道的烟感一个接一个报警，烟顺着楼梯往上走。居民打电话说闻到焦味、看见白烟，楼上有老人下不来。" +
        "从第一条黄色告警到火有二十多分钟，这二十分钟就是系统的价值：谁在附近，车棚能不能断电，消防通道是不是又停满了车。",
        "At eleven at night a tampered battery is charging in an estate's shed. Its temperature creeps past fifty-five degrees and nobody looks; a quarter of an hour later it passes seventy, and some minutes after that the battery runs away and jumps past ninety. " +
        "The smoke detectors of the stairway next to it ring one after another and the smoke goes up the stairs. People call: it smells burnt, there is white smoke, an old man upstairs cannot come down. " +
        "From the first mild alarm to the fire there are more than twenty minutes, and those are what the system is for: who is near, can the shed be cut off, is the fire lane full of cars again.");

    public static Scenario? Write(CityCast cast)
    {
        var script = new Script(cast);
        if (script.Place(PlaceKind.Estate) is not { } estate || script.Nearest("ebike-charging", estate.At, 2) is not { Count: > 0 } points)
            return null;
        var smoke = script.Nearest("smoke", points[0].At, 3);
        script.Tell(0, "车棚里还有几十辆车在充电。", "Some dozens of bikes are still charging in the shed.");
        script.Course(points[0], "temperature", 1, (0, 38), (12, 56), (26, 72), (29, 96), (60, 118));
        script.Expect(points[0], "ebike-temperature", AlarmPriority.Critical);
        if (points.Count > 1)
        {
            script.Course(points[1], "temperature", 1, (0, 36), (30, 41), (40, 74), (60, 80));
            script.Expect(points[1], "ebike-temperature", AlarmPriority.High);
        }
        script.Tell(29, "电池热失控，车棚起火。", "The battery runs away; the shed burns.");
        for (var i = 0; i < smoke.Count; i++)
        {
            script.Say(31 + (3 * i), smoke[i], "smoke", 1);
            script.Expect(smoke[i], "smoke", AlarmPriority.High);
        }
        foreach (var (minute, topic) in new[] { (24, RequestTopic.EBike), (31, RequestTopic.EBike), (34, RequestTopic.EBike), (36, RequestTopic.Parking), (41, RequestTopic.Power) })
            script.Call(minute, topic, estate.Name, points[0].At);
        return script.End("ebike-fire", "ebike", Name, Story, 60);
    }
}
