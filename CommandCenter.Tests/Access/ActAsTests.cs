using System.Net;
using System.Net.Http.Headers;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.Keys;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Access;

/// <summary>The demo's key acts as the demo city's people, and nobody else does.</summary>
public sealed class ActAsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_runs_as_the_person_with_their_role_and_department_and_the_Journal_names_both()
    {
        await using var server = await TestServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        using var demo = await Demo(server);
        await Account(server, "lead.works", "李敏", Role.DepartmentLead, city.Works.Id);
        await Account(server, "lead.water", "王强", Role.DepartmentLead, city.Water.Id);
        await Account(server, "值班.一", "赵琳", Role.DutyOfficer);
        var number = await demo.Open(new { title = "路面塌陷", category = CitySeed.Pothole, latitude = 30.55, longitude = 114.25 });

        await Do(demo, "值班.一", number, "accept");
        await Do(demo, "值班.一", number, "dispatch", new { department = "CG" });
        Assert.Equal(HttpStatusCode.NotFound, (await As(demo, "lead.water", number, "sign")).Status);
        await Do(demo, "lead.works", number, "sign");

        await using var db = server.Db();
        var signed = await db.Set<JournalEntry>().AsNoTracking().SingleAsync(e => e.Event == nameof(TicketSigned), Cancel);
        var person = await db.Set<User>().AsNoTracking().SingleAsync(u => u.UserName == "lead.works", Cancel);
        Assert.Equal(($"user:{person.Id:N}", "李敏 (via Demo)"), (signed.ActorId, signed.ActorName));
    }

    [Fact]
    public async Task Person_may_no_more_through_the_key_than_without_it()
    {
        await using var server = await TestServer.Start();
        using var demo = await Demo(server);
        await Account(server, "taker", "孙悦", Role.CallTaker);
        Assert.Contains("'measurements:write'", (await As(demo, "taker", "measurements", new { device = "x", value = 1 })).Problem(HttpStatusCode.Forbidden), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_closed_and_administrating_people_are_refused()
    {
        await using var server = await TestServer.Start();
        using var demo = await Demo(server);
        await Account(server, "root", "管理员", Role.Administrator);
        await Account(server, "root2", "管理员二", Role.Administrator);
        var gone = await Account(server, "gone", "周杰", Role.DutyOfficer);
        await server.Get<AccountDesk>().Deactivate(gone, Caller.System, Cancel);

        Assert.Contains("'nobody'", (await As(demo, "nobody", "tickets")).Problem(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Contains("'gone'", (await As(demo, "gone", "tickets")).Problem(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Equal("act-as-administrator", (await As(demo, "root", "tickets")).Text("title"));
    }

    [Fact]
    public async Task Nobody_else_acts_as_anybody()
    {
        await using var server = await TestServer.Start();
        await Account(server, "duty", "赵琳", Role.DutyOfficer);
        using var every = await server.Client(Scope.TicketsRead, Scope.TicketsWrite);
        Assert.Contains("'act-as'", (await As(every, "duty", "tickets")).Problem(HttpStatusCode.Forbidden), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await As((await server.SignIn(Role.Administrator)).Http, "duty", "tickets")).Status);
        using var stranger = await server.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await As(stranger, "duty", "tickets")).Status);
    }

    [Fact]
    public async Task Scope_is_nobodys_to_give_and_the_demos_key_is_in_the_Journal()
    {
        await using var world = await AccessWorld.Open();
        Assert.DoesNotContain(Scope.ActAs, Scope.All);
        Assert.Equal("no-scopes", (await Assert.ThrowsAsync<Refusal>(() => world.Keys.Create("x", [Scope.ActAs], null, Caller.System, Cancel))).Code);

        var made = await world.Keys.CreateForDemo("Demo", Cancel);

        await using var db = await world.Database();
        var entry = await db.Set<JournalEntry>().AsNoTracking().SingleAsync(e => e.SubjectId == made.Id, Cancel);
        Assert.Equal(nameof(ApiKeyCreated), entry.Event);
        Assert.Contains(Scope.ActAs, entry.Payload, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> Demo(TestServer server)
    {
        var client = await server.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await server.Get<ApiKeyDesk>().CreateForDemo("Demo", Cancel)).Key);
        return client;
    }

    private static async Task<Guid> Account(TestServer server, string name, string display, Role role, Guid? department = null) =>
        (await server.Get<AccountDesk>().Create(name, new AccountFacts(display, [role], department), Caller.System, Person.Password, cancel: Cancel)).UserId;

    private static Task<Answer> As(HttpClient http, string person, string number, string verb, object? input = null) => As(http, person, $"tickets/{number}/{verb}", input ?? new { });

    private static async Task Do(HttpClient http, string person, string number, string verb, object? input = null)
    {
        var answer = await As(http, person, number, verb, input);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{verb}: {(int)answer.Status}: {answer.Json}");
    }

    private static async Task<Answer> As(HttpClient http, string person, string path, object? body = null)
    {
        http.DefaultRequestHeaders.Remove("X-Act-As");
        http.DefaultRequestHeaders.Add("X-Act-As", Uri.EscapeDataString(person));
        var answer = body is null ? await http.Ask(path) : await http.Tell(path, body);
        http.DefaultRequestHeaders.Remove("X-Act-As");
        return answer;
    }
}
