using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Http;

namespace CommandCenter.Tests.Areas;

public sealed class AreaDeskTests
{
    [Fact]
    public async Task A_renamed_area_is_still_found_by_its_old_name()
    {
        await using var city = await TemporaryCity.Create();
        var area = await Add(city, AreaLevel.District, "D1", "Old Town");

        await Change(city, area, Details(area) with { Name = "Harbour", Aliases = ["HB"] });

        Assert.Equal("Harbour", city.Index.FindByText("old town")?.Name);
        Assert.Equal(["HB", "Old Town"], city.Index.Find(area.Id)!.Aliases);
        Assert.Equal(["AreaAdded", "AreaChanged"], await city.Events());
    }

    [Fact]
    public async Task Saving_what_is_already_so_changes_nothing()
    {
        await using var city = await TemporaryCity.Create();
        var area = await Add(city, AreaLevel.District, "D1", "Old Town");

        Assert.Equal(area.Version, (await Change(city, area, Details(area))).Version);
        Assert.Equal(["AreaAdded"], await city.Events());
    }

    [Fact]
    public async Task An_area_lies_neither_in_itself_nor_below_itself_nor_in_a_smaller_one()
    {
        await using var city = await TemporaryCity.Create();
        var top = await Add(city, AreaLevel.City, "C", "City");
        var district = await Add(city, AreaLevel.District, "D", "District", top);
        var street = await Add(city, AreaLevel.Street, "S", "Street", district);
        var other = await Add(city, AreaLevel.Grid, "G", "Grid", top);

        Assert.Equal("area-circle", (await Refused(city, district, Details(district) with { ParentId = district.Id })).Code);
        Assert.Equal("area-circle", (await Refused(city, district, Details(district) with { ParentId = street.Id })).Code);
        Assert.Equal("parent", (await Refused(city, street, Details(street) with { ParentId = other.Id })).Field);
        Assert.Equal(top.Id, (await Change(city, street, Details(street) with { ParentId = top.Id })).ParentId);
    }

    [Fact]
    public async Task An_area_with_active_areas_below_is_not_deactivated()
    {
        await using var city = await TemporaryCity.Create();
        var top = await Add(city, AreaLevel.City, "C", "City");
        var district = await Add(city, AreaLevel.District, "D", "District", top);

        Assert.Equal("active", (await Refused(city, top, Details(top) with { Active = false })).Field);
        await Change(city, district, Details(district) with { Active = false });
        Assert.False((await Change(city, top, Details(top) with { Active = false })).Active);
    }

    [Fact]
    public async Task Two_areas_of_one_level_and_parent_do_not_share_a_code()
    {
        await using var city = await TemporaryCity.Create();
        var top = await Add(city, AreaLevel.City, "C", "City");
        await Add(city, AreaLevel.District, "D", "One", top);

        Assert.Equal("code", (await Assert.ThrowsAsync<Refusal>(() => Add(city, AreaLevel.District, "D", "Two", top))).Field);
        Assert.NotNull(await Add(city, AreaLevel.Street, "D", "Street", top));
    }

    [Fact]
    public async Task The_second_of_two_administrators_is_refused()
    {
        await using var city = await TemporaryCity.Create();
        var area = await Add(city, AreaLevel.District, "D", "District");
        await Change(city, area, Details(area) with { Name = "First" });

        var refusal = await Refused(city, area, Details(area) with { Name = "Second" });

        Assert.Equal((409, "changed-meanwhile"), (refusal.Status, refusal.Code));
        Assert.Equal("First", city.Index.Find(area.Id)!.Name);
    }

    [Fact]
    public async Task Only_an_administrator_changes_areas()
    {
        await using var city = await TemporaryCity.Create();
        var officer = Caller.System with { Roles = [Role.DutyOfficer] };

        var refusal = await Assert.ThrowsAsync<Refusal>(() =>
            city.Get<AreaDesk>().Add(AreaLevel.City, new AreaDetails("C", "City", null, [], null), officer, TestContext.Current.CancellationToken));

        Assert.Equal(403, refusal.Status);
    }

    [Theory]
    [InlineData("", "Name", "code")]
    [InlineData("C", " ", "name")]
    public async Task An_empty_field_is_refused_by_name(string code, string name, string field)
    {
        await using var city = await TemporaryCity.Create();

        Assert.Equal(field, (await Assert.ThrowsAsync<Refusal>(() => Add(city, AreaLevel.City, code, name))).Field);
    }

    private static AreaDetails Details(Area area) => new(area.Code, area.Name, area.NameEn, area.Aliases, area.ParentId, area.Active);

    private static Task<Area> Add(TemporaryCity city, AreaLevel level, string code, string name, Area? parent = null) =>
        city.Get<AreaDesk>().Add(level, new AreaDetails(code, name, null, [], parent?.Id), Caller.System, TestContext.Current.CancellationToken);

    private static Task<Area> Change(TemporaryCity city, Area seen, AreaDetails details) =>
        city.Get<AreaDesk>().Change(seen.Id, seen.Version, details, Caller.System, TestContext.Current.CancellationToken);

    private static Task<Refusal> Refused(TemporaryCity city, Area seen, AreaDetails details) => Assert.ThrowsAsync<Refusal>(() => Change(city, seen, details));
}
