using CommandCenter.Access;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;
using CommandCenter.Tests.Databases;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.People;

public sealed class RosterDeskTests
{
    [Theory, AllDatabases]
    public async Task A_roster_is_kept_whole_and_changed_whole(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        var made = await city.Roster([[li], [wang]]);
        var (day, night) = (made.Shifts.Single(s => s.Name == "白班"), made.Shifts.Single(s => s.Name == "夜班"));
        var details = made.Details();

        var changed = await city.Get<RosterDesk>().Change(made.Id, made.Version, details with
        {
            Name = "指挥中心",
            Crews = [details.Crews[1] with { Name = "甲" }, new CrewDetails(null, "乙", [li.Id, wang.Id])],
            Shifts = [details.Shifts.Single(s => s.Id == day.Id) with { Name = "早班" }, Shift("中班", 14, 22)],
        }, Caller.System, Cancel);

        Assert.Equal(1, changed.Version);
        await using var db = city.Db();
        var stored = await db.Set<Roster>().Include(r => r.Shifts).Include(r => r.Crews).SingleAsync(Cancel);
        Assert.Equal(("指挥中心", 1), (stored.Name, stored.Version));
        Assert.Equal(["甲", "乙"], stored.Turns.Select(c => c.Name));
        Assert.Equal([[wang.Id], [li.Id, wang.Id]], stored.Turns.Select(c => c.Members.ToArray()));
        Assert.Equal(["早班", "中班"], stored.ByTime.Select(s => s.Name));
        Assert.Equal(day.Id, stored.ByTime.First().Id);
        Assert.DoesNotContain(stored.Shifts, s => s.Id == night.Id);
        Assert.Equal(["RosterAdded", "RosterChanged"], await city.Events());
    }

    [Theory]
    [InlineData("name")]
    [InlineData("shifts")]
    [InlineData("rotationDays")]
    [InlineData("shifts.1.name")]
    [InlineData("shifts.1.days")]
    [InlineData("shifts.1.firstCrew")]
    [InlineData("crews.0.name")]
    [InlineData("crews.0.members")]
    [InlineData("role")]
    [InlineData("department")]
    public async Task A_wrong_field_is_named_and_nothing_is_half_done(string field)
    {
        await using var city = await Open();
        var li = await city.Person("李敏");
        var good = Details([[li]]);
        var wrong = field switch
        {
            "name" => good with { Name = " " },
            "shifts" => good with { Shifts = [] },
            "rotationDays" => good with { RotationDays = 0 },
            "shifts.1.name" => good with { Shifts = [good.Shifts[0], good.Shifts[1] with { Name = new string('班', 81) }] },
            "shifts.1.days" => good with { Shifts = [good.Shifts[0], good.Shifts[1] with { Days = [] }] },
            "shifts.1.firstCrew" => good with { Shifts = [good.Shifts[0], good.Shifts[1] with { FirstCrew = 1 }] },
            "crews.0.name" => good with { Crews = [good.Crews[0] with { Name = "" }] },
            "crews.0.members" => good with { Crews = [good.Crews[0] with { Members = [] }] },
            "role" => good with { Role = Role.Administrator },
            _ => good with { Role = Role.DepartmentLead },
        };

        Assert.Equal(field, (await Assert.ThrowsAsync<Refusal>(() => city.Get<RosterDesk>().Add(wrong, Caller.System, Cancel))).Field);

        await using var db = city.Db();
        Assert.False(await db.Set<Roster>().AnyAsync(Cancel));
        Assert.Empty(await city.Events());
        if (field is "role" or "department")
            return;
        var made = await city.Roster([[li]]);
        var back = wrong with { Crews = [.. wrong.Crews.Select((c, i) => c with { Id = made.Crews[i].Id })] };
        await Assert.ThrowsAsync<Refusal>(() => city.Get<RosterDesk>().Change(made.Id, 0, back, Caller.System, Cancel));
        var stored = await db.Set<Roster>().AsNoTracking().Include(r => r.Shifts).Include(r => r.Crews).SingleAsync(Cancel);
        Assert.Equal(("值班室", 0, 2, 1), (stored.Name, stored.Version, stored.Shifts.Count, stored.Crews.Count));
    }

