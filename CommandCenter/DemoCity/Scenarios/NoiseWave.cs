using CommandCenter.Alarms;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;

namespace CommandCenter.DemoCity.Scenarios;

/// <summary>噪声投诉潮: many callers about one building site. Four hours.</summary>
internal static class NoiseWave
{
    private static readonly PlanName Name = new("噪声投诉潮", "Noise complaint wave");

    private static readonly PlanName Story = new(
        "高考前一周的夜里，一个工地为了赶工期连夜打桩。附近三个噪声监测点先后超过七十五分贝，离得最近的一个到了九十分贝以上。" +
        "第一通电话九点二十打进来，之后越来越密：同一件事，不同的小区，不同的说法，有人说是广场舞，有人说是渣土车。" +
        "十八张工单其实是一件事。值得看的是能不能把它们认出来、并到一起、只派一次，让每一位来电人都得到自己的答复，而不是让十八个人各跑一趟。",
        "In the week before the college entrance examination a building site drives piles through the night to make up time. Three noise meters around it pass seventy-five decibels one after another, and the nearest goes past ninety. " +
        "The first call comes at twenty past nine, then they come thick and fast: the same thing from different estates in different words; some blame dancers, some the dump trucks. " +
        "Eighteen tickets are one matter. What is worth watching is whether they are recognized, put together and sent out once, with a reply for every caller, rather than eighteen crews for one site.");

    public static Scenario? Write(CityCast cast)
    {
        var script = new Script(cast);
        var site = script.Place(PlaceKind.Square) ?? script.Place(PlaceKind.Estate);
        if (site is null || script.Nearest("noise", site.At, 3) is not { Count: > 0 } meters)
            return null;
        script.Tell(0, "打桩机开始作业。", "The pile driver starts.");
        for (var i = 0; i < meters.Count; i++)
        {
            var most = i == 0 ? 94 : 83 - i;
            script.Course(meters[i], "noise", 5, (0, 58), (15 + (10 * i), most), (240, most));
            script.Expect(meters[i], "noise", i == 0 ? AlarmPriority.High : AlarmPriority.Medium);
        }
        for (var n = 0; n < 18; n++)
        {
            var topic = n % 5 == 3 ? RequestTopic.Noise : RequestTopic.WorksNoise;
            script.Call(20 + (n * (n < 6 ? 10 : 6)), topic, site.Name, site.At);
        }
        script.Tell(120, "已有十多通电话，说的是同一个工地。", "More than a dozen calls, all about one site.");
        return script.End("noise-wave", "noise", Name, Story, 240);
    }
}
