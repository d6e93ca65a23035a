using CommandCenter.Alarms;
using CommandCenter.Wall.Takeover;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

/// <summary>Which alarm takes a screen, and when it gives it back.</summary>
public sealed class TakeoverWatchTests
{
    private readonly TakeoverWatch watch = new();

    [Fact]
    public void Only_an_active_unacknowledged_critical_alarm_that_is_not_hidden_takes_a_screen()
    {
        Assert.Null(watch.Look([Alarm(AlarmPriority.High), Alarm(AlarmPriority.Critical, AlarmState.ActiveAcknowledged), Alarm(AlarmPriority.Critical, AlarmState.ClearedUnacknowledged)], Now));
        Assert.Null(watch.Look([Alarm(AlarmPriority.Critical) with { Hiding = AlarmHiding.Suppressed }], Now));
        var critical = Alarm(AlarmPriority.Critical);
        Assert.Equal(critical, watch.Look([Alarm(AlarmPriority.High), critical], Now));
    }

    [Fact]
    public void Newest_has_it_and_the_one_before_comes_back_when_it_is_dealt_with()
    {
        var (first, second) = (Alarm(AlarmPriority.Critical, raised: Now.AddMinutes(-3)), Alarm(AlarmPriority.Critical, raised: Now.AddMinutes(-1)));
        Assert.Equal(first, watch.Look([first], Now));
        Assert.Equal(second, watch.Look([first, second], Now.AddSeconds(1)));
        Assert.Equal(first, watch.Look([first, second with { State = AlarmState.ActiveAcknowledged }], Now.AddSeconds(2)));
    }

    [Theory]
    [InlineData(AlarmState.ActiveAcknowledged)]
    [InlineData(AlarmState.ClearedUnacknowledged)]
    [InlineData(AlarmState.Normal)]
    public void Acknowledged_or_cleared_it_stays_for_half_a_minute_and_the_scene_comes_back(AlarmState state)
    {
        var alarm = Alarm(AlarmPriority.Critical);
        watch.Look([alarm], Now);
        var handled = alarm with { State = state };
        Assert.Equal(handled, watch.Look([handled], Now.AddSeconds(10)));
        Assert.Equal(handled, watch.Look([handled], Now.AddSeconds(39)));
        Assert.Null(watch.Look([handled], Now.AddSeconds(40)));
        Assert.Null(watch.Look([handled], Now.AddSeconds(41)));
    }

    [Fact]
    public void Alarm_that_leaves_the_picture_gives_the_screen_back_at_once()
    {
        watch.Look([Alarm(AlarmPriority.Critical)], Now);
        Assert.Null(watch.Look([], Now.AddSeconds(1)));
    }
}
