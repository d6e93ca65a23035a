using CommandCenter.Alarms;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Devices;

namespace CommandCenter.DemoCity.Scenarios;

/// <summary>网关中断: one gateway is lost, and with it the devices behind it. Forty-five minutes by the real clock, because silence is judged by it.</summary>
internal static class GatewayOutage
{
    private static readonly PlanName Name = new("网关中断", "Gateway outage");

    private static readonly PlanName Story = new(
        "一处路口改造挖断了光缆，一台网关没了声音。它后面的设备靠邻近网关又撑了几分钟，然后一个接一个安静下来。" +
        "墙上应该只有一条告警：网关离线，高。后面几十个设备确实也离线了，但它们的离线告警是被抑制的：原因已经知道，不必让值班员看三十遍。" +
        "这个故事按真实时间演，因为“多久没有消息才算失联”是按真实的钟判断的，快进不了。光缆接好以后，设备自己回来，抑制自己解除。",
        "Works at a crossing cut a cable and a gateway goes silent. The devices behind it hold on through a neighbouring gateway for some minutes, then fall quiet one by one. " +
        "On the wall there should be one alarm: gateway offline, high. The devices behind it are offline too, but their alarms are suppressed: the cause is known, and an officer need not read it thirty times. " +
        "This story plays in real time, because how long a silence must last is judged by the real clock and cannot be hurried. When the cable is mended the devices come back by themselves, and so ends the suppression.");

    // Minutes. A gateway may have spoken just before; the devices behind it must not be missed before it is.
    private const double Margin = 1.5;

    public static Scenario? Write(CityCast cast)
    {
        var script = new Script(cast);
        if (script.Gateway() is not { } gateway || Patience(gateway) is not { } whole)
            return null;
        script.Tell(0, "挖机碰断了光缆。", "An excavator cuts the cable.");
        script.Silence(0, gateway);
        script.Expect(gateway, "offline-gateway", AlarmPriority.High);
        foreach (var device in script.Behind(gateway))
        {
            if (Patience(device) is not { } patience || DeviceBehaviour.Interval(device.KindCode) is not { } every)
                continue;
            script.Silence(Math.Max(0, whole.TotalMinutes + every.TotalMinutes - patience.TotalMinutes + Margin), device);
            script.ExpectQuiet(device);
        }
        script.Tell(11, "网关已被判为离线，后面的设备正在安静下来。", "The gateway counts as offline; the devices behind it fall quiet.");
        return script.End("gateway-outage", "link", Name, Story, 45, fastestPace: 1);
    }

    private static TimeSpan? Patience(PlannedDevice device) => BuiltInKinds.All.FirstOrDefault(k => k.Code == device.KindCode)?.SilentAfter;
}
