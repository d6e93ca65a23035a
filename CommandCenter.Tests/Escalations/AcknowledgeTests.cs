using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Escalations;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Escalations;

/// <summary>Two people act at once, or a person and the chain.</summary>
public class AcknowledgeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acknowledged_step_is_not_said_again_and_the_next_one_waits_its_whole_wait()
    {
        await using var city = await EscalationCity.Open();
        var (one, other) = (await city.Person("王强"), await city.Person("李敏"));
        await city.Chain([EscalationCity.To(one, repeats: 5, everyMinutes: 10), EscalationCity.To(other, 30)]);
        var ticket = await city.Late();
        await city.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal(["王强 1.1", "王强 1.2"], await city.Told());
        await city.Get<InboxDesk>().Acknowledge(await city.CallerOf(one), (await Notices(city)).Max(), Cancel);
        await city.Pass(TimeSpan.FromMinutes(29));
        Assert.Equal(2, (await city.Told()).Count);
        await city.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(["王强 1.1", "王强 1.2", "李敏 2.1"], await city.Told());
        Assert.Contains(nameof(EscalationAcknowledged), await city.Events(ticket.Id));
    }

    [Theory, AllDatabases]
    public async Task Two_who_acknowledge_at_once_are_both_answered_and_the_chain_goes_on_once(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var (one, other, third) = (await city.Person("王强"), await city.Person("李敏"), await city.Person("赵一"));
        await city.LastResort(one, other);
        var gone = await city.Person("离职");
        await city.Chain([EscalationCity.To(gone, repeats: 3), EscalationCity.To(third, 30)]); // both of the last resort are told the same step
        await city.Get<AccountDesk>().Deactivate(gone, Caller.System, Cancel);
        await city.Late();
        var notices = await Own(city, one, other);
        await Task.WhenAll(notices.Select(n => Task.Run(async () => await city.Get<InboxDesk>().Acknowledge(await city.CallerOf(n.User), n.Notice, Cancel), Cancel)));
        await city.Server.Settle();
        await city.Pass(TimeSpan.FromMinutes(20));
        Assert.Equal(2, (await city.Told()).Count);
        await city.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal(1, (await city.Told()).Count(t => t == "赵一 2.1"));
        await using var db = city.Server.Db();
        Assert.Equal(2, await db.Set<Notice>().CountAsync(n => n.AcknowledgedAt != null, Cancel));
    }

    [Theory, AllDatabases]
    public async Task Acknowledgement_against_the_step_that_is_taken_at_that_moment_leaves_one_of_the_two_orders(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var (one, other) = (await city.Person("王强"), await city.Person("李敏"));
        await city.Chain([EscalationCity.To(one, repeats: 1, everyMinutes: 10), EscalationCity.To(other, 30)]);
        await city.Late();
        city.Clock.Advance(TimeSpan.FromMinutes(11));
        await city.Get<DeadlinePump>().Sweep(Cancel);
        var job = Assert.Single(city.Server.Jobs.Take());
        var caller = await city.CallerOf(one);
        await Task.WhenAll(
            Task.Run(() => HandJobs.Run(job, city.Server.Services), Cancel),
            Task.Run(async () => await city.Get<InboxDesk>().Acknowledge(caller, (await Notices(city)).Min(), Cancel), Cancel));
        await city.Server.Settle();
        var told = await city.Told();
        Assert.True(told is ["王强 1.1"] or ["王强 1.1", "王强 1.2"], string.Join(", ", told));
        await city.Pass(TimeSpan.FromMinutes(31));
        await city.Pass(TimeSpan.FromDays(1));
        Assert.Equal([.. told, "李敏 2.1"], await city.Told());
    }

    [Theory, AllDatabases]
    public async Task Progress_against_the_step_that_is_taken_at_that_moment_ends_stopped_and_quiet(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var person = await city.Person("王强");
        await city.Chain([EscalationCity.To(person), EscalationCity.To(person, 30), EscalationCity.To(person, 30)]);
        var ticket = await city.Late(TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign);
        city.Clock.Advance(TimeSpan.FromMinutes(31));
        await city.Get<DeadlinePump>().Sweep(Cancel);
        var job = Assert.Single(city.Server.Jobs.Take());
        await Task.WhenAll(Task.Run(() => HandJobs.Run(job, city.Server.Services), Cancel), Task.Run(() => city.Do(ticket, TicketVerb.Complete), Cancel));
        await city.Server.Settle();
        Assert.Equal(EscalationState.Stopped, (await city.Escalation()).State);
        var told = await city.Told();
        Assert.True(told.Count is 1 or 2);
        await city.Pass(TimeSpan.FromDays(1));
        Assert.Equal(told, await city.Told());
        Assert.Empty(city.Get<EscalationsLive>().Set.Items);
    }

    [Fact]
    public async Task Inbox_is_ones_own()
    {
        await using var city = await EscalationCity.Open();
        var (one, other) = (await city.Person("王强"), await city.Person("李敏"));
        await city.Chain([EscalationCity.To(one)]);
        await city.Late();
        var notice = Assert.Single(await Notices(city));
        var stranger = await city.CallerOf(other);
        Assert.Equal("not-found", (await Assert.ThrowsAsync<Refusal>(() => city.Get<InboxDesk>().Acknowledge(stranger, notice, Cancel))).Code);
        await city.Get<InboxDesk>().Read(stranger, null, Cancel);
        Assert.Empty(await city.Get<InboxDesk>().List(stranger, 50, null, Cancel));
        Assert.Equal("no-inbox", (await Assert.ThrowsAsync<Refusal>(() => city.Get<InboxDesk>().List(Caller.System, 50, null, Cancel))).Code);
        Assert.Null(Assert.Single(await city.Get<InboxDesk>().List(await city.CallerOf(one), 50, null, Cancel)).ReadAt);
    }

    [Fact]
    public async Task Badge_counts_what_is_unread_and_falls_silent_when_it_is_read_or_over()
    {
        await using var city = await EscalationCity.Open();
        var person = await city.Person("王强");
        await city.Chain([EscalationCity.To(person), EscalationCity.To(person, 30)]);
        var ticket = await city.Late(TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign);
        var live = city.Get<InboxLive>().Set;
        var first = Assert.Single(live.Items.Values);
        Assert.True(first.Calls);
        await city.Get<InboxDesk>().Read(await city.CallerOf(person), [first.Id], Cancel);
        await city.Server.Settle();
        Assert.False(Assert.Single(live.Items.Values).Calls);
        await city.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal(1, live.Items.Values.Count(n => n.Calls));
        await city.Do(ticket, TicketVerb.Complete);
        await city.Server.Settle();
        Assert.DoesNotContain(live.Items.Values, n => n.Calls);
    }

    private static async Task<List<long>> Notices(EscalationCity city)
    {
        await using var db = city.Server.Db();
        return await db.Set<Notice>().Select(n => n.Id).ToListAsync(Cancel);
    }

    private static async Task<List<(Guid User, long Notice)>> Own(EscalationCity city, params Guid[] people)
    {
        await using var db = city.Server.Db();
        return [.. (await db.Set<Notice>().Where(n => people.Contains(n.UserId)).ToListAsync(Cancel)).Select(n => (n.UserId, n.Id))];
    }
}
