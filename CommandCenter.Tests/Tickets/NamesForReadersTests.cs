using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.Administration;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Administration;
using CommandCenter.Tickets.Panels;

namespace CommandCenter.Tests.Tickets;

/// <summary>Who reads English finds departments by their English name where there is one, also where the Journal wrote down another.</summary>
public sealed class NamesForReadersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Water")]
    [InlineData("zh-CN", "水务局")]
    public async Task Timeline_and_list_of_users_name_a_department_for_their_reader(string language, string name)
    {
        await using var server = await TestServer.Start(DatabaseProvider.Sqlite);
        var city = await CitySeed.Into(server.Services, Cancel);
        await server.SignIn(Role.DepartmentLead, city.Water.Id);
        var desk = server.Get<TicketDesk>();
        var ticket = await server.Get<TicketOpening>().Open(Caller.System, new TicketRequest { Title = "漏水", Category = CitySeed.Leak }, null, Cancel);
        await desk.Do(Caller.System, ticket.Number, TicketVerb.Accept, new VerbInput(), Cancel);
        await desk.Do(Caller.System, ticket.Number, TicketVerb.Dispatch, new VerbInput { Department = city.Water.Id.ToString() }, Cancel);
        var dispatched = (await server.Get<TicketReader>().Timeline(ticket.Id, 1, Cancel)).Single();
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(language);

        var words = server.Get<TicketWords>();
        Assert.Contains(name, TimelineLine.Of(dispatched, true, words).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, TimelineLine.Of(dispatched, false, words).Text, StringComparison.Ordinal); // what the Journal keeps back no index tells
        var users = new UserList(server.Get<UserDirectory>(), server.Get<AccessChoices>());
        await users.Load(Cancel);
        Assert.Contains((city.Water.Id, name), users.Departments);
        users.Search = name;
        Assert.Equal(city.Water.Id, Assert.Single(users.Shown).DepartmentId);
    }

    [Fact]
    public async Task A_category_without_an_english_name_keeps_its_own_within_an_english_path()
    {
        await using var server = await TestServer.Start(DatabaseProvider.Sqlite);
        var desk = server.Get<CategoryDesk>();
        var roads = await desk.Add(Actor.System, new CategoryDetails("道路", "Roads"), Cancel);
        var lights = await desk.Add(Actor.System, new CategoryDetails("路灯", null, roads.Id), Cancel);
        await server.Get<CategoryIndex>().Rebuild(Cancel);
        var node = server.Get<CategoryIndex>().Find(lights.Id)!;

        Assert.Equal(("路灯", "Roads / 路灯"), (node.NameFor(new CultureInfo("en")), node.PathFor(new CultureInfo("en"))));
        Assert.Equal(("路灯", "道路 / 路灯"), (node.NameFor(new CultureInfo("zh-CN")), node.PathFor(new CultureInfo("zh-CN"))));
        Assert.Equal("Roads", server.Get<CategoryIndex>().Find(roads.Id)!.NameFor(new CultureInfo("en")));
    }
}
