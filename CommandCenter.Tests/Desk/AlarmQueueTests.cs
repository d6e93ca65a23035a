using CommandCenter.Alarms;
using CommandCenter.Desk.Duty;

namespace CommandCenter.Tests.Desk;

public sealed class AlarmQueueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 18, 4, 0, 0, TimeSpan.Zero);
    private static long sequence;

    [Fact]
    public void What_asks_for_somebody_stands_first_by_priority_and_then_the_youngest()
    {
        var old = Alarm("AL-1", AlarmPriority.High, minutesAgo: 20);
        var young = Alarm("AL-2", AlarmPriority.High, minutesAgo: 2);
        var critical = Alarm("AL-3", AlarmPriority.Critical, minutesAgo: 30);
        var seen = Alarm("AL-4", AlarmPriority.Critical, minutesAgo: 1, AlarmState.ActiveAcknowledged);
        var cleared = Alarm("AL-5", AlarmPriority.High, minutesAgo: 1, AlarmState.ClearedUnacknowledged);

        var queue = Showing(old, young, critical, seen, cleared);

        Assert.Equal(["AL-3", "AL-2", "AL-1", "AL-5", "AL-4"], queue.Rows.Select(a => a.Number));
        Assert.Equal(["Unacknowledged", "Acknowledged"], queue.Groups.Select(g => g.Key));
    }

    [Fact]
    public void Hidden_alarms_stand_only_where_they_are_asked_for()
    {
        var queue = Showing(Alarm("AL-1", hiding: AlarmHiding.Shelved), Alarm("AL-2", hiding: AlarmHiding.Suppressed), Alarm("AL-3", hiding: AlarmHiding.OutOfService), Alarm("AL-4"));

        Assert.Equal(["AL-4"], queue.Rows.Select(a => a.Number));
        queue.Look(QueueFilter.Shelved);
        Assert.Equal(["AL-1"], queue.Rows.Select(a => a.Number));
        Assert.Equal(2, queue.Count(QueueFilter.Suppressed));
        Assert.Equal(1, queue.Active);
    }

    [Fact]
    public void A_chosen_alarm_stays_chosen_when_it_leaves_the_queue()
    {
        var alarm = Alarm("AL-1");
        var queue = Showing(alarm, Alarm("AL-2"));
        Assert.True(queue.Choose("al-1"));

        queue.Show(new[] { alarm with { State = AlarmState.Normal } }.ToDictionary(a => a.Id), Noon);

        Assert.Equal(AlarmState.Normal, queue.Chosen!.State);
        Assert.Empty(queue.Rows);
    }

    [Fact]
    public void A_chosen_alarm_that_left_the_picture_is_shown_as_it_was_last()
    {
        var queue = Showing(Alarm("AL-1"));
        queue.Choose("AL-1");

        queue.Show(new Dictionary<Guid, AlarmView>(), Noon);

        Assert.Equal("AL-1", queue.Chosen!.Number);
    }

    [Fact]
    public void Steps_stop_at_both_ends_and_begin_where_nothing_is_chosen()
    {
        var queue = Showing(Alarm("AL-1", minutesAgo: 3), Alarm("AL-2", minutesAgo: 2), Alarm("AL-3", minutesAgo: 1));

        Assert.Equal("AL-3", queue.Step(1)!.Number);
        Assert.Equal("AL-3", queue.Step(-1)!.Number);
        Assert.Equal("AL-2", queue.Step(1)!.Number);
        Assert.Equal("AL-1", queue.Step(5)!.Number);
        queue.Choose(null);
        Assert.Equal("AL-1", queue.Step(-1)!.Number);
    }

    [Fact]
    public void A_number_that_is_not_there_leaves_the_choice_as_it_was()
    {
        var queue = Showing(Alarm("AL-1"));
        queue.Choose("AL-1");

        Assert.False(queue.Choose("AL-9"));
        Assert.Equal("AL-1", queue.Chosen!.Number);
    }

    [Fact]
    public void A_flood_is_folded_until_somebody_unfolds_it_and_never_hides_a_critical_one()
    {
        AlarmView[] alarms = [Alarm("AL-C", AlarmPriority.Critical), .. Enumerable.Range(0, 12).Select(i => Alarm($"AL-{i}", AlarmPriority.Low))];
        var queue = Showing(alarms);

        Assert.True(queue.IsFolded);
        Assert.Equal(["AL-C"], queue.Rows.Select(a => a.Number));
        Assert.Equal(12, queue.Flood!.Held);

        queue.Unfold(true);
        Assert.Equal(13, queue.Rows.Count);
        queue.Look(QueueFilter.Unacknowledged);
        Assert.Equal(13, queue.Rows.Count);
    }

    private static AlarmQueue Showing(params AlarmView[] alarms)
    {
        var queue = new AlarmQueue();
        queue.Show(alarms.ToDictionary(a => a.Id), Noon);
        return queue;
    }

    internal static AlarmView Alarm(
        string number, AlarmPriority priority = AlarmPriority.Medium, int minutesAgo = 5, AlarmState state = AlarmState.ActiveUnacknowledged, AlarmHiding hiding = AlarmHiding.None)
    {
        var at = Noon.AddMinutes(-minutesAgo);
        return new(
            Guid.CreateVersion7(at), Interlocked.Increment(ref sequence), number, state, hiding, priority, priority, 1, 1,
            null, null, null, "gas", null, "可燃气体", "Combustible gas", "lel", "% LEL", 42, 40, 30.5, 114.2, null, null, null,
            at, at, at, null, 1, null, null, null, null, null, null, 0);
    }
}
