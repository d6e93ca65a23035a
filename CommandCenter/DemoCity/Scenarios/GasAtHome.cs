using CommandCenter.Alarms;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;

namespace CommandCenter.DemoCity.Scenarios;

/// <summary>独居老人家燃气报警: gas at the home of an elderly person who lives alone. Forty-five minutes.</summary>
internal static class GasAtHome
{
    private static readonly PlanName Name = new("独居老人家燃气报警", "Gas alarm at an elderly person's home");

    private static readonly PlanName Story = new(
        "王奶奶八十一岁，一个人住。上午十点她烧水时锅溢出来浇灭了火，自己在椅子上睡着了。燃气浓度五分钟后过百分之十，十分钟后过百分之二十五，门口的活动传感器一直没有动静。" +
        "快到十五分钟时她醒来觉得头晕，按下了床头的呼救按钮。对门邻居听见报警器响，敲门没人应，打了热线。" +
        "三条来自同一户的告警合起来才是一件事：关阀、开窗、开门、救人，最近的网格员五分钟能到；到第四十五分钟浓度降到百分之十二，人已经送医，阀门还没有人签字确认。",
        "Grandma Wang is eighty-one and lives alone. At ten in the morning her kettle boils over and puts the flame out while she sleeps in her chair. The gas passes ten percent after five minutes and twenty-five after ten; the motion sensor at her door is still. " +
        "After a quarter of an hour she wakes, dizzy, and presses the button by her bed. A neighbour hears the alarm, knocks without an answer and calls the hotline. " +
        "Three alarms of one home are one event only together: shut the valve, open the windows and the door, help her; the nearest grid worker needs five minutes. At minute forty-five the gas is down to twelve percent and she is in hospital, and nobody has signed for the valve yet.");

    private static readonly RequestText Neighbour = new(RequestTopic.Gas,
        new("{0}独居老人家燃气报警响，敲门无人应", "Gas alarm at an old lady's home at {0}, nobody opens"),
        new("对门王奶奶家的燃气报警器一直在响，敲门没有人答应，她八十多岁一个人住，楼道里已经能闻到味道，请快点来人！",
            "The gas alarm of Grandma Wang across the landing rings and rings and nobody opens. She is over eighty and lives alone. One can smell it on the stairs. Please hurry!"));

    public static Scenario? Write(CityCast cast)
    {
        var script = new Script(cast);
        if (script.Place(PlaceKind.Estate) is not { } estate || script.Nearest("sos", estate.At, 1) is not [var button] || script.Nearest("gas", button.At, 1) is not [var gas])
            return null;
        script.Tell(0, "水开了，火被浇灭。", "The kettle boils over; the flame goes out.");
        script.Course(gas, "gas", 1, (0, 2), (5, 11), (10, 27), (25, 33), (45, 12));
        script.Expect(gas, "gas", AlarmPriority.High);
        script.Say(14, button, "sos", 1);
        script.Expect(button, "sos", AlarmPriority.Critical);
        script.Tell(14, "她按下了呼救按钮。", "She presses the button.");
        foreach (var motion in script.Nearest("infrared-motion", button.At, 1))
            script.Say(1, motion, "motion", 0);
        script.Call(12, Neighbour, estate.Name, button.At);
        script.Call(20, RequestTopic.Gas, estate.Name, button.At);
        script.Tell(26, "门开了，窗户打开，浓度开始下降。", "The door is open, the windows too, and the gas goes down.");
        return script.End("gas-at-home", "gas", Name, Story, 45);
    }
}
