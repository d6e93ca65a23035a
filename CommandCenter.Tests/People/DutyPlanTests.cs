using System.Collections.Immutable;
using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.People.Rosters;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.People;

/// <summary>Who is on duty, worked out from rows without a database.</summary>
public sealed class DutyPlanTests
{
    private readonly DutyPerson li = Officer("李敏");
    private readonly DutyPerson wang = Officer("王强");
    private readonly DutyPerson zhao = Officer("赵洁");
    private readonly DutyPerson sun = Officer("孙磊");
    private readonly List<DutyDate> dates = [];
    private readonly List<Leave> leaves = [];
    private readonly List<Swap> swaps = [];

    [Theory]
    [InlineData("2026-03-02T08:00", "李敏")]
    [InlineData("2026-03-02T19:59", "李敏")]
    [InlineData("2026-03-02T20:00", "王强")]
    [InlineData("2026-03-03T07:59", "王强")]
    public void A_night_shift_belongs_to_the_date_on_which_it_starts(string local, string name)
    {
        var plan = Plan(Make([[li], [wang]]));

        Assert.Equal([name], Names(plan, local));
    }

    [Fact]
    public void Four_crews_walk_through_day_night_and_two_days_off()
    {
        var roster = Make([[li], [wang], [zhao], [sun]]);
        var plan = Plan(roster);

        var days = Enumerable.Range(2, 8).Select(d => string.Join("/", Names(plan, $"2026-03-{d:00}T12:00")) + string.Join("/", Names(plan, $"2026-03-{d:00}T22:00"))).ToList();

        Assert.Equal(["李敏孙磊", "王强李敏", "赵洁王强", "孙磊赵洁", "李敏孙磊", "王强李敏", "赵洁王强", "孙磊赵洁"], days);
        Assert.Equal(["孙磊"], Names(plan, "2026-03-01T12:00")); // before its first day it runs backwards
    }

    [Fact]
    public void A_rotation_by_the_week_changes_on_its_own_weekday()
    {
        var plan = Plan(Make([[li], [wang]], d => d with { RotationDays = 7, Shifts = [Shift("白班", 8, 20)] }));

        Assert.Equal(["李敏"], Names(plan, "2026-03-08T12:00"));
        Assert.Equal(["王强"], Names(plan, "2026-03-09T12:00"));
        Assert.Equal(["李敏"], Names(plan, "2026-03-16T12:00"));
    }

    [Fact]
    public void The_first_of_the_crew_is_in_charge_and_the_next_when_they_are_on_leave()
    {
        var roster = Make([[li, wang]]);
        Leave(li, "2026-03-02T12:00", "2026-03-02T14:00");
        var plan = Plan(roster);

        Assert.Equal([("李敏", true), ("王强", false)], plan.OnDuty(Role.DutyOfficer, null, Instant("2026-03-02T11:59")).Select(p => (p.DisplayName, p.InCharge)));
        Assert.Equal([("王强", true)], plan.OnDuty(Role.DutyOfficer, null, Instant("2026-03-02T12:00")).Select(p => (p.DisplayName, p.InCharge)));
        Assert.Equal(2, Names(plan, "2026-03-02T14:00").Length);
    }

    [Fact]
    public void Duty_lasts_until_the_shift_ends_or_a_leave_begins()
    {
        var roster = Make([[li, wang]]);
        Leave(li, "2026-03-02T12:00", "2026-03-03T00:00");
        var duty = Plan(roster).OnDuty(Role.DutyOfficer, null, Instant("2026-03-02T09:00")).ToDictionary(p => p.DisplayName, p => p.UntilAt);

        Assert.Equal(Instant("2026-03-02T12:00"), duty["李敏"]);
        Assert.Equal(Instant("2026-03-02T20:00"), duty["王强"]);
    }

    [Fact]
    public void What_is_said_for_a_date_stands_in_place_of_the_crew()
    {
        var roster = Make([[li], [wang]]);
        Say(roster, "白班", "2026-03-02", zhao, sun);
        Say(roster, "夜班", "2026-03-02");
        var plan = Plan(roster);

        Assert.Equal(["赵洁", "孙磊"], Names(plan, "2026-03-02T12:00"));
        Assert.Empty(Names(plan, "2026-03-02T23:00"));
        Assert.Equal(["王强"], Names(plan, "2026-03-03T12:00"));
    }

