using CommandCenter.Access;
using CommandCenter.Escalations;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Escalations;

/// <summary>What a chain does from the breach to its end: when each step is taken, and what stops it.</summary>
public class ChainCourseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Breached_ticket_is_escalated_step_by_step_and_each_wait_is_kept_to_the_second(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var (lead, supervisor, officer) = (await city.Person("王强"), await city.Person("李敏"), await city.Person("赵一"));
        await city.Chain([EscalationCity.To(lead), EscalationCity.To(supervisor, 30), EscalationCity.To(officer, 60)]);
        var ticket = await city.Late();

        Assert.Equal(["王强 1.1"], await city.Told());
        await city.Pass(TimeSpan.FromMinutes(30));
        Assert.Equal(["王强 1.1"], await city.Told()); // the instant itself is not past
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["王强 1.1", "李敏 2.1"], await city.Told());
        await city.Pass(TimeSpan.FromMinutes(60));
        Assert.Equal(2, (await city.Told()).Count);
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["王强 1.1", "李敏 2.1", "赵一 3.1"], await city.Told());

        Assert.Equal(EscalationState.Ended, (await city.Escalation()).State);
        await city.Pass(TimeSpan.FromDays(2));
        Assert.Equal(3, (await city.Told()).Count);
        Assert.Equal(
            ["TicketOpened", "ClockAtRisk", "ClockBreached", "EscalationStarted", "EscalationStepTaken", "EscalationStepTaken", "EscalationStepTaken", "EscalationEnded"],
            await city.Events(ticket.Id));
        Assert.Empty(city.Server.Log.Errors);
    }

    [Theory, AllDatabases]
    public async Task Ticket_in_time_escalates_to_nobody_and_not_at_its_creation(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        await city.Chain([EscalationCity.To(await city.Person("王强"))]);
        await city.Ticket();
        await city.Pass(TimeSpan.FromSeconds(5));
        await city.Pass(TimeSpan.FromHours(7));
        Assert.Equal(0, await city.Count<Escalation>());
        Assert.Empty(await city.Told());
    }

    [Fact]
    public async Task At_risk_chain_gives_way_to_the_breached_one()
    {
        await using var city = await EscalationCity.Open();
        var (one, other) = (await city.Person("黄"), await city.Person("红"));
        await city.Chain([EscalationCity.To(one), EscalationCity.To(one, 600)], form => form with { Name = "黄灯", Trigger = ChainTrigger.AtRisk });
        await city.Chain([EscalationCity.To(other)]);
        var ticket = await city.Ticket();
        await city.Server.Pass(TimeSpan.FromHours(6.5)); // 80 % of eight hours
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["黄 1.1"], await city.Told());
        await city.Server.Pass(TimeSpan.FromHours(2));
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["黄 1.1", "红 1.1"], await city.Told());
        await using var db = city.Server.Db();
        Assert.Equal(StopReason.Superseded, (await db.Set<Escalation>().SingleAsync(e => e.Trigger == ChainTrigger.AtRisk && e.SubjectId == ticket.Id, Cancel)).StoppedWhy);
    }

    [Fact]
    public async Task Wait_in_working_time_runs_neither_at_lunch_nor_on_a_holiday()
    {
        await using var city = await EscalationCity.Open();
        var person = await city.Person("王强");
        await city.Chain([EscalationCity.To(person), EscalationCity.To(person) with { Wait = Limit.WorkingTime(TimeSpan.FromHours(2)) }]);
        await city.Late(); // Thursday 17:00 in the city; Friday is a holiday, then the weekend
        var escalation = await city.Escalation();
        Assert.Equal(new DateTimeOffset(2026, 6, 22, 2, 30, 2, TimeSpan.Zero), escalation.NextAt); // Monday 10:30:02: half an hour on Thursday, one and a half on Monday
        await city.Pass(escalation.NextAt!.Value - city.Clock.GetUtcNow());
        Assert.Single(await city.Told());
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await city.Told()).Count);
    }

    [Theory, AllDatabases]
    public async Task Repeating_step_goes_on_to_the_next_when_nobody_acknowledges(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var (one, other) = (await city.Person("王强"), await city.Person("李敏"));
        await city.Chain([EscalationCity.To(one, repeats: 2, everyMinutes: 10), EscalationCity.To(other, 20)]);
        await city.Late();
        for (var minutes = 0; minutes < 60; minutes++)
            await city.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["王强 1.1", "王强 1.2", "王强 1.3", "李敏 2.1"], await city.Told());
    }

    [Theory]
    [InlineData(TicketVerb.Complete)]
    [InlineData(TicketVerb.Suspend)]
    public async Task Progress_stops_it_in_the_same_transaction_and_nothing_more_is_said(TicketVerb verb)
    {
        await using var city = await EscalationCity.Open();
        var person = await city.Person("王强");
        await city.Chain([EscalationCity.To(person), EscalationCity.To(person, 30)]);
        var ticket = await city.Late(TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign);
        await city.Do(ticket, verb);
        Assert.Equal((EscalationState.Stopped, StopReason.Progress), ((await city.Escalation()).State, (await city.Escalation()).StoppedWhy!.Value));
        await city.Pass(TimeSpan.FromHours(1));
        Assert.Single(await city.Told());
        Assert.Contains("EscalationStopped", await city.Events(ticket.Id));
    }

    [Fact]
    public async Task Sign_stops_the_chain_of_the_sign_clock_and_not_that_of_the_resolution_clock()
    {
        await using var city = await EscalationCity.Open();
        var person = await city.Person("王强");
        await city.Chain([EscalationCity.To(person), EscalationCity.To(person, 600)]);
        var ticket = await city.Ticket(CitySeed.Pothole, TicketPriority.Urgent, TicketVerb.Accept, TicketVerb.Dispatch); // half an hour to sign, four hours to resolve
        await city.Server.Pass(TimeSpan.FromHours(5));
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await city.Count<Escalation>());
        await city.Do(ticket, TicketVerb.Sign);
        await using var db = city.Server.Db();
        Assert.Equal(StopReason.Progress, (await db.Set<Escalation>().SingleAsync(e => e.Clock == TicketClock.Sign, Cancel)).StoppedWhy);
        Assert.Equal(EscalationState.Running, (await db.Set<Escalation>().SingleAsync(e => e.Clock == TicketClock.Resolution, Cancel)).State);
    }

    [Theory, AllDatabases]
    public async Task Own_entries_of_an_escalation_and_comments_stop_neither_clock_nor_chain(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var person = await city.Person("王强");
        await city.Chain([EscalationCity.To(person), EscalationCity.To(person, 30), EscalationCity.To(person, 30)]);
        var ticket = await city.Late();
        await using var db = city.Server.Db();
        var before = await db.Set<Ticket>().AsNoTracking().SingleAsync(t => t.Id == ticket.Id, Cancel);
        Assert.Contains("EscalationStepTaken", await city.Events(ticket.Id));
        Assert.Equal((ticket.Moves, ClockState.Breached), (before.Moves, before.ResolutionClock));
        await city.Do(ticket, TicketVerb.Comment);
        await city.Pass(TimeSpan.FromMinutes(31));
        await city.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal(3, (await city.Told()).Count);
        var after = await db.Set<Ticket>().AsNoTracking().SingleAsync(t => t.Id == ticket.Id, Cancel);
        Assert.Equal((before.ResolutionDueAt, before.ResolutionClock, before.NextDueAt), (after.ResolutionDueAt, after.ResolutionClock, after.NextDueAt));
    }

    [Theory, AllDatabases]
    public async Task Running_escalation_keeps_the_chain_it_started_with(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var (old, @new) = (await city.Person("原定"), await city.Person("新定"));
        var chain = await city.Chain([EscalationCity.To(old), EscalationCity.To(old, 30)]);
        await city.Late();
        chain = await city.Get<ChainDesk>().Save(Caller.System, chain.Id, chain.Version, new ChainForm("改过", ChainTrigger.Breached, null, null, null, null, null,
            new EscalationPlan([EscalationCity.To(@new)], [TicketVerb.Accept], null), Active: true), Cancel);
        await city.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal(["原定 1.1", "原定 2.1"], await city.Told());
        Assert.Equal("红灯升级", (await city.Escalation()).Chain);
        await city.Get<ChainDesk>().Remove(Caller.System, chain.Id, chain.Version, Cancel);
        await city.Late();
        Assert.Equal(1, await city.Count<Escalation>()); // what is opened after the removal starts nothing
    }

    [Fact]
    public async Task Suspended_late_ticket_that_is_resumed_starts_its_chain_anew()
    {
        await using var city = await EscalationCity.Open();
        var person = await city.Person("王强");
        await city.Chain([EscalationCity.To(person)]);
        var ticket = await city.Late(TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign);
        await city.Do(ticket, TicketVerb.Suspend);
        await city.Pass(TimeSpan.FromDays(1));
        Assert.Single(await city.Told());
        await city.Do(ticket, TicketVerb.Resume);
        await city.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await city.Told()).Count);
        Assert.Equal(2, await city.Count<Escalation>());
    }

    [Fact]
    public async Task Due_instant_that_moves_away_stops_the_chain()
    {
        await using var city = await EscalationCity.Open();
        await city.Chain([EscalationCity.To(await city.Person("王强"))], form => form with { Clock = TicketClock.Resolution });
        var ticket = await city.Ticket(CitySeed.Pothole, TicketPriority.Urgent, TicketVerb.Accept);
        await city.Server.Pass(TimeSpan.FromHours(5));
        await city.Pass(TimeSpan.FromSeconds(1));
        await city.Do(ticket, TicketVerb.ChangeCategory, new VerbInput { Category = CitySeed.Other }); // no policy covers it: there is no clock any more
        Assert.Equal(StopReason.NoLongerLate, (await city.Escalation()).StoppedWhy);
    }

    [Fact]
    public async Task History_starts_nothing_and_a_breach_found_at_completion_tells_nobody()
    {
        await using var city = await EscalationCity.Open();
        await city.Chain([EscalationCity.To(await city.Person("王强"))]);
        var ticket = await city.Ticket(verbs: [TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign]);
        await using (var db = city.Server.Db())
        {
            var row = await db.Set<Ticket>().Include(t => t.Pauses).SingleAsync(t => t.Id == ticket.Id, Cancel);
            await city.Get<JournalWriter>().Record(db, TicketSubject.Name, new ClockBreached(TicketClock.Resolution, city.Clock.GetUtcNow()),
                new EventContext(row.Id, city.Clock.GetUtcNow(), Actor.System, History: true), cancel: Cancel);
            await db.SaveChangesAsync(Cancel);
        }
        city.Clock.Advance(TimeSpan.FromHours(9));
        await city.Do(ticket, TicketVerb.Complete); // before the pump has been there: the breach is journaled by the completion itself
        Assert.Contains(nameof(ClockBreached), await city.Events(ticket.Id));
        await city.Pass(TimeSpan.FromHours(1));
        Assert.Equal(0, await city.Count<Escalation>());
    }

    [Fact]
    public async Task Most_specific_chain_counts()
    {
        await using var city = await EscalationCity.Open();
        var categories = city.Get<CategoryIndex>();
        var (road, pothole) = (categories.FindByText("城市管理 / 道路")!.Id, categories.FindByText(CitySeed.Pothole)!.Id);
        EscalationStep[] steps = [EscalationCity.To(await city.Person("王强"))];
        await city.Chain(steps, form => form with { Name = "全部" });
        await city.Chain(steps, form => form with { Name = "特急", Priority = TicketPriority.Urgent });
        await city.Chain(steps, form => form with { Name = "道路", CategoryId = road });
        await city.Chain(steps, form => form with { Name = "破损签收", CategoryId = pothole, Clock = TicketClock.Sign });
        await city.Chain(steps, form => form with { Name = "停用", CategoryId = pothole, Active = false });
        var index = city.Get<ChainIndex>();
        string? For(Guid? category, TicketPriority priority, TicketClock clock) => index.For(category, priority, clock, ChainTrigger.Breached)?.Name;
        Assert.Equal("破损签收", For(pothole, TicketPriority.Normal, TicketClock.Sign));
        Assert.Equal("道路", For(pothole, TicketPriority.Urgent, TicketClock.Resolution));
        Assert.Equal("特急", For(null, TicketPriority.Urgent, TicketClock.Resolution));
        Assert.Equal("全部", For(null, TicketPriority.Low, TicketClock.Handling));
        Assert.Null(index.For(pothole, TicketPriority.Normal, TicketClock.Sign, ChainTrigger.AtRisk));
    }

    [Fact]
    public async Task Inbox_holds_the_number_and_never_a_word_of_the_request_or_the_requester()
    {
        await using var city = await EscalationCity.Open();
        await city.Chain([EscalationCity.To(await city.Person("王强"))]);
        var ticket = await city.Late();
        await using var db = city.Server.Db();
        var notice = await db.Set<Notice>().SingleAsync(Cancel);
        Assert.Equal(ticket.Number, notice.Label);
        var payloads = await db.Set<JournalEntry>().Where(e => e.Event.StartsWith("Escalation")).Select(e => e.Payload).ToListAsync(Cancel);
        Assert.NotEmpty(payloads);
        Assert.DoesNotContain(payloads, p => p.Contains("漏水", StringComparison.Ordinal) || p.Contains("王建国", StringComparison.Ordinal) || p.Contains("13900001111", StringComparison.Ordinal));
    }
}
