using CommandCenter.Access;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Areas;

namespace CommandCenter.Tests.People;

public sealed class DepartmentDeskTests
{
    [Fact]
    public async Task An_import_makes_a_department_once_and_journals_it_once()
    {
        await using var city = await TemporaryCity.Create();
        await using var db = await city.Open();
        var one = await GetOrCreate(city, db, "PWDx");
        Assert.Same(one, await GetOrCreate(city, db, " pwdX "));
        await db.SaveChangesAsync(Cancel);

        await using var later = await city.Open();
        Assert.Equal(one.Id, (await GetOrCreate(city, later, "PWDX")).Id);
        await later.SaveChangesAsync(Cancel);
        Assert.Equal(["DepartmentAdded"], await city.Events());
    }

    [Fact]
    public async Task An_alias_leads_to_the_department_an_administrator_made()
    {
        await using var city = await TemporaryCity.Create();
        var made = await Add(city, "PWD", "Public Works", "PWDx");
        await using var db = await city.Open();

        Assert.Equal(made.Id, (await GetOrCreate(city, db, "pwdx")).Id);
        Assert.Equal(made.Id, city.Get<DepartmentIndex>().FindByText("public  works")?.Id);
        Assert.Null(city.Get<DepartmentIndex>().FindByText("works"));
    }

    [Fact]
    public async Task A_code_wins_over_another_departments_alias()
    {
        await using var city = await TemporaryCity.Create();
        await Add(city, "A", "First", "B");
        var coded = await Add(city, "B", "Second");
        await using var db = await city.Open();

        Assert.Equal(coded.Id, city.Get<DepartmentIndex>().FindByText("b")?.Id);
        Assert.Equal(coded.Id, (await GetOrCreate(city, db, "b")).Id);
    }

    [Fact]
    public async Task A_long_name_from_a_source_is_kept_whole_with_a_shorter_code()
    {
        await using var city = await TemporaryCity.Create();
        await using var db = await city.Open();
        var name = new string('局', 100);

        var made = await GetOrCreate(city, db, name);

        Assert.Equal((60, name), (made.Code.Length, made.Name));
        Assert.Same(made, await GetOrCreate(city, db, name));
    }

    [Fact]
    public async Task A_code_is_taken_once_whatever_its_case()
    {
        await using var city = await TemporaryCity.Create();
        await Add(city, "PWD", "Public Works");

        Assert.Equal("code", (await Assert.ThrowsAsync<Refusal>(() => Add(city, "pwd", "Other"))).Field);
    }

    [Fact]
    public async Task A_name_is_taken_once_beside_its_sisters_but_not_below_another()
    {
        await using var city = await TemporaryCity.Create();
        var works = await Add(city, "PWD", "Public Works");

        Assert.Equal(("name-taken", "name"), (await Assert.ThrowsAsync<Refusal>(() => Add(city, "PW2", "public works"))) is var refused ? (refused.Code, refused.Field) : default);
        var office = await Change(city, await Add(city, "O1", "Office"), d => d with { ParentId = works.Id });
        Assert.NotEqual(office.Id, (await Add(city, "O2", "Office")).Id);
        await Change(city, works, d => d with { Active = false });
        await Add(city, "PW3", "Public Works");
    }

    [Fact]
    public async Task Departments_make_no_circle()
    {
        await using var city = await TemporaryCity.Create();
        var top = await Add(city, "A", "Top");
        var below = await Change(city, await Add(city, "B", "Below"), d => d with { ParentId = top.Id });

        Assert.Equal("department-circle", (await Assert.ThrowsAsync<Refusal>(() => Change(city, top, d => d with { ParentId = below.Id }))).Code);
    }

    [Fact]
    public async Task The_second_of_two_administrators_is_refused()
    {
        await using var city = await TemporaryCity.Create();
        var seen = await Add(city, "A", "First");
        await Change(city, seen, d => d with { Phone = "12345" });

        Assert.Equal("changed-meanwhile", (await Assert.ThrowsAsync<Refusal>(() => Change(city, seen, d => d with { Phone = "54321" }))).Code);
        Assert.Equal("12345", city.Get<DepartmentIndex>().Find(seen.Id)!.Phone);
    }

    [Fact]
    public async Task A_deactivated_department_is_meant_by_no_text_but_keeps_its_name()
    {
        await using var city = await TemporaryCity.Create();
        var made = await Add(city, "A", "First");
        await Change(city, made, d => d with { Active = false });

        Assert.Null(city.Get<DepartmentIndex>().FindByText("First"));
        Assert.Equal("First", city.Get<DepartmentIndex>().Find(made.Id)?.Name);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<Department> GetOrCreate(TemporaryCity city, CityDb db, string text) =>
        city.Get<DepartmentDesk>().GetOrCreate(db, text, city.Clock.GetUtcNow(), Actor.System, history: true, Cancel);

    private static Task<Department> Add(TemporaryCity city, string code, string name, params string[] aliases) =>
        city.Get<DepartmentDesk>().Add(new DepartmentDetails(code, name, null, aliases, null, null), Caller.System, Cancel);

    private static Task<Department> Change(TemporaryCity city, Department seen, Func<DepartmentDetails, DepartmentDetails> how) =>
        city.Get<DepartmentDesk>().Change(seen.Id, seen.Version, how(new(seen.Code, seen.Name, seen.NameEn, seen.Aliases, seen.ParentId, seen.Phone, seen.Active)), Caller.System, Cancel);
}
