using CommandCenter.Access;
using CommandCenter.Callbacks;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Callbacks;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using static CommandCenter.Tests.Callbacks.CallbackCity;

namespace CommandCenter.Tests.Journeys;

/// <summary>From a completed ticket to the three rates, with a fake clock, on every database.</summary>
public class CallbackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Completed_ticket_is_called_back_reworked_called_back_again_closed_and_counted(DatabaseProvider provider)
    {
        var (server, clock, city) = await Start(provider);
        await using var __ = server;
        using var citizen = await server.Client(Scope.RequestsWrite);
        var (duty, lead, taker, supervisor) = (await server.SignIn(Role.DutyOfficer), await server.SignIn(Role.DepartmentLead, city.Water.Id), await server.SignIn(Role.CallTaker), await server.SignIn(Role.Supervisor));
        var number = await citizen.Open(new { title = "三楼漏水", category = CitySeed.Leak, requesterName = Name, requesterPhone = Phone });
        await duty.Http.Do(number, "accept");
        await duty.Http.Do(number, "dispatch", new { department = "SW" });
        await lead.Http.Do(number, "sign");
        await lead.Http.Do(number, "complete", new { reply = "已修" });
        await server.Settle();
        var first = Assert.Single(server.Get<CallbacksLive>().Set.Items.Values);
        Assert.Equal((number, Local("2026-06-22 09:00")), (first.Number, first.DueAt));

        clock.SetUtcNow(Local("2026-06-18 15:45").AddSeconds(1));
        await server.Pump();
        Assert.NotNull(Assert.Single(server.Get<CallbacksLive>().Set.Items.Values).RemindedAt);

        await Attempt(taker, first.Id, new { outcome = "NoAnswer" });
        await Attempt(taker, first.Id, new { outcome = "CallLater", callAt = Local("2026-06-18 18:00") });
        clock.SetUtcNow(Local("2026-06-18 18:00"));
        await taker.Http.Tell($"callbacks/{first.Id}/claim");
        var said = await taker.Http.Tell($"callbacks/{first.Id}/answers", new { responded = true, resolved = false, satisfaction = "Dissatisfied", reason = "还在滴水" });
        Assert.Equal("Reached", said.Json.GetProperty("callback").GetProperty("state").GetString());
        var reworked = await lead.Http.Ask($"tickets/{number}");
        Assert.Equal(("Signed", "还在滴水"), (reworked.Text("state"), reworked.Text("reason")));
        Assert.Equal((1, 1, 0, 1, 0), await Rates(supervisor)); // what was answered stands until it is answered anew

        clock.SetUtcNow(Local("2026-06-22 10:00"));
        await lead.Http.Do(number, "complete", new { reply = "换了新管" });
        await server.Settle();
        var second = Assert.Single(server.Get<CallbacksLive>().Set.Items.Values, c => c.IsOpen);
        Assert.Equal((2, PromiseReason.Reworked, Local("2026-06-23 10:00")), (second.Round, second.Reason, second.DueAt));
        await taker.Http.Tell($"callbacks/{second.Id}/claim");
        await taker.Http.Tell($"callbacks/{second.Id}/answers", new { responded = true, resolved = true, satisfaction = "VerySatisfied", comment = "很快" });

        Assert.Equal("Closed", (await duty.Http.Ask($"tickets/{number}")).Text("state"));
        Assert.Equal((1, 1, 1, 1, 1), await Rates(supervisor));
        await AssertStory(server, number);
    }

    [Theory, AllDatabases]
    public async Task Rates_divide_by_those_who_were_reached_and_lead_to_their_tickets(DatabaseProvider provider)
    {
        var (server, _, city) = await Start(provider);
        await using var __ = server;
        var (taker, supervisor, lead) = (await server.SignIn(Role.CallTaker), await server.SignIn(Role.Supervisor), await server.SignIn(Role.DepartmentLead, city.Water.Id));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await supervisor.Http.Ask("report/sla")).Json.GetProperty("total").GetProperty("responseRate").ValueKind);
        foreach (var (responded, resolved, satisfaction) in new[] { (true, true, "Satisfied"), (false, true, "NoOpinion"), (true, true, "VeryDissatisfied"), (true, false, "Fair") })
        {
            var id = (await Of(server, (await Completed(server)).Number))!.Id;
            await taker.Http.Tell($"callbacks/{id}/claim");
            await taker.Http.Tell($"callbacks/{id}/answers", new { responded, resolved, satisfaction, reason = resolved ? null : "还漏" });
        }
        await Completed(server); // not called yet
        await Completed(server, phone: null); // nobody to call
        var silent = (await Of(server, (await Completed(server)).Number))!.Id;
        await Attempt(taker, silent, new { outcome = "WrongNumber" });
        await server.Settle();

        Assert.Equal((4, 3, 3, 3, 2), await Rates(supervisor));
        Assert.Equal((4, 3, 3, 3, 2), await Rates(lead));
        foreach (var (outcome, count) in new[] { ("Reached", 4), ("Responded", 3), ("Resolved", 3), ("Rated", 3), ("Satisfied", 2) })
            Assert.Equal(count, (await supervisor.Http.Ask($"tickets?outcome={outcome}&openedFrom=2026-06-18")).Json.GetProperty("items").GetArrayLength());
        var department = (await supervisor.Http.Ask("report/sla")).Json.GetProperty("departments").EnumerateArray().Single(d => d.GetProperty("name").GetString() is "水务局" or "Water").GetProperty("figures");
        Assert.Equal((0.75, 0.75, 0.6667), (department.GetProperty("responseRate").GetDouble(), department.GetProperty("resolutionRate").GetDouble(), Math.Round(department.GetProperty("satisfactionRate").GetDouble(), 4)));
        var file = (await supervisor.Http.Ask("report/sla.csv")).Json.GetString()!.Split('\n');
        Assert.Contains("reached,responded,response_rate,resolved,resolution_rate,rated,satisfied,satisfaction_rate", file[0], StringComparison.Ordinal);
        Assert.Contains(",4,3,0.75,3,0.75,3,2,0.6667,", file[1], StringComparison.Ordinal);
        await server.Get<FigureSampler>().Sweep(Cancel);
        Assert.Equal(new AnswerRates(new(2, 3), new(3, 3), new(1, 2)), server.Get<FigureSampler>().Trend.Answers); // the reworked one is not completed now
    }

    private static async Task Attempt(Person taker, Guid id, object attempt)
    {
        await taker.Http.Tell($"callbacks/{id}/claim");
        var answer = await taker.Http.Tell($"callbacks/{id}/attempts", attempt);
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Json.ToString());
    }

    private static async Task<(int Reached, int Responded, int Resolved, int Rated, int Satisfied)> Rates(Person reader)
    {
        var total = (await reader.Http.Ask("report/sla")).Json.GetProperty("total");
        return (Of("reached"), Of("responded"), Of("resolved"), Of("rated"), Of("satisfied"));

        int Of(string name) => total.GetProperty(name).GetInt32();
    }

    private static async Task AssertStory(TestServer server, string number)
    {
        string[] story =
        [
            nameof(CallbackPromised), nameof(CallbackReminder), nameof(CallbackClaimed), nameof(CallbackAttempted), nameof(CallbackClaimed), nameof(CallbackAttempted),
            nameof(CallbackClaimed), nameof(CallbackReached), nameof(CallbackPromised), nameof(CallbackClaimed), nameof(CallbackReached),
        ];
        Assert.Equal(story, await Story(server, number));
        await server.Pass(TimeSpan.FromDays(5));
        Assert.Equal(story, await Story(server, number)); // nothing fires after the end
        await using var db = server.Db();
        Assert.Null(await JournalChain.Verify(db, Cancel));
        Assert.False(await db.Set<Deadline>().AnyAsync(d => d.State == DeadlineState.Pending, Cancel));
        Assert.Equal([1, 2, 3, 1], await db.Set<CallbackAttempt>().OrderBy(a => a.At).ThenBy(a => a.Number).Select(a => a.Number).ToListAsync(Cancel));
        var timeline = await server.Get<TicketReader>().Timeline((await server.Get<TicketReader>().Get(Caller.System, number, Cancel)).Id, 100, Cancel);
        Assert.True(timeline.Count >= story.Length + 8, "A ticket's timeline tells its callbacks too.");
    }
}
