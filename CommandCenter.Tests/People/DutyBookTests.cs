using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using static CommandCenter.Tests.People.DutyCity;

namespace CommandCenter.Tests.People;

/// <summary>Who is on duty, asked of every database.</summary>
public sealed class DutyBookTests
{
    [Theory, AllDatabases]
    public async Task A_closed_account_is_not_on_duty_from_that_moment(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        await city.Roster([[li, wang]]);
        Assert.Equal(["李敏", "王强"], await city.OnDuty("2026-03-02T12:00"));

        await city.Change(li, user => user.Active = false);

        Assert.Equal(["王强"], await city.OnDuty("2026-03-02T12:00"));
        await city.Change(wang, user => user.Active = false);
        Assert.Empty(await city.OnDuty("2026-03-02T12:00"));
    }

    [Theory, AllDatabases]
    public async Task Leave_counts_from_its_first_instant_to_its_last(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var li = await city.Person("李敏");
        await city.Roster([[li]]);
        var leave = await city.Get<LeaveDesk>().Enter(li.Id, Instant("2026-03-03T09:00"), Instant("2026-03-03T18:00"), Caller.System, Cancel);

        Assert.Equal(["李敏"], await city.OnDuty("2026-03-03T08:59"));
        Assert.Empty(await city.OnDuty("2026-03-03T09:00"));
        Assert.Empty(await city.OnDuty("2026-03-03T17:59"));
        Assert.Equal(["李敏"], await city.OnDuty("2026-03-03T18:00"));

        await city.Get<LeaveDesk>().End(leave.Id, Caller.System, Cancel);
        Assert.Equal(["李敏"], await city.OnDuty("2026-03-03T12:00"));
    }

    [Theory, AllDatabases]
    public async Task A_department_has_its_own_people_and_the_center_its_own(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var department = await city.Department();
        var (li, zhou) = (await city.Person("李敏"), await city.Person("周航", Role.DepartmentLead, department.Id));
        await city.Roster([[li]]);
        await city.Roster([[zhou]], d => d with { Role = Role.DepartmentLead, DepartmentId = department.Id });

        Assert.Equal(["周航"], await city.OnDuty("2026-03-02T12:00", Role.DepartmentLead, department.Id));
        Assert.Empty(await city.OnDuty("2026-03-02T12:00", Role.DepartmentLead));
        Assert.Empty(await city.OnDuty("2026-03-02T12:00", Role.DutyOfficer, department.Id));
        Assert.Empty(await city.OnDuty("2026-03-02T12:00", Role.Supervisor));

        await city.Change(zhou, user => user.DepartmentId = null);
        Assert.Empty(await city.OnDuty("2026-03-02T12:00", Role.DepartmentLead, department.Id));
    }

    [Theory, AllDatabases]
    public async Task A_date_that_was_said_and_given_back_is_the_crews_again(DatabaseProvider provider)
    {
        await using var city = await Open(provider);
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        var roster = await city.Roster([[li]]);
        var (desk, day) = (city.Get<RosterDesk>(), roster.Shifts.Single(s => s.Name == "白班").Id);

        await desk.SetDate(day, On("2026-03-02"), [wang.Id, li.Id], null, Caller.System, Cancel);
        Assert.Equal(["王强", "李敏"], await city.OnDuty("2026-03-02T12:00"));
        await desk.SetDate(day, On("2026-03-02"), [], 0, Caller.System, Cancel);
        Assert.Empty(await city.OnDuty("2026-03-02T12:00"));
        await desk.ClearDate(day, On("2026-03-02"), 1, Caller.System, Cancel);

        Assert.Equal(["李敏"], await city.OnDuty("2026-03-02T12:00"));
        Assert.Equal(["RosterAdded", "DutyDateSet", "DutyDateSet", "DutyDateCleared"], await city.Events());
    }

    [Fact]
    public async Task A_holiday_of_the_citys_calendar_changes_who_is_on()
    {
        var days = new CityDays(date => date == On("2026-03-03") ? CityDay.Holiday : CityDay.Ordinary);
        await using var city = await Open(days: days);
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        await city.Roster([[li]], d => d with { Name = "平日", Shifts = [Shift("白班", 8, 20, Weekdays, HolidayRule.Off)] });
        await city.Roster([[wang]], d => d with { Name = "节假日", Shifts = [Shift("假日班", 8, 20, [DayOfWeek.Saturday, DayOfWeek.Sunday], HolidayRule.On)] });

        Assert.Equal(["李敏"], await city.OnDuty("2026-03-02T12:00"));
        Assert.Equal(["王强"], await city.OnDuty("2026-03-03T12:00"));
        Assert.Equal(["王强"], await city.OnDuty("2026-03-07T12:00"));
    }

    [Fact]
    public async Task The_picture_of_now_follows_the_clock_the_roster_and_the_accounts()
    {
        await using var city = await Open();
        var (li, wang) = (await city.Person("李敏"), await city.Person("王强"));
        var book = city.Get<DutyBook>();
        Assert.Empty(book.OnDutyNow);
        await city.Roster([[li], [wang]]);
        await book.Rebuild(Cancel);
        Assert.Equal([li.Id], book.OnDutyNow);

        city.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal([wang.Id], book.OnDutyNow);

        await city.Change(wang, user => user.Active = false);
        Assert.Empty(book.OnDutyNow);
    }

    [Fact]
    public async Task The_picture_is_read_anew_each_day_without_any_news()
    {
        await using var city = await Open();
        var li = await city.Person("李敏");
        await city.Roster([[li]]);
        var book = city.Get<DutyBook>();
        await book.Rebuild(Cancel);
        var read = 0;
        book.Changed += () => read++;

        await book.Follow([], Cancel);
        Assert.Equal(0, read);
        city.Clock.Advance(TimeSpan.FromDays(30));
        await book.Follow([], Cancel);

        Assert.Equal(1, read);
        Assert.Equal([li.Id], book.OnDutyNow);
    }
}