    [Fact]
    public void A_swap_exchanges_two_people_on_their_dates_alone_and_the_place_in_charge_goes_with_the_shift()
    {
        var roster = Make([[li, sun], [wang, zhao]], d => d with { Shifts = [Shift("白班", 8, 20)] });
        var day = roster.Shifts[0].Id;
        Exchange(roster, li, day, "2026-03-02", wang, day, "2026-03-03");
        var plan = Plan(roster);

        Assert.Equal(["王强", "孙磊"], Names(plan, "2026-03-02T12:00"));
        Assert.Equal(["李敏", "赵洁"], Names(plan, "2026-03-03T12:00"));
        Assert.Equal(["李敏", "孙磊"], Names(plan, "2026-03-04T12:00"));
        Assert.Equal("李敏", plan.TurnOn(roster, day, On("2026-03-02"))!.Slots[0].InsteadOf?.Name);
    }

    [Fact]
    public void Of_two_swaps_of_one_shift_the_second_finds_it_gone()
    {
        var roster = Make([[li], [wang]], d => d with { Shifts = [Shift("白班", 8, 20)] });
        var day = roster.Shifts[0].Id;
        Exchange(roster, li, day, "2026-03-02", zhao);
        Exchange(roster, li, day, "2026-03-02", sun);

        Assert.Equal(["赵洁"], Names(Plan(roster), "2026-03-02T12:00"));
    }

    [Fact]
    public void Nobody_at_all_is_a_gap_from_end_to_end()
    {
        var roster = Make([]);
        var gap = Assert.Single(Plan(roster).Gaps(roster, Instant("2026-03-02T12:00"), Instant("2026-03-16T12:00")));

        Assert.Equal((Instant("2026-03-02T12:00"), Instant("2026-03-16T12:00")), (gap.FromAt, gap.UntilAt));
        Assert.Empty(Names(Plan(roster), "2026-03-02T12:00"));
    }

    [Fact]
    public void A_leave_leaves_a_gap_of_its_own_length_and_names_who_is_away()
    {
        var roster = Make([[li], [wang]]);
        Leave(li, "2026-03-02T00:00", "2026-03-03T00:00");
        var gap = Assert.Single(Plan(roster).Gaps(roster, Instant("2026-03-01T12:00"), Instant("2026-03-04T12:00")));

        // They had the night before, too: its second half and the day are one gap.
        Assert.Equal((Instant("2026-03-02T00:00"), Instant("2026-03-02T20:00")), (gap.FromAt, gap.UntilAt));
        Assert.Equal(["夜班 李敏", "白班 李敏"], gap.Turns.Select(t => $"{t.Span.Shift.Name} {Assert.Single(t.Slots).Person.Name}"));
    }

    [Fact]
    public void Hours_without_a_shift_are_a_gap_only_where_somebody_must_be_there_at_every_hour()
    {
        var office = Make([[li]], d => d with { AroundTheClock = false, Shifts = [Shift("Office", 9, 17, Weekdays)] });
        var (from, until) = (Instant("2026-03-06T12:00"), Instant("2026-03-09T12:00"));

        Assert.Empty(Plan(office).Gaps(office, from, until));

        office.Change(office.Details() with { AroundTheClock = true }, Guid.NewGuid);
        var weekend = Assert.Single(Plan(office).Gaps(office, from, until));
        Assert.Equal((Instant("2026-03-06T17:00"), Instant("2026-03-09T09:00")), (weekend.FromAt, weekend.UntilAt));
        Assert.Empty(weekend.Turns);
    }

