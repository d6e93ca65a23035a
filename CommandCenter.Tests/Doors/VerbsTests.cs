using System.Net;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Doors;

public class VerbsTests
{
    private static readonly string[] Path = ["accept", "dispatch", "sign", "suspend"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The shortest way to each state.</summary>
    private static IReadOnlyDictionary<TicketState, string[]> Ways { get; } = new Dictionary<TicketState, string[]>
    {
        [TicketState.New] = [],
        [TicketState.Accepted] = Path[..1],
        [TicketState.Rejected] = ["reject"],
        [TicketState.Dispatched] = Path[..2],
        [TicketState.Signed] = Path[..3],
        [TicketState.Suspended] = Path,
        [TicketState.Completed] = [.. Path[..3], "complete"],
        [TicketState.Closed] = [.. Path[..3], "complete", "close"],
    };

    private static object Input(TicketVerb verb, string? assignee = null) => verb switch
    {
        TicketVerb.Reject or TicketVerb.Return or TicketVerb.Rework => new { reason = "理由" },
        TicketVerb.Dispatch => new { department = "CG" },
        TicketVerb.Suspend => new { suspendReason = "AwaitingThirdParty" },
        TicketVerb.Complete => new { reply = "已修复" },
        TicketVerb.Comment => new { text = "已联系诉求人" },
        TicketVerb.Assign => new { assignee },
        TicketVerb.ChangeCategory => new { category = CitySeed.Leak },
        TicketVerb.ChangePriority => new { priority = "High" },
        _ => new { },
    };

    private static string Word(TicketVerb verb) => string.Concat(verb.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{c}" : $"{c}")).ToLowerInvariant();

    [Fact]
    public async Task Every_verb_does_in_every_state_what_the_table_says_and_a_refusal_names_state_verb_and_reason()
    {
        await using var server = await TestServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        var worker = await server.SignIn(Role.GridWorker);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite);
        foreach (var (state, way) in Ways)
            foreach (var line in TicketTransitions.Table)
            {
                var number = await client.Open(new { title = $"{state} {line.Verb}", category = CitySeed.Pothole });
                foreach (var step in way)
                    await client.Do(number, step, Input(Enum.Parse<TicketVerb>(step, ignoreCase: true)));
                var answer = await client.Tell($"tickets/{number}/{Word(line.Verb)}", Input(line.Verb, worker.Name));
                if (line.From.Contains(state))
                    Assert.True((answer.Status, answer.Text("state")) == (HttpStatusCode.OK, (line.To ?? state).ToString()), $"{line.Verb} from {state}: {answer.Json}");
                else
                    AssertRefused(answer, number, state, line.Verb);
            }
        Assert.Empty(server.Log.Errors);
    }

    private static void AssertRefused(Answer answer, string number, TicketState state, TicketVerb verb)
    {
        var detail = answer.Problem(HttpStatusCode.Conflict);
        Assert.Equal((state.ToString(), verb.ToString(), "wrong-state"), (answer.Text("state"), answer.Text("verb"), answer.Text("reason")));
        Assert.All([number, state.ToString(), verb.ToString()], word => Assert.Contains(word, detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verb_without_the_field_it_needs_or_with_a_wrong_one_names_it()
    {
        await using var server = await TestServer.Start();
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite);
        var number = await client.Open(new { title = "路灯不亮" });
        await Refused("reject", null, "reason");
        await Refused("reject", new { reason = "  " }, "reason");
        await Refused("reject", new { reason = new string('长', 2_001) }, "reason");
        await Refused("reject", new { reason = "a\0b" }, "reason");
        await Refused("comment", new { text = new string('x', 20_001) }, "text");
        await Refused("change-category", new { category = "no such" }, "category");
        await Refused("change-priority", new { priority = "Soonish" }, "priority");
        await Refused("change-priority", new { }, "priority");
        await Refused("comment", new { txt = "…" }, "txt");
        await client.Do(number, "accept");
        await Refused("dispatch", new { }, "department");
        await Refused("dispatch", new { department = "no such" }, "department");
        await client.Do(number, "dispatch", new { department = "城管局" });
        await client.Do(number, "sign");
        await Refused("assign", new { assignee = "nobody" }, "assignee");
        await Refused("suspend", new { suspendReason = "Tired" }, "suspendReason");
        await Refused("complete", new { }, "reply");

        async Task Refused(string verb, object? input, string field)
        {
            var answer = await client.Tell($"tickets/{number}/{verb}", input);
            Assert.True((int)answer.Status is 400 or 422, $"{verb}: {(int)answer.Status} {answer.Json}");
            Assert.Equal(field, answer.Text("field"));
            Assert.Contains(field, answer.Problem(answer.Status), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Unknown_verb_unknown_ticket_and_unknown_path_are_not_found_as_problems()
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);
        var number = await client.Open(new { title = "路灯不亮" });
        Assert.Contains("fly", (await client.Tell($"tickets/{number}/fly")).Problem(HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("0", (await client.Tell($"tickets/{number}/0")).Problem(HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("CC-1", (await client.Tell("tickets/CC-1/accept")).Problem(HttpStatusCode.NotFound), StringComparison.Ordinal);
        (await client.Ask("tickets/CC-1")).Problem(HttpStatusCode.NotFound);
        (await client.Ask("tickets/CC-1/timeline")).Problem(HttpStatusCode.NotFound);
        (await client.Ask("nothing-here")).Problem(HttpStatusCode.NotFound);
        (await client.Ask("requests")).Problem(HttpStatusCode.NotFound);
    }

    [Theory, AllDatabases]
    public async Task Of_two_people_at_once_the_second_is_refused_with_what_changed(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider);
        var city = await CitySeed.Into(server.Services, Cancel);
        var (one, other) = (await server.SignIn(Role.DutyOfficer), await server.SignIn(Role.DutyOfficer));
        var (ann, bob) = (await server.SignIn(Role.GridWorker, city.Works.Id), await server.SignIn(Role.GridWorker, city.Works.Id));
        using var client = await server.Client(Scope.TicketsWrite, Scope.RequestsWrite);
        var number = await client.Open(new { title = "路面塌陷", category = CitySeed.Pothole });
        await client.Do(number, "accept");
        await client.Do(number, "dispatch", new { department = "CG" });
        var seen = (await client.Do(number, "sign")).Json.GetProperty("moves").GetInt32();

        var answers = await Task.WhenAll(
            one.Http.Tell($"tickets/{number}/assign", new { assignee = ann.Name, moves = seen }),
            other.Http.Tell($"tickets/{number}/assign", new { assignee = bob.Name, moves = seen }));

        var won = Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        var lost = Assert.Single(answers, a => a.Status == HttpStatusCode.Conflict);
        var winner = won == answers[0] ? one : other;
        var detail = lost.Problem(HttpStatusCode.Conflict);
        Assert.Contains(winner.Caller.Actor.Name, detail, StringComparison.Ordinal);
        Assert.Contains(nameof(TicketAssigned), detail, StringComparison.Ordinal);
        Assert.Equal(seen + 1, lost.Json.GetProperty("moves").GetInt32());
        await using var db = server.Database.CreateDbContext();
        Assert.Equal(won == answers[0] ? ann.Id : bob.Id, (await db.Set<Ticket>().SingleAsync(Cancel)).AssigneeId);
    }

    [Theory, AllDatabases]
    public async Task Of_many_that_use_one_verb_at_once_one_succeeds_and_the_others_hear_the_state(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = new FakeTimeProvider(CitySeed.Thursday) });
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.TicketsWrite, Scope.RequestsWrite);
        var number = await client.Open(new { title = "路面塌陷", category = CitySeed.Pothole });

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.Tell($"tickets/{number}/accept")));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => AssertRefused(a, number, TicketState.Accepted, TicketVerb.Accept));
    }

    [Fact]
    public async Task Department_lead_sees_and_moves_only_the_departments_tickets_and_guessing_numbers_finds_nothing()
    {
        await using var server = await TestServer.Start();
        var city = await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.TicketsWrite, Scope.RequestsWrite);
        var (mine, theirs, nobodys) = (await Dispatched("CG"), await Dispatched("SW"), await client.Open(new { title = "未派发" }));
        var lead = await server.SignIn(Role.DepartmentLead, city.Works.Id);

        var list = await lead.Http.Ask("tickets");
        Assert.Equal([mine], list.Json.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("number").GetString()));
        Assert.Equal(0, (await lead.Http.Ask("tickets?department=SW")).Json.GetProperty("items").GetArrayLength());
        foreach (var foreign in new[] { theirs, nobodys })
        {
            (await lead.Http.Ask($"tickets/{foreign}")).Problem(HttpStatusCode.NotFound);
            (await lead.Http.Ask($"tickets/{foreign}/timeline")).Problem(HttpStatusCode.NotFound);
            (await lead.Http.Tell($"tickets/{foreign}/sign")).Problem(HttpStatusCode.NotFound);
            (await lead.Http.Tell($"tickets/{foreign}/comment", new { text = "?" })).Problem(HttpStatusCode.NotFound);
        }
        await lead.Http.Do(mine, "sign");
        (await lead.Http.Tell($"tickets/{mine}/close")).Problem(HttpStatusCode.Forbidden);
        await lead.Http.Do(mine, "return", new { reason = "不属于本部门" });
        (await lead.Http.Ask($"tickets/{mine}")).Problem(HttpStatusCode.NotFound);

        async Task<string> Dispatched(string department)
        {
            var number = await client.Open(new { title = department });
            await client.Do(number, "accept");
            await client.Do(number, "dispatch", new { department });
            return number;
        }
    }
}