    [Fact]
    public async Task Only_somebody_who_could_do_the_work_is_put_on_a_roster()
    {
        await using var city = await Open();
        var department = await city.Department();
        var (taker, lead, closed) = (await city.Person("话务", Role.CallTaker), await city.Person("周航", Role.DepartmentLead), await city.Person("已走"));
        await city.Change(closed, user => user.Active = false);

        await Refused(Details([[taker]]));
        await Refused(Details([[closed]]));
        await Refused(Details([[lead]]) with { Role = Role.DepartmentLead, DepartmentId = department.Id });
        await Refused(Details([[Nobody(Role.DutyOfficer)]]));

        async Task Refused(RosterDetails details)
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => city.Get<RosterDesk>().Add(details, Caller.System, Cancel));
            Assert.Equal(("unfit", "crews.0.members"), (refusal.Code, refusal.Field));
        }
    }

    [Fact]
    public async Task A_roster_with_somebody_who_left_can_still_be_changed()
    {
        await using var city = await Open();
        var (li, gone) = (await city.Person("李敏"), await city.Person("已走"));
        var made = await city.Roster([[gone, li]]);
        await city.Change(gone, user => user.Active = false);

        var changed = await city.Get<RosterDesk>().Change(made.Id, 0, made.Details() with { Name = "新名" }, Caller.System, Cancel);

        Assert.Equal(2, changed.Crews[0].Members.Count);
        Assert.Equal(["李敏"], await city.OnDuty("2026-03-02T12:00"));
    }

    [Theory, AllDatabases]
    public async Task The_second_of_two_who_change_a_roster_is_refused(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var li = await city.Person("李敏");
        var made = await city.Roster([[li]]);
        var desk = city.Get<RosterDesk>();
        await desk.Change(made.Id, 0, made.Details() with { Shifts = [made.Details().Shifts[0]], Crews = made.Details().Crews }, Caller.System, Cancel);

        Assert.Equal("changed-meanwhile", (await Assert.ThrowsAsync<Refusal>(() => desk.Change(made.Id, 0, made.Details(), Caller.System, Cancel))).Code);
        await desk.SetDate(made.Shifts[0].Id, On("2026-03-05"), [li.Id], null, Caller.System, Cancel);
        Assert.Equal("changed-meanwhile", (await Assert.ThrowsAsync<Refusal>(() => desk.SetDate(made.Shifts[0].Id, On("2026-03-05"), [], null, Caller.System, Cancel))).Code);
    }

    [Theory]
    [InlineData(Role.Administrator, true, true)]
    [InlineData(Role.Supervisor, true, false)]
    [InlineData(Role.DepartmentLead, false, true)]
    [InlineData(Role.DutyOfficer, false, false)]
    [InlineData(Role.GridWorker, false, false)]
    public async Task Who_says_who_is_on_duty(Role role, bool center, bool department)
    {
        await using var city = await Open();
        var own = await city.Department();
        var other = await city.Department("CG", "城管局");
        var li = await city.Person("李敏");
        var caller = CallerOf(Nobody(role, own.Id));

        Assert.Equal(center, await May(Details([[li]])));
        Assert.Equal(department, await May(Details([]) with { DepartmentId = own.Id, Role = Role.DepartmentLead }));
        Assert.Equal(role == Role.Administrator, await May(Details([]) with { DepartmentId = other.Id, Role = Role.DepartmentLead }));

        async Task<bool> May(RosterDetails details)
        {
            try
            {
                var roster = await city.Get<RosterDesk>().Add(details, caller, Cancel);
                await city.Get<RosterDesk>().Change(roster.Id, 0, roster.Details(), caller, Cancel);
                await city.Get<RosterDesk>().SetDate(roster.Shifts[0].Id, On("2026-03-04"), [], null, caller, Cancel);
                return true;
            }
            catch (Refusal refusal)
            {
                Assert.Equal("not-lead", refusal.Code);
                return false;
            }
        }
    }

    [Fact]
    public async Task Leaves_are_checked_and_entered_by_those_who_lead_the_person()
    {
        await using var city = await Open();
        var department = await city.Department();
        var (li, zhou) = (await city.Person("李敏"), await city.Person("周航", Role.DepartmentLead, department.Id));
        var desk = city.Get<LeaveDesk>();
        var (from, until) = (Instant("2026-03-03T00:00"), Instant("2026-03-05T00:00"));

        Assert.Equal("until", await Field(li, until, from));
        Assert.Equal("until", await Field(li, Instant("2026-02-01T00:00"), Instant("2026-02-02T00:00")));
        Assert.Equal("until", await Field(li, from, from.AddDays(401)));
        Assert.Equal("person", await Field(Nobody(Role.DutyOfficer), from, until));
        await desk.Enter(zhou.Id, from, until, CallerOf(Nobody(Role.DepartmentLead, department.Id)), Cancel);
        Assert.Equal("not-lead", (await Assert.ThrowsAsync<Refusal>(() => desk.Enter(li.Id, from, until, CallerOf(zhou), Cancel))).Code);
        Assert.Equal("leave-twice", (await Assert.ThrowsAsync<Refusal>(() => desk.Enter(zhou.Id, until.AddMinutes(-1), until.AddDays(1), Caller.System, Cancel))).Code);
        await desk.Enter(zhou.Id, until, until.AddDays(1), Caller.System, Cancel);
        Assert.Equal(["周航", "周航"], (await desk.List(Cancel)).Select(l => l.Name));

        async Task<string?> Field(DutyPerson person, DateTimeOffset first, DateTimeOffset last) =>
            (await Assert.ThrowsAsync<Refusal>(() => desk.Enter(person.Id, first, last, Caller.System, Cancel))).Field;
    }

    [Fact]
    public async Task A_leave_that_runs_is_cut_short_and_one_to_come_is_taken_back()
    {
        await using var city = await Open();
        var li = await city.Person("李敏");
        var desk = city.Get<LeaveDesk>();
        var runs = await desk.Enter(li.Id, Instant("2026-03-01T00:00"), Instant("2026-03-05T00:00"), Caller.System, Cancel);
        var later = await desk.Enter(li.Id, Instant("2026-03-08T00:00"), Instant("2026-03-09T00:00"), Caller.System, Cancel);

        await desk.End(runs.Id, Caller.System, Cancel);
        await desk.End(later.Id, Caller.System, Cancel);

        Assert.Empty(await desk.List(Cancel));
        Assert.Equal("leave-over", (await Assert.ThrowsAsync<Refusal>(() => desk.End(runs.Id, Caller.System, Cancel))).Code);
        await using var db = city.Db();
        Assert.Equal(Instant("2026-03-02T12:00"), (await db.Set<Leave>().SingleAsync(Cancel)).UntilAt);
        Assert.Equal(["LeaveEntered", "LeaveEntered", "LeaveEnded", "LeaveEnded"], await city.Events());
    }
}
