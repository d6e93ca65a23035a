using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Inbox;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Escalations;

/// <summary>Steps find whom the rosters have on duty at that moment.</summary>
public class OnDutyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Usual_chain_goes_from_the_departments_lead_to_the_supervisor_to_the_officer_in_charge(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var water = city.Seed.Water.Id;
        var (lead, stranger) = (await city.Person("水务负责人", Role.DepartmentLead, water), await city.Person("城管负责人", Role.DepartmentLead, city.Seed.Works.Id));
        var (supervisor, chief, officer) = (await city.Person("督办"), await city.Person("值班长", Role.DutyOfficer), await city.Person("值班员", Role.DutyOfficer));
        await city.OnDuty(Role.DepartmentLead, water, lead);
        await city.OnDuty(Role.DepartmentLead, city.Seed.Works.Id, stranger);
        await city.OnDuty(Role.Supervisor, null, supervisor);
        await city.OnDuty(Role.DutyOfficer, null, chief, officer);
        await city.Chain(CommandCenter.Escalations.Administration.ChainDraft.Usual().Form().Plan.Steps);
        await city.Late(TicketVerb.Accept, TicketVerb.Dispatch);
        for (var quarter = 0; quarter < 8; quarter++)
            await city.Pass(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        Assert.Equal(["水务负责人 1.1", "水务负责人 1.2", "督办 2.1", "值班长 3.1"], await city.Told());
        Assert.False((await city.Escalation()).Unmanned);
    }

    [Theory, AllDatabases]
    public async Task Leave_and_a_closed_account_are_respected_at_the_moment_of_the_step(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var (one, other, last) = (await city.Person("甲", Role.DutyOfficer), await city.Person("乙", Role.DutyOfficer), await city.Person("兜底"));
        await city.OnDuty(Role.DutyOfficer, null, one, other);
        await city.LastResort(last);
        var officers = new EscalationStep { Role = Role.DutyOfficer };
        var later = officers with { Wait = EscalationCity.To(one, 30).Wait };
        await city.Chain([officers, later, later]);
        await city.Late();
        await city.Get<LeaveDesk>().Enter(one, city.Clock.GetUtcNow(), city.Clock.GetUtcNow().AddDays(3), Caller.System, Cancel);
        await city.Pass(TimeSpan.FromMinutes(31));
        await city.Get<AccountDesk>().Deactivate(other, Caller.System, Cancel);
        await city.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal(["乙 1.1", "甲 1.1", "乙 2.1", "兜底 3.1"], await city.Told());
    }

    [Fact]
    public async Task Named_person_on_leave_is_not_told_and_the_last_resort_is()
    {
        await using var city = await EscalationCity.Open();
        var (away, last) = (await city.Person("休假"), await city.Person("兜底"));
        await city.LastResort(last);
        await city.Chain([EscalationCity.To(away), EscalationCity.To(away, 60 * 24)]);
        await city.Get<LeaveDesk>().Enter(away, city.Clock.GetUtcNow(), city.Clock.GetUtcNow().AddHours(20), Caller.System, Cancel);
        await city.Late();
        await city.Pass(TimeSpan.FromHours(25));
        Assert.Equal(["兜底 1.1", "休假 2.1"], await city.Told());
    }

    [Fact]
    public async Task Ticket_that_no_department_has_yet_goes_to_the_duty_officers()
    {
        await using var city = await EscalationCity.Open();
        var officer = await city.Person("值班员", Role.DutyOfficer);
        await city.OnDuty(Role.DutyOfficer, null, officer);
        await city.Chain([new EscalationStep { Role = Role.DepartmentLead, InLeadDepartment = true }]);
        await city.Late();
        Assert.Equal(["值班员 1.1"], await city.Told());
    }

    [Fact]
    public async Task Mute_ends_with_the_shift_and_without_one_after_eight_hours()
    {
        await using var city = await EscalationCity.Open();
        var (on, off) = (await city.Person("当班", Role.DutyOfficer), await city.Person("不当班", Role.DutyOfficer));
        await city.OnDuty(Role.DutyOfficer, null, on);
        var now = city.Clock.GetUtcNow();
        Assert.Equal(now.AddHours(15), await city.Get<ShiftEnd>().Of(await city.CallerOf(on), Cancel)); // 09:00 until midnight
        Assert.Equal(now + ShiftEnd.WithoutShift, await city.Get<ShiftEnd>().Of(await city.CallerOf(off), Cancel));
    }
}
