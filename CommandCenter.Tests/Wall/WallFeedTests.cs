using CommandCenter.Alarms;
using CommandCenter.Wall;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

public sealed class WallFeedTests
{
    [Fact]
    public void The_worst_stand_first_then_those_nobody_has_then_the_youngest()
    {
        var old = Alarm(raised: Now.AddHours(-1));
        var seen = Alarm(state: AlarmState.ActiveAcknowledged, raised: Now.AddMinutes(-1));
        var young = Alarm(raised: Now.AddMinutes(-5));
        var critical = Alarm(AlarmPriority.Critical, AlarmState.ActiveAcknowledged, raised: Now.AddDays(-1));

        Assert.Equal([critical, young, old, seen], WallFeed.Of([old, seen, young, critical]).Rows);
    }

    [Fact]
    public void A_repeat_moves_no_row()
    {
        var (first, second) = (Alarm(raised: Now.AddMinutes(-5)), Alarm(raised: Now.AddMinutes(-6)));

        var after = WallFeed.Of([first, second with { Count = 40, LastAt = Now }]);

        Assert.Equal([first.Id, second.Id], after.Rows.Select(a => a.Id));
    }

    [Fact]
    public void Ten_thousand_alarms_are_nine_rows_and_counts_and_no_critical_one_is_left_out()
    {
        AlarmView[] alarms = [.. Enumerable.Range(0, 10_000).Select(i => Alarm(i % 5_000 == 17 ? AlarmPriority.Critical : AlarmPriority.Low))];

        var feed = WallFeed.Of(alarms);

        Assert.Equal(9, feed.Rows.Count);
        Assert.Equal(2, feed.Rows.Count(a => a.Priority == AlarmPriority.Critical));
        Assert.Equal((0, 9_998 - 5, 9_993), (feed.More(AlarmPriority.Critical, 7), feed.More(AlarmPriority.Low, 7), feed.More(7)));
    }

    [Fact]
    public void What_is_hidden_or_normal_has_no_row_and_the_hidden_are_counted()
    {
        var feed = WallFeed.Of([Alarm(hiding: AlarmHiding.Shelved), Alarm(hiding: AlarmHiding.OutOfService), Alarm(state: AlarmState.Normal), Alarm(state: AlarmState.ClearedUnacknowledged)]);

        Assert.Single(feed.Rows);
        Assert.Equal((0, 1, 2), (feed.Active, feed.Unacknowledged, feed.Hidden));
    }

    [Fact]
    public void The_worst_that_nobody_has_is_known_though_worse_ones_that_somebody_has_fill_the_rows()
    {
        var waiting = Alarm(AlarmPriority.Medium);

        var feed = WallFeed.Of([.. Enumerable.Range(0, 12).Select(_ => Alarm(AlarmPriority.Critical, AlarmState.ActiveAcknowledged)), waiting]);

        Assert.DoesNotContain(waiting, feed.Rows);
        Assert.Equal(waiting, feed.WorstUnacknowledged);
    }
}
