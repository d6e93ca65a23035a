using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Escalations;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Escalations;

/// <summary>Whom a step names is not there.</summary>
public class NobodyTests
{
    private static readonly EscalationStep OfficersOnDuty = new() { Role = Role.DutyOfficer };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Nobody_on_duty_falls_to_the_last_resort_is_journaled_and_red_until_something_moves(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var last = await city.Person("兜底");
        await city.Person("不当班", Role.DutyOfficer); // has the role, and no roster has them on duty
        await city.LastResort(last);
        await city.Chain([OfficersOnDuty]);
        var ticket = await city.Late(TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign);
        Assert.Equal(["兜底 1.1"], await city.Told());
        Assert.Equal(["EscalationStarted", "NobodyOnDuty", "EscalationStepTaken", "EscalationEnded"], (await city.Events(ticket.Id)).Where(e => e.StartsWith("Esc", StringComparison.Ordinal) || e.StartsWith("Nobody", StringComparison.Ordinal)));
        var trouble = TroublePicture.Of(city.Get<EscalationsLive>(), Caller.System);
        Assert.Equal((false, 1), (trouble.NoLastResort, trouble.Count));
        Assert.Equal("兜底", Assert.Single(trouble.Unmanned).LastTold);
        await using (var db = city.Server.Db())
            Assert.Equal((true, MarkPriority.High), await db.Set<Notice>().Select(n => new ValueTuple<bool, MarkPriority>(n.LastResort, n.Severity)).SingleAsync(Cancel));
        await city.Do(ticket, TicketVerb.Complete);
        await city.Server.Settle();
        Assert.Equal(0, TroublePicture.Of(city.Get<EscalationsLive>(), Caller.System).Count);
    }

    [Fact]
    public async Task Without_a_last_resort_the_desk_is_red_before_anything_happens_and_says_that_nobody_was_told()
    {
        await using var city = await EscalationCity.Open();
        var live = city.Get<EscalationsLive>();
        await city.Server.Settle();
        Assert.Equal(0, TroublePicture.Of(live, Caller.System).Count); // without chains nobody is missed
        await city.Chain([OfficersOnDuty]);
        await city.Server.Settle();
        Assert.True(TroublePicture.Of(live, Caller.System).NoLastResort);
        await city.Late();
        Assert.True(Assert.Single(TroublePicture.Of(live, Caller.System).Unmanned).Unheard);
        Assert.Empty(await city.Told());
        await city.LastResort(await city.Person("兜底"));
        await city.Server.Settle();
        Assert.False(TroublePicture.Of(live, Caller.System).NoLastResort);
    }

    [Theory, AllDatabases]
    public async Task Person_who_left_is_not_told_and_the_last_resort_is(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var (gone, last) = (await city.Person("离职"), await city.Person("兜底"));
        await city.LastResort(last);
        await city.Chain([EscalationCity.To(gone), EscalationCity.To(gone, 30)]);
        await city.Late();
        await city.Get<AccountDesk>().Deactivate(gone, Caller.System, Cancel); // between two steps
        await city.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal(["离职 1.1", "兜底 2.1"], await city.Told());
    }

    [Fact]
    public async Task Last_resort_may_be_a_role_and_forgets_whoever_left()
    {
        await using var city = await EscalationCity.Open();
        var (one, gone) = (await city.Person("甲"), await city.Person("乙"));
        await city.Get<ChainDesk>().SaveLastResort(Caller.System, [], [Role.Supervisor], Cancel);
        await city.Get<AccountDesk>().Deactivate(gone, Caller.System, Cancel);
        await city.Chain([OfficersOnDuty]);
        await city.Late();
        Assert.Equal(["甲 1.1"], await city.Told());
        await city.Get<AccountDesk>().Deactivate(one, Caller.System, Cancel);
        await city.Server.Settle();
        Assert.True(TroublePicture.Of(city.Get<EscalationsLive>(), Caller.System).NoLastResort); // a last resort of closed accounts is none
    }

    [Fact]
    public async Task Last_resort_without_anybody_is_refused()
    {
        await using var city = await EscalationCity.Open();
        Assert.Equal("lastResort", (await Assert.ThrowsAsync<Refusal>(() => city.LastResort())).Field);
        Assert.Equal("lastResort", (await Assert.ThrowsAsync<Refusal>(() => city.LastResort(Guid.NewGuid()))).Field);
        Assert.Equal("lastResort", (await Assert.ThrowsAsync<Refusal>(() => city.Get<ChainDesk>().SaveLastResort(Caller.System, [], [Role.Wall], Cancel))).Field);
        var supervisor = await city.CallerOf(await city.Person("督办"));
        Assert.Equal("not-administrator", (await Assert.ThrowsAsync<Refusal>(() => city.Get<ChainDesk>().SaveLastResort(supervisor, [], [Role.Supervisor], Cancel))).Code);
    }
}
