using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Areas;
using CommandCenter.DemoCity.Cast;
using CommandCenter.People;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.DemoCity.Building;

/// <summary>Departments, accounts without passwords, and who is on duty when.</summary>
internal static class PeopleStage
{
    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    public static async Task Build(DemoWork work)
    {
        await Departments(work);
        await People(work);
        await Rosters(work);
    }

    private static async Task Departments(DemoWork work)
    {
        var (desk, index) = (work.Get<DepartmentDesk>(), work.Get<DepartmentIndex>());
        await index.Rebuild(work.Cancel);
        foreach (var department in work.Cast.Departments.Where(d => index.FindByText(d.Code) is null))
            await desk.Add(new DepartmentDetails(department.Code, department.Name.Chinese, department.Name.English, [], null, null), Caller.System, work.Cancel);
        await index.Rebuild(work.Cancel);
    }

    private static async Task People(DemoWork work)
    {
        var (desk, areas, departments) = (work.Get<AccountDesk>(), work.Get<AreaIndex>(), work.Get<DepartmentIndex>());
        var known = await Accounts(work);
        foreach (var (number, person) in work.Cast.People.Index())
        {
            work.Tell(0.9 * number / work.Cast.People.Count);
            if (known.ContainsKey(person.UserName))
                continue;
            var facts = new AccountFacts(person.Name.Chinese, [person.Role], person.DepartmentCode is { } code ? departments.FindByText(code)!.Id : null, person.AreaCode is { } area ? areas.FindByText(area)!.Id : null);
            await desk.Create(person.UserName, facts, Caller.System, singleSignOnly: true, cancel: work.Cancel);
        }
    }

    private static async Task Rosters(DemoWork work)
    {
        var (people, departments) = (await Accounts(work), work.Get<DepartmentIndex>());
        HashSet<string> there;
        await using (var db = await work.Get<IDbContextFactory<CityDb>>().CreateDbContextAsync(work.Cancel))
            there = [.. await db.Set<Roster>().Select(r => r.Name).ToListAsync(work.Cancel)];
        var begins = work.City.DayOf(work.Present).AddDays(-40);
        Guid[] Of(Role role, string? department = null) =>
            [.. work.Cast.People.Where(p => p.Role == role && (department is null || p.DepartmentCode == department)).Select(p => people[p.UserName])];

        await Add(new RosterDetails("指挥大厅值班", "Duty officers", Role.DutyOfficer, null, true, begins, 1, Crews(Of(Role.DutyOfficer), 4), ThreeShifts()));
        await Add(new RosterDetails("热线坐席", "Call takers", Role.CallTaker, null, true, begins, 1, Crews(Of(Role.CallTaker), 4), ThreeShifts()));
        await Add(new RosterDetails("督办值班", "Supervisors", Role.Supervisor, null, true, begins, 1, Crews(Of(Role.Supervisor), 4), AllDay()));
        foreach (var department in work.Cast.Departments.Skip(1))
            await Add(new RosterDetails($"{department.Name.Chinese}带班", $"{department.Name.English} lead on duty", Role.DepartmentLead, departments.FindByText(department.Code)!.Id, true, begins, 1,
                Crews(Of(Role.DepartmentLead, department.Code), 3), AllDay()));

        async Task Add(RosterDetails details)
        {
            if (!there.Contains(details.Name))
                await work.Get<RosterDesk>().Add(details, Caller.System, work.Cancel);
        }
    }

    private static IReadOnlyList<ShiftDetails> ThreeShifts() =>
    [
        new(null, "早班", new(8, 0), new(16, 0), EveryDay),
        new(null, "中班", new(16, 0), new(0, 0), EveryDay, FirstCrew: 1),
        new(null, "夜班", new(0, 0), new(8, 0), EveryDay, FirstCrew: 2),
    ];

    private static IReadOnlyList<ShiftDetails> AllDay() => [new(null, "全天", new(8, 30), new(8, 30), EveryDay)];

    private static IReadOnlyList<CrewDetails> Crews(Guid[] people, int crews) =>
        [.. people.Chunk(Math.Max(1, people.Length / crews)).Select((members, i) => new CrewDetails(null, $"{"一二三四五六"[i]}班", members))];

    private static async Task<Dictionary<string, Guid>> Accounts(DemoWork work) =>
        (await work.Get<UserDirectory>().List(work.Cancel)).ToDictionary(u => u.UserName, u => u.Id, StringComparer.OrdinalIgnoreCase);
}
