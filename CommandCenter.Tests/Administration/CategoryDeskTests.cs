using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Administration;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Administration;

public class CategoryDeskTests
{
    private const string Tree = "一级分类,二级分类,三级分类\n城乡建设,安全生产,事故处理\n城乡建设,安全生产,安全隐患\n城乡建设,园林,\n交通,,\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_tree_comes_in_once_and_a_second_import_changes_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);

        var first = await world.Get<CategoryDesk>().Import(AdminWorld.Administrator.Actor, new StringReader(Tree), Cancel);
        var events = (await world.Events()).Count;
        var second = await world.Get<CategoryDesk>().Import(AdminWorld.Administrator.Actor, new StringReader(Tree), Cancel);

        Assert.Equal((4, 6, 0, 0), (first.Rows, first.Added, first.Placed, first.Unchanged));
        Assert.Equal((4, 0, 0, 4), (second.Rows, second.Added, second.Placed, second.Unchanged));
        Assert.Equal(events, (await world.Events()).Count);
        Assert.Contains(world.Get<CategoryIndex>().All, c => c is { Path: "城乡建设 / 安全生产 / 事故处理", Level: 3 });
    }

    [Fact]
    public async Task A_hotlines_real_tree_of_518_lines_comes_in()
    {
        var path = Path.Combine(RealData.Require(), "teddy2020c", "teddy_taxonomy1.csv");
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);

        using var text = new StreamReader(path);
        var report = await world.Get<CategoryDesk>().Import(AdminWorld.Administrator.Actor, text, Cancel);

        Assert.Equal((517, 0), (report.Rows, report.Problems.Count));
        Assert.Equal(["一级分类", "二级分类", "三级分类"], report.Columns);
        Assert.Equal(report.Added, world.Get<CategoryIndex>().All.Count);
    }

    [Theory]
    [InlineData("a,b,c,d\n1,2,3,4\n", 1, "4 columns")]
    [InlineData("a,b\nx,y\n,z\n", 3, "level 1 is empty")]
    [InlineData("", 1, "empty")]
    public async Task A_wrong_line_is_named_and_nothing_is_imported(string file, int line, string reason)
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);

        var report = await world.Get<CategoryDesk>().Import(AdminWorld.Administrator.Actor, new StringReader(file), Cancel);

        var problem = Assert.Single(report.Problems);
        Assert.Equal(line, problem.Line);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.Empty(world.Get<CategoryIndex>().All);
    }

    [Theory, AllDatabases]
    public async Task A_category_is_renamed_moved_and_deactivated_with_all_below(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);
        var (desk, actor) = (world.Get<CategoryDesk>(), AdminWorld.Administrator.Actor);
        var roads = await desk.Add(actor, new CategoryDetails("道路"), Cancel);
        var lamps = await desk.Add(actor, new CategoryDetails("路灯", ParentId: roads.Id, Priority: TicketPriority.High), Cancel);
        var dark = await desk.Add(actor, new CategoryDetails("不亮", ParentId: lamps.Id), Cancel);

        await desk.Change(actor, lamps.Id, lamps.Version, new CategoryDetails("照明", "Lighting", null, null, TicketPriority.High), Cancel);
        Assert.Equal("照明 / 不亮", world.Get<CategoryIndex>().Find(dark.Id)!.Path);

        var now = await desk.Get(lamps.Id, Cancel);
        await desk.Change(actor, lamps.Id, now.Version, new CategoryDetails("照明", "Lighting", Active: false), Cancel);

        Assert.False(world.Get<CategoryIndex>().Find(dark.Id)!.Active);
        Assert.True(world.Get<CategoryIndex>().Find(roads.Id)!.Active);
        Assert.Equal(6, (await world.Events()).Count(e => e == nameof(CategoryChanged)));
    }

    [Fact]
    public async Task What_would_break_the_tree_is_refused_at_its_field()
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);
        var (desk, actor) = (world.Get<CategoryDesk>(), AdminWorld.Administrator.Actor);
        var top = await desk.Add(actor, new CategoryDetails("A"), Cancel);
        var middle = await desk.Add(actor, new CategoryDetails("B", ParentId: top.Id), Cancel);
        var leaf = await desk.Add(actor, new CategoryDetails("C", ParentId: middle.Id), Cancel);
        var other = await desk.Add(actor, new CategoryDetails("D"), Cancel);

        Assert.Equal("parent", (await Refused(() => desk.Change(actor, top.Id, top.Version, new CategoryDetails("A", ParentId: leaf.Id), Cancel))).Field);
        Assert.Equal("parent", (await Refused(() => desk.Change(actor, top.Id, top.Version, new CategoryDetails("A", ParentId: other.Id), Cancel))).Field);
        Assert.Equal("parent", (await Refused(() => desk.Add(actor, new CategoryDetails("E", ParentId: leaf.Id), Cancel))).Field);
        Assert.Equal("name", (await Refused(() => desk.Add(actor, new CategoryDetails(" a "), Cancel))).Field);
        Assert.Equal("name", (await Refused(() => desk.Change(actor, other.Id, other.Version, new CategoryDetails("A"), Cancel))).Field);
        Assert.Equal("name", (await Refused(() => desk.Add(actor, new CategoryDetails(" "), Cancel))).Field);
    }

    [Theory, AllDatabases]
    public async Task The_second_of_two_at_once_is_refused(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);
        var (desk, actor) = (world.Get<CategoryDesk>(), AdminWorld.Administrator.Actor);
        var seen = await desk.Add(actor, new CategoryDetails("A"), Cancel);
        await desk.Change(actor, seen.Id, seen.Version, new CategoryDetails("B"), Cancel);

        Assert.Equal("changed-meanwhile", (await Refused(() => desk.Change(actor, seen.Id, 0, new CategoryDetails("C"), Cancel))).Code);
        await using var db = database.CreateDbContext();
        Assert.Equal("B", (await db.Set<Category>().SingleAsync(Cancel)).Name);
    }

    private static Task<Refusal> Refused(Func<Task> act) => Assert.ThrowsAsync<Refusal>(act);
}
