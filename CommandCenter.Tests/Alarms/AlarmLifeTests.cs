using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Alarms;

/// <summary>From a signal to clear, through the real reader, on every database.</summary>
public class AlarmLifeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Gas_alarm_lives_from_its_first_signal_to_clear_and_every_step_is_journaled_once(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("gas", "GD-2207");
        await city.Measure("gd-2207", 12);
        var raised = await city.Alarm();
        Assert.Equal(("AL-260618-0001", AlarmState.ActiveUnacknowledged, AlarmPriority.Medium, 1, 12.0, 10.0), (raised.Number, raised.State, raised.Priority, raised.Level, raised.Value, raised.Threshold));
        await city.AssertSeen();

        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Measure("GD-2207", 13);
        Assert.Equal(2, (await city.Alarm()).Count);
        await city.AssertSeen(); // a repeat is not journaled, and yet seen

        await city.Do(raised.Number, AlarmVerb.Acknowledge, new() { Comment = "看到了" });
        Assert.Equal(AlarmState.ActiveAcknowledged, (await city.Alarm()).State);

        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Measure("GD-2207", 42);
        var worst = await city.Alarm();
        Assert.Equal((AlarmState.ActiveUnacknowledged, AlarmPriority.Critical, 3), (worst.State, worst.Priority, worst.Level)); // worse: it asks again
        Assert.Null(worst.AcknowledgedAt);

        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Measure("GD-2207", 3);
        Assert.True((await city.Alarm()).IsActive); // the off-delay of half a minute runs
        await city.Server.Pass(TimeSpan.FromSeconds(31)); // no further measurement comes: the clock ends it
        var cleared = await city.Alarm();
        Assert.Equal((AlarmState.ClearedUnacknowledged, AlarmPriority.Critical, AlarmPriority.Critical, 3), (cleared.State, cleared.Priority, cleared.Worst, cleared.Count));
        await city.AssertSeen();

        await city.Do(raised.Number, AlarmVerb.Acknowledge);
        Assert.Equal((AlarmState.Normal, null), ((await city.Alarm()).State, (await city.Alarm()).StandingKey));
        Assert.Equal(["AlarmRaised", "AlarmAcknowledged", "AlarmLevelRose", "AlarmCleared", "AlarmAcknowledged"], await city.Events());
        await city.AssertSeen();
        await using var db = city.Server.Db();
        Assert.Null(await JournalChain.Verify(db, Cancel));
        var told = await db.Set<JournalEntry>().Where(e => e.Event == nameof(AlarmCleared)).Select(e => e.Payload).SingleAsync(Cancel);
        Assert.Contains("\"count\":3", told, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Next_time_after_it_was_normal_is_another_alarm_and_before_that_the_same(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("smoke", "YG-1");
        await Smoke();
        Assert.Equal(AlarmState.ClearedUnacknowledged, (await city.Alarm()).State);
        await Smoke();
        var same = await city.Alarm(); // nobody had acknowledged it
        Assert.Equal(2, same.Count);
        await city.Do(same.Number, AlarmVerb.Acknowledge);
        await Smoke();
        Assert.Equal(["AL-260618-0001", "AL-260618-0002"], (await city.Alarms()).Select(a => a.Number));
        Assert.Equal([1, 2], (await city.Alarms()).Select(a => a.Sequence));

        async Task Smoke()
        {
            city.Clock.Advance(TimeSpan.FromMinutes(5));
            await city.Measure("YG-1", 1);
            city.Clock.Advance(TimeSpan.FromMinutes(5));
            await city.Measure("YG-1", 0);
            await city.Server.Pass(TimeSpan.FromMinutes(1));
        }
    }

    [Theory, AllDatabases]
    public async Task Of_two_who_acknowledge_at_once_the_second_is_told_who_was_first_and_when(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("gas", "GD-1");
        await city.Measure("GD-1", 50);
        var number = (await city.Alarm()).Number;
        var (one, other) = (await city.Server.SignIn(Role.DutyOfficer), await city.Server.SignIn(Role.DutyOfficer));
        var outcomes = await Task.WhenAll(new[] { one, other, one, other }.Select(p => Task.Run(async () =>
        {
            try
            {
                await city.Server.Get<AlarmDesk>().Do(p.Caller, number, AlarmVerb.Acknowledge, new() { Moves = 0 }, Cancel);
                return null;
            }
            catch (Refusal refusal)
            {
                return refusal;
            }
        }, Cancel)));
        var alarm = await city.Alarm();
        var refused = outcomes.OfType<Refusal>().ToList();
        Assert.Equal(3, refused.Count);
        Assert.All(refused, r => Assert.Equal((409, "already-acknowledged"), (r.Status, r.Code)));
        Assert.All(refused, r => Assert.Contains(alarm.AcknowledgedBy!, r.Message, StringComparison.Ordinal));
        Assert.Equal(city.Now, refused[0].Facts["acknowledgedAt"]);
        Assert.Equal(["AlarmRaised", "AlarmAcknowledged"], await city.Events());
    }

    [Theory, AllDatabases]
    public async Task Shelving_outlives_a_restart_fires_nothing_and_ends_once_when_its_time_is_over(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Hosts.CitySeed.Thursday);
        await using (var city = await AlarmCity.Open(database, clock))
        {
            await city.Devices("smoke", "YG-1");
            await city.Measure("YG-1", 1);
            await city.Do((await city.Alarm()).Number, AlarmVerb.Shelve, new() { Reason = "正在检修", Minutes = 60 });
            Assert.False(Assert.Single(city.Live.Set.Items.Values).IsInFeed);
        }
        clock.Advance(TimeSpan.FromMinutes(30));
        await using (var city = await AlarmCity.Open(database, clock))
        {
            await city.Server.Pump();
            await city.Measure("YG-1", 1); // repeated: still shelved, nothing is told
            var alarm = await city.Alarm();
            Assert.Equal((AlarmHiding.Shelved, "正在检修", 2), (alarm.Hiding, alarm.HidingReason, alarm.Count));
            Assert.Equal(["AlarmRaised", "AlarmShelved"], await city.Events());
            await city.Server.Pass(TimeSpan.FromMinutes(31));
            await city.Server.Pass(TimeSpan.FromMinutes(31));
            Assert.Equal(["AlarmRaised", "AlarmShelved", "AlarmUnshelved"], await city.Events());
            Assert.True(Assert.Single(city.Live.Set.Items.Values).IsInFeed);
        }
    }

    [Fact]
    public async Task Critical_cannot_be_shelved_and_what_becomes_critical_does_not_stay_shelved()
    {
        await using var city = await AlarmCity.Open();
        await city.Devices("gas", "GD-1");
        await city.Measure("GD-1", 30);
        var number = (await city.Alarm()).Number;
        await city.Do(number, AlarmVerb.Shelve, new() { Reason = "校准", Minutes = 30 });
        city.Clock.Advance(TimeSpan.FromSeconds(5));
        await city.Measure("GD-1", 41);
        Assert.Equal((AlarmHiding.None, AlarmState.ActiveUnacknowledged), ((await city.Alarm()).Hiding, (await city.Alarm()).State));
        Assert.Equal(["AlarmRaised", "AlarmShelved", "AlarmLevelRose", "AlarmUnshelved"], await city.Events());
        var refused = await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.Shelve, new() { Reason = "校准", Minutes = 30 }));
        Assert.Equal((409, "critical"), (refused.Status, refused.Code));
    }

    [Theory, AllDatabases]
    public async Task False_alarm_leaves_the_feed_its_source_repeats_in_vain_and_only_worse_raises_anew(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("gas", "GD-1");
        await city.Measure("GD-1", 12);
        var first = await city.Do((await city.Alarm()).Number, AlarmVerb.MarkFalse, new() { Cause = "厨房酒精" });
        Assert.Equal((AlarmState.Normal, "厨房酒精"), (first.State, first.FalseCause));
        await Step(13);
        Assert.Single(await city.Alarms());
        await Step(30);
        var second = (await city.Alarms())[^1];
        Assert.Equal((2, AlarmPriority.High, AlarmState.ActiveUnacknowledged), ((await city.Alarms()).Count, second.Priority, second.State));
        var again = await Assert.ThrowsAsync<Refusal>(() => city.Do(first.Number, AlarmVerb.MarkFalse, new() { Cause = "again" }));
        Assert.Equal("wrong-state", again.Code);

        Task Step(double value)
        {
            city.Clock.Advance(TimeSpan.FromSeconds(10));
            return city.Measure("GD-1", value);
        }
    }

    [Fact]
    public async Task Verb_without_its_words_or_by_the_wrong_role_is_refused_by_name()
    {
        await using var city = await AlarmCity.Open();
        await city.Devices("smoke", "YG-1");
        await city.Measure("YG-1", 1);
        var number = (await city.Alarm()).Number;
        Assert.Equal("reason", (await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.Shelve, new() { Minutes = 5 }))).Field);
        Assert.Equal("minutes", (await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.Shelve, new() { Reason = "x" }))).Field);
        Assert.Equal("untilAt", (await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.Shelve, new() { Reason = "x", UntilAt = city.Now }))).Field);
        Assert.Equal("cause", (await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.MarkFalse))).Field);
        Assert.Equal("comment", (await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.Comment))).Field);
        var taker = await city.Server.SignIn(Role.CallTaker);
        Assert.Equal("wrong-role", (await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.Acknowledge, caller: taker.Caller))).Code);
        Assert.Equal("wrong-state", (await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.Unshelve))).Code);
        Assert.Equal("not-found", (await Assert.ThrowsAsync<Refusal>(() => city.Do("AL-000000-0000", AlarmVerb.Acknowledge))).Code);
        await city.Do(number, AlarmVerb.Comment, new() { Comment = "已电话核实" });
        var changed = await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.Comment, new() { Comment = "x", Moves = 0 }));
        Assert.Equal((409, "changed"), (changed.Status, changed.Code));
    }

    [Theory, AllDatabases]
    public async Task On_delay_ends_by_the_clock_and_a_measurement_in_between_takes_it_back(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("door", "MC-1", "MC-2");
        await city.Measure("MC-1", 1);
        await city.Measure("MC-2", 1);
        await city.Server.Pass(TimeSpan.FromMinutes(9));
        await city.Measure("MC-2", 0);
        Assert.Empty(await city.Alarms());
        await city.Server.Pass(TimeSpan.FromMinutes(2));
        var alarm = await city.Alarm();
        Assert.Equal(("MC-1", Hosts.CitySeed.Thursday.AddMinutes(10)), (alarm.DeviceCode, alarm.RaisedAt));
        await city.Server.Pass(TimeSpan.FromHours(1));
        Assert.Equal(["AlarmRaised"], await city.Events());
        await using var db = city.Server.Db();
        Assert.False(await db.Set<Deadline>().AnyAsync(d => d.State == DeadlineState.Pending, Cancel));
    }

    [Theory, AllDatabases]
    public async Task Person_who_does_not_move_is_noticed_by_the_clock_and_moving_again_ends_it(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("infrared-motion", "HW-1");
        await city.Measure("HW-1", 1);
        for (var hour = 0; hour < 6; hour++)
        {
            await city.Server.Pass(TimeSpan.FromHours(1));
            await city.Measure("HW-1", hour == 5 ? 1 : 0);
        }
        await city.Server.Pass(TimeSpan.FromHours(11));
        Assert.Empty(await city.Alarms()); // the first instant was moved on by the last sign of life
        await city.Server.Pass(TimeSpan.FromHours(2));
        Assert.Equal((AlarmPriority.Medium, Hosts.CitySeed.Thursday.AddHours(18)), ((await city.Alarm()).Priority, (await city.Alarm()).RaisedAt));
        await city.Server.Pass(TimeSpan.FromHours(12));
        Assert.Equal(AlarmPriority.High, (await city.Alarm()).Priority);
        await city.Measure("HW-1", 1);
        Assert.Equal(AlarmState.ClearedUnacknowledged, (await city.Alarm()).State);
        Assert.Equal(["AlarmRaised", "AlarmLevelRose", "AlarmCleared"], await city.Events());
    }
}
