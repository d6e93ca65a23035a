using CommandCenter.Alarms;
using CommandCenter.Alarms.Reading;
using CommandCenter.Devices;
using CommandCenter.Intake;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Alarms;

/// <summary>What the reader of the queue makes of signals that come twice, late, early, wrong, many, or at two processes at once.</summary>
public class SignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Duplicate_late_corrected_and_future_measurements_each_do_what_they_may(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("gas", "GD-1");
        var at = city.Now;
        Assert.Equal(SignalOutcome.Stored, (await city.Measure("GD-1", 12, at)).Outcome);
        Assert.Equal(SignalOutcome.Duplicate, (await city.Measure("GD-1", 12, at)).Outcome);
        Assert.Equal(1, (await city.Alarm()).Count);
        await city.Measure("GD-1", 99, at.AddMinutes(-1)); // late: stored, not judged
        await city.Measure("GD-1", 99, at.AddMinutes(10)); // the future: flagged, not judged
        Assert.Equal((1, 1), ((await city.Alarm()).Level, (await city.Alarm()).Count));
        await city.Measure("GD-1", 27, at); // another value for the instant: judged as it comes
        Assert.Equal(2, (await city.Alarm()).Level);
        await city.Measure("GD-1", 11, at.AddSeconds(30));
        Assert.Equal(["AlarmRaised", "AlarmLevelRose"], await city.Events()); // the fall waits for its delay
        await using var db = city.Server.Db();
        var doubts = await db.Set<Measurement>().OrderBy(m => m.ReceivedAt).ThenBy(m => m.At).Select(m => m.Doubts).ToListAsync(Cancel);
        Assert.Equal(5, doubts.Count);
        Assert.Equal([MeasurementDoubts.None, MeasurementDoubts.None, MeasurementDoubts.Late, MeasurementDoubts.Future, MeasurementDoubts.Correction], doubts.OrderBy(d => (int)d is 0 ? 0 : (int)d));
    }

    [Fact]
    public async Task Unknown_device_and_unknown_quantity_are_rejected_by_name_and_the_rest_of_the_sending_is_stored()
    {
        await using var city = await AlarmCity.Open();
        await city.Devices("gas", "GD-1");
        var receipts = await city.Send(city.Signal("GD-9", 1), city.Signal("GD-1", 12), city.Signal("GD-1", 1, quantity: "voltage"));
        Assert.Equal(
            [(SignalOutcome.Rejected, "unknown-device", "device"), (SignalOutcome.Stored, null, null), (SignalOutcome.Rejected, "unknown-quantity", "quantity")],
            receipts.Select(r => (r.Outcome, r.Code, r.Field)));
        Assert.Single(await city.Alarms());
    }

    [Theory, AllDatabases]
    public async Task Chattering_source_is_one_alarm_and_a_handful_of_journal_entries(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("manhole-cover", "JG-1");
        await using (var db = city.Server.Db())
        {
            var rule = await db.Set<CommandCenter.Alarms.Rules.AlarmRule>().SingleAsync(r => r.Code == "manhole-open", Cancel);
            rule.OffDelay = TimeSpan.Zero;
            await db.SaveChangesAsync(Cancel);
        }
        await city.Server.Get<CommandCenter.Alarms.Rules.AlarmRuleIndex>().LoadAsync(Cancel);
        for (var i = 0; i < 120; i++)
        {
            await city.Measure("JG-1", i % 2 == 0 ? 1 : 0, quantity: "open");
            city.Clock.Advance(TimeSpan.FromSeconds(3));
        }
        var alarm = await city.Alarm();
        Assert.True(alarm is { Chattering: true, IsActive: true, Count: 60 });
        Assert.Equal(5, (await city.Events()).Count); // on, off, on, off, on: then it is held
        await city.Server.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("AlarmCleared", (await city.Events())[^1]);
        Assert.Equal(AlarmState.ClearedUnacknowledged, (await city.Alarm()).State);
    }

    [Theory, AllDatabases]
    public async Task Ten_thousand_alarms_in_a_minute_lose_none_double_none_and_show_every_critical_one(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        var reader = city.Server.Get<SignalReader>();
        for (var part = 0; part < 10; part++)
        {
            var batch = new SignalBatch([.. Enumerable.Range(part * 1_000, 1_000).Select(i => city.Outside($"k{i}", i % 100 == 0 ? "Critical" : "Low"))]);
            await reader.Take([batch], Cancel);
            await batch.Done;
            city.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        await city.Server.Settle();
        var alarms = await city.Alarms();
        Assert.Equal(Enumerable.Range(1, 10_000).Select(n => $"AL-260618-{n:0000}"), alarms.Select(a => a.Number));
        Assert.Equal(10_000, (await city.Events()).Count);
        Assert.Equal(100, city.Live.Set.Items.Values.Count(a => a is { Priority: AlarmPriority.Critical, IsInFeed: true }));
        Assert.Equal(10_000, city.Live.Set.Items.Count);
    }

    [Theory, AllDatabases]
    public async Task Clear_that_overtakes_its_raise_leaves_an_alarm_that_has_cleared(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        var at = city.Now;
        await city.Send(city.Outside("loop-7", null, at));
        Assert.Empty(await city.Alarms());
        await city.Send(city.Outside("loop-7", "High", at.AddSeconds(-30)));
        var alarm = await city.Alarm();
        Assert.Equal((AlarmState.ClearedUnacknowledged, at.AddSeconds(-30), at), (alarm.State, alarm.RaisedAt, alarm.ClearedAt));
        Assert.Equal(SignalOutcome.Duplicate, (await city.Send(city.Outside("loop-7", "High", at.AddSeconds(-30))))[0].Outcome);
        await city.Do(alarm.Number, AlarmVerb.Acknowledge);
        Assert.Equal(AlarmState.Normal, (await city.Alarm()).State);
    }

    [Theory, AllDatabases]
    public async Task Outside_message_without_an_instant_that_is_sent_again_changes_nothing(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Send(city.Outside("loop-7", "High") with { MessageId = "raise" });
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Send(city.Outside("loop-7", null) with { MessageId = "clear" });
        city.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(SignalOutcome.Duplicate, (await city.Send(city.Outside("loop-7", "High") with { MessageId = "raise" }))[0].Outcome);
        Assert.Equal(AlarmState.ClearedUnacknowledged, (await city.Alarm()).State);
        Assert.Equal(SignalOutcome.Stored, (await city.Send(city.Outside("loop-7", "High") with { MessageId = "raise-2" }))[0].Outcome);
        Assert.Equal((AlarmState.ActiveUnacknowledged, 2), ((await city.Alarm()).State, (await city.Alarm()).Count));
    }

    [Theory, AllDatabases]
    public async Task Outside_systems_alarm_runs_through_the_same_life(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Send(city.Outside("loop-7", "Medium"));
        Assert.Equal(SignalOutcome.Duplicate, (await city.Send(city.Outside("loop-7", "Medium")))[0].Outcome);
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Send(city.Outside("loop-7", "Medium"), city.Outside("loop-8", "Low"), city.Outside("loop-7", "Medium", sender: "other-panel"));
        await city.Do("AL-260618-0001", AlarmVerb.Acknowledge);
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Send(city.Outside("loop-7", "Critical"));
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Send(city.Outside("loop-7", "High"));
        var alarm = (await city.Alarms())[0];
        Assert.Equal((AlarmState.ActiveUnacknowledged, AlarmPriority.High, AlarmPriority.Critical, 4), (alarm.State, alarm.Priority, alarm.Worst, alarm.Count));
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Send(city.Outside("loop-7", null));
        Assert.Equal(AlarmState.ClearedUnacknowledged, (await city.Alarms())[0].State);
        Assert.Equal(3, (await city.Alarms()).Count); // a key is one sender's
        Assert.Equal(["AlarmRaised", "AlarmRaised", "AlarmRaised", "AlarmAcknowledged", "AlarmLevelRose", "AlarmLevelFell", "AlarmCleared"], await city.Events());
    }

    [Theory, AllDatabases]
    public async Task Two_processes_that_judge_one_device_at_once_raise_one_alarm(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var one = await AlarmCity.Open(database, clock);
        await one.Devices("smoke", [.. Enumerable.Range(1, 20).Select(i => $"YG-{i}")]);
        // A second server would have an embedded database of its own; there the same one does both at once, as an import beside it would.
        await using var second = provider == DatabaseProvider.Sqlite ? null : await AlarmCity.Open(database, clock, secondNode: true);
        var other = second ?? one;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            var city = i % 2 == 0 ? one : other;
            var batch = new SignalBatch([.. Enumerable.Range(1, 20).Select(d => city.Signal($"YG-{d}", 1 + i, clock.GetUtcNow().AddSeconds(-1)))]);
            await city.Server.Get<SignalReader>().Take([batch], Cancel);
            Assert.All(await batch.Done, r => Assert.Equal(SignalOutcome.Stored, r.Outcome));
        }, Cancel)));
        await one.Server.Settle();
        var alarms = await one.Alarms();
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), alarms.Select(a => a.Sequence));
        Assert.All(alarms, a => Assert.Equal(6, a.Count));
        Assert.Equal(20, (await one.Events()).Count);
    }

    [Theory, AllDatabases]
    public async Task Imported_history_leaves_alarms_as_they_would_be_and_asks_nobody(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("gas", "GD-1", "GD-2");
        var past = city.Now.AddDays(-30);
        await city.Send([.. new[] { 12.0, 45, 3, 3 }.Select((v, i) => city.Signal("GD-1", v, past.AddMinutes(i), history: true)), city.Signal("GD-2", 50, past, history: true)]);
        await city.Server.Pass(TimeSpan.FromHours(1));
        var alarms = await city.Alarms();
        Assert.Equal([AlarmState.Normal, AlarmState.ActiveAcknowledged], alarms.Select(a => a.State));
        Assert.Equal((AlarmPriority.Critical, past.AddMinutes(2.5)), (alarms[0].Worst, alarms[0].ClearedAt));
        Assert.Equal("AL-260519-0001", alarms[0].Number);
        await using var db = city.Server.Db();
        Assert.True(await db.Set<CommandCenter.Platform.Journal.JournalEntry>().Where(e => e.Subject == AlarmSubject.Name).AllAsync(e => e.History, Cancel));
        await city.Measure("GD-2", 60);
        Assert.Equal(AlarmState.ActiveAcknowledged, (await city.Alarms())[1].State); // no worse than it was
    }

    [Fact]
    public async Task Group_that_cannot_be_stored_is_told_so_and_the_next_is_stored()
    {
        await using var city = await AlarmCity.Open();
        await city.Devices("gas", "GD-1");
        var reader = city.Server.Get<SignalReader>();
        var (bad, good) = (new SignalBatch([new MeasurementSignal("GD-1", null, city.Now, double.NaN, null, city.Now, new SignalOrigin("http", "test", false))]), new SignalBatch([city.Signal("GD-1", 12)]));
        await reader.Take([bad, good], Cancel);
        Assert.Equal(SignalOutcome.Stored, (await good.Done)[0].Outcome);
        await Assert.ThrowsAnyAsync<Exception>(() => bad.Done);
        Assert.Single(await city.Alarms());
    }
}
