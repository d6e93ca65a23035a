using CommandCenter.Access.Accounts;
using CommandCenter.Alarms;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Kit;
using CommandCenter.Tests.Databases;
using CommandCenter.Escalations.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Escalations;

/// <summary>Chains of alarms, by the events of their room alone.</summary>
public class AlarmChainTests
{
    private static readonly Guid Alarm = Guid.CreateVersion7(new DateTimeOffset(2026, 6, 18, 1, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Unacknowledged_alarm_escalates_with_its_waits_and_acknowledgement_stops_it(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        await Chain(city);
        await Happens(city, new AlarmRaised(Facts(), 24.1));
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["王强 1.1"], await city.Told());
        await city.Pass(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        Assert.Equal(["王强 1.1", "王强 2.1"], await city.Told());
        await using (var db = city.Server.Db())
            Assert.Equal([MarkPriority.Critical, MarkPriority.Critical], await db.Set<Notice>().Select(n => n.Severity).ToListAsync(Cancel));
        await Happens(city, new AlarmAcknowledged(Facts(), "已派人"));
        Assert.Equal(StopReason.Acknowledged, (await city.Escalation()).StoppedWhy);
        await city.Pass(TimeSpan.FromHours(1));
        Assert.Equal(2, (await city.Told()).Count);
        Assert.Equal(["AlarmRaised", "EscalationStarted", "EscalationStepTaken", "EscalationStepTaken", "EscalationEnded", "AlarmAcknowledged", "EscalationStopped"], await city.Events(Alarm));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Clear_stops_it_only_where_the_chain_says_so(bool stopsAtClear, int told)
    {
        await using var city = await EscalationCity.Open();
        await Chain(city, plan => plan with { StopsAtClear = stopsAtClear });
        await Happens(city, new AlarmRaised(Facts(), 24.1));
        await city.Pass(TimeSpan.FromSeconds(1));
        await Happens(city, new AlarmCleared(Facts(), 1, 22));
        await city.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal(told, (await city.Told()).Count);
    }

    [Fact]
    public async Task Rise_to_another_chains_priority_changes_the_chain_and_a_rise_within_it_goes_on()
    {
        await using var city = await EscalationCity.Open();
        await Chain(city, priority: AlarmPriority.High, name: "高");
        await Chain(city, priority: AlarmPriority.Critical, name: "紧急");
        await Happens(city, new AlarmRaised(Facts(AlarmPriority.High), 24.1));
        await Happens(city, new AlarmLevelRose(Facts(AlarmPriority.High), 1, 24.6));
        Assert.Equal(1, await city.Count<Escalation>());
        await Happens(city, new AlarmLevelRose(Facts(), 2, 25.6));
        Assert.Equal(2, await city.Count<Escalation>());
        Assert.Equal("紧急", (await city.Escalation()).Chain);
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Single(await city.Told());
    }

    [Fact]
    public async Task Hidden_alarm_is_quiet_and_its_chain_starts_again_when_it_comes_back_unacknowledged()
    {
        await using var city = await EscalationCity.Open();
        await Chain(city);
        await Happens(city, new AlarmRaised(Facts(), 24.1));
        await Happens(city, new AlarmShelved(Facts(), city.Clock.GetUtcNow().AddHours(1), "检修"));
        await city.Pass(TimeSpan.FromMinutes(59));
        Assert.Empty(await city.Told());
        await Happens(city, new AlarmUnshelved(Facts(), TimeOver: true));
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Single(await city.Told());

        await Happens(city, new AlarmHidden(Facts(), AlarmHiding.Suppressed, "网关断开"));
        await Happens(city, new AlarmAcknowledged(Facts(), null)); // while it is hidden
        await Happens(city, new AlarmHidden(Facts(), AlarmHiding.None, "网关恢复"));
        await city.Pass(TimeSpan.FromHours(1));
        Assert.Single(await city.Told());
        Assert.Equal(2, await city.Count<Escalation>());
    }

    [Fact]
    public async Task History_kind_and_priority_that_no_chain_covers_and_a_false_alarm_escalate_to_nobody()
    {
        await using var city = await EscalationCity.Open();
        await Chain(city, priority: AlarmPriority.Critical, kind: "gas");
        await Happens(city, new AlarmRaised(Facts(), 24.1));
        Assert.Equal(0, await city.Count<Escalation>());
        await Chain(city, name: "水位", kind: "WATER-LEVEL");
        await Happens(city, new AlarmRaised(Facts(), 24.1), history: true);
        Assert.Equal(0, await city.Count<Escalation>());
        await Happens(city, new AlarmRaised(Facts(), 24.1));
        await Happens(city, new AlarmMarkedFalse(Facts(), "探头积泥"));
        await city.Pass(TimeSpan.FromHours(1));
        Assert.Empty(await city.Told());
    }

    private static async Task<EscalationChain> Chain(EscalationCity city, Func<EscalationPlan, EscalationPlan>? change = null, AlarmPriority? priority = null, string? kind = null, string name = "告警")
    {
        Guid person;
        await using (var db = city.Server.Db())
            person = await db.Set<User>().Where(u => u.DisplayName == "王强").Select(u => u.Id).FirstOrDefaultAsync(Cancel);
        if (person == Guid.Empty)
            person = await city.Person("王强");
        return await city.Chain([EscalationCity.To(person), EscalationCity.To(person, 5)], form => form with
        {
            Name = name,
            Trigger = ChainTrigger.Unacknowledged,
            KindCode = kind,
            AlarmPriority = priority,
            Plan = change?.Invoke(form.Plan) ?? form.Plan,
        });
    }

    private static AlarmFacts Facts(AlarmPriority priority = AlarmPriority.Critical) => new("AL-260618-0007", null, "water-level", null, priority, 1, null, null, "水位超过保证水位");

    private static async Task Happens(EscalationCity city, IAlarmEvent happened, bool history = false)
    {
        await using var db = city.Server.Db();
        await city.Get<JournalWriter>().Record(db, AlarmSubject.Name, happened, new EventContext(Alarm, city.Clock.GetUtcNow(), Actor.System, history), cancel: Cancel);
        await db.SaveChangesAsync(Cancel);
        await city.Server.Settle();
    }
}
