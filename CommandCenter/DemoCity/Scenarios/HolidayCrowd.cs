using CommandCenter.Alarms;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;

namespace CommandCenter.DemoCity.Scenarios;

/// <summary>节日塔下大客流: the crowd at the tower on a holiday's evening. Two and a half hours.</summary>
internal static class HolidayCrowd
{
    private static readonly PlanName Name = new("节日登塔大客流", "Holiday crowd at the tower");

    private static readonly PlanName Story = new(
        "长假第二天傍晚，塔上要亮灯，人从地铁口和江边步道两头往塔下广场汇。主入口的客流密度半小时内从每平方米一人升到三人，再半小时升到四人以上，广场中央最高超过五人。" +
        "没有人摔倒，但已经走不动了：孩子哭、老人走散、出口只开了一个，热线里都是求疏导的声音。" +
        "这时看的是密度的走势而不是人数：什么时候停止放人，哪一个路口改单行，最近的网格员和民警是谁，地铁要不要过站不停。",
        "On the second evening of the long holiday the tower will be lit, and people come to its square from the metro on one side and from the river walk on the other. At the main entrance the density goes from one person a square metre to three within half an hour " +
        "and past four in another; in the middle of the square it passes five. Nobody has fallen, but nobody can walk: children cry, the old are lost, only one exit is open, and the hotline asks for help. " +
        "What counts is how the density moves, not how many there are: when to stop letting people in, which crossing becomes one way, who of the field staff is nearest, whether the trains should pass through.");

    public static Scenario? Write(CityCast cast)
    {
        var script = new Script(cast);
        if (script.Place(PlaceKind.Tower) is not { } tower || script.Nearest("crowd-counter", tower.At, 4) is not { Count: > 0 } counters)
            return null;
        script.Tell(0, "地铁出口开始排队。", "A queue forms at the metro's exits.");
        script.Tell(40, "主入口每平方米超过三人。", "More than three people a square metre at the main entrance.");
        script.Tell(75, "广场中央走不动了。", "In the middle of the square nobody can walk.");
        for (var i = 0; i < counters.Count; i++)
        {
            var (most, worst) = i switch { 0 => (5.4, AlarmPriority.Critical), < 3 => (4.4, AlarmPriority.High), _ => (3.4, AlarmPriority.Medium) };
            script.Course(counters[i], "density", 2, (0, 0.9), (25 + (4 * i), 2.4), (70 + (4 * i), most), (150, most));
            script.Course(counters[i], "people", 2, (0, 240), (25 + (4 * i), 620), (70 + (4 * i), most * 260), (150, most * 260));
            script.Expect(counters[i], "crowd-density", worst);
        }
        foreach (var (minute, topic) in new[]
                 {
                     (35, RequestTopic.Crowd), (48, RequestTopic.Stalls), (58, RequestTopic.Crowd), (66, RequestTopic.Parking), (72, RequestTopic.Crowd), (88, RequestTopic.Crowd), (110, RequestTopic.Waste),
                 })
            script.Call(minute, topic, tower.Name, tower.At);
        return script.End("holiday-crowd", "crowd", Name, Story, 150);
    }
}