    [Fact]
    public void Overlapping_shifts_cover_for_each_other()
    {
        var roster = Make([[li], [wang]], d => d with { AroundTheClock = false, Shifts = [Shift("Early", 6, 14), Shift("Late", 12, 22, firstCrew: 1)] });
        Leave(li, "2026-03-02T00:00", "2026-03-03T00:00");
        var gap = Assert.Single(Plan(roster).Gaps(roster, Instant("2026-03-02T00:00"), Instant("2026-03-03T00:00")));

        Assert.Equal((Instant("2026-03-02T06:00"), Instant("2026-03-02T12:00")), (gap.FromAt, gap.UntilAt));
        Assert.Equal(["王强", "李敏"], Names(Plan(roster), "2026-03-03T13:00").Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void A_roster_out_of_use_has_nobody_and_no_gaps()
    {
        var roster = Make([[li]], d => d with { Active = false });
        var plan = Plan(roster);

        Assert.Empty(Names(plan, "2026-03-02T12:00"));
        Assert.Empty(plan.Gaps(roster, Instant("2026-03-02T00:00"), Instant("2026-03-09T00:00")));
    }

    [Fact]
    public void In_a_zone_with_summer_time_there_is_no_gap_and_no_overlap_on_the_days_the_clock_is_changed()
    {
        var roster = Make([[li], [wang]]);
        foreach (var (from, until) in new[] { ("2026-03-06T12:00", "2026-03-10T12:00"), ("2026-10-30T12:00", "2026-11-03T12:00") })
        {
            var plan = new DutyPlan(Rows(roster), CityDays.None, Boston);
            Assert.Empty(plan.Gaps(roster, Instant(from, Boston), Instant(until, Boston)));
            for (var at = Instant(from, Boston); at < Instant(until, Boston); at = at.AddMinutes(15))
                Assert.Single(plan.OnDuty(Role.DutyOfficer, null, at));
        }
    }

    [Fact]
    public void The_servers_own_zone_makes_no_difference()
    {
        var roster = Make([[li], [wang]]);
        var at = new DateTimeOffset(2026, 3, 2, 12, 30, 0, TimeSpan.Zero); // 20:30 in the city

        Assert.Equal(["王强"], Plan(roster).OnDuty(Role.DutyOfficer, null, at).Select(p => p.DisplayName));
        Assert.Equal(["王强"], Plan(roster).OnDuty(Role.DutyOfficer, null, at.ToOffset(TimeSpan.FromHours(-5))).Select(p => p.DisplayName));
    }

    [Theory]
    [InlineData(Absence.Closed)]
    [InlineData(Absence.OtherRole)]
    [InlineData(Absence.OtherDepartment)]
    public void Whoever_left_is_not_on_duty_and_the_gap_says_why(Absence why)
    {
        var department = Guid.NewGuid();
        var lead = new DutyPerson(Guid.NewGuid(), "周航", ImmutableHashSet.Create(why == Absence.OtherRole ? Role.CallTaker : Role.DepartmentLead),
            why == Absence.OtherDepartment ? Guid.NewGuid() : department, why != Absence.Closed);
        var roster = Make([[lead]], d => d with { Role = Role.DepartmentLead, DepartmentId = department });
        var plan = Plan(roster, lead);

        Assert.Empty(plan.OnDuty(Role.DepartmentLead, department, Instant("2026-03-02T12:00")));
        Assert.Equal(why, Assert.Single(plan.Gaps(roster, Instant("2026-03-02T08:00"), Instant("2026-03-02T20:00"))[0].Turns[0].Slots).Unfit);
    }

    private static DutyPerson Officer(string name) => new(Guid.NewGuid(), name, ImmutableHashSet.Create(Role.DutyOfficer), null, Active: true);

    private static Roster Make(DutyPerson[][] crews, Func<RosterDetails, RosterDetails>? change = null)
    {
        var details = Details(crews);
        return Roster.Create(Guid.NewGuid(), change?.Invoke(details) ?? details, Guid.NewGuid);
    }

    private void Leave(DutyPerson person, string from, string until) =>
        leaves.Add(new Leave { Id = Guid.NewGuid(), UserId = person.Id, FromAt = Instant(from), UntilAt = Instant(until) });

    private void Say(Roster roster, string shift, string on, params DutyPerson[] people) =>
        dates.Add(new DutyDate { Id = Guid.NewGuid(), ShiftId = roster.Shifts.Single(s => s.Name == shift).Id, On = On(on), People = [.. people.Select(p => p.Id)] });

    private void Exchange(Roster roster, DutyPerson giver, Guid given, string on, DutyPerson taker, Guid? back = null, string? backOn = null)
    {
        var swap = new Swap
        {
            Id = Guid.NewGuid(), RosterId = roster.Id, GiverId = giver.Id, GivenShiftId = given, GivenOn = On(on), TakerId = taker.Id,
            ReturnShiftId = back, ReturnOn = backOn is null ? null : On(backOn), AskedAt = Instant("2026-03-01T12:00"),
        };
        swap.Decide(SwapState.Accepted, Instant("2026-03-01T13:00"));
        swaps.Add(swap);
    }

    private DutyRows Rows(Roster roster, params DutyPerson[] more) =>
        new([roster], dates, leaves, swaps, new[] { li, wang, zhao, sun }.Concat(more).ToDictionary(p => p.Id));

    private DutyPlan Plan(Roster roster, params DutyPerson[] more) => new(Rows(roster, more), CityDays.None, Shanghai);

    private static string[] Names(DutyPlan plan, string local) => [.. plan.OnDuty(Role.DutyOfficer, null, Instant(local)).Select(p => p.DisplayName)];
}
