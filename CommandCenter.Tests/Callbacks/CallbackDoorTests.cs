using System.Net;
using CommandCenter.Access;
using CommandCenter.Callbacks;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using static CommandCenter.Tests.Callbacks.CallbackCity;

namespace CommandCenter.Tests.Callbacks;

public class CallbackDoorTests
{
    private static readonly object Satisfied = new { responded = true, resolved = true, satisfaction = "VerySatisfied" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Number_is_masked_until_the_call_is_claimed_and_again_when_the_claim_ends(DatabaseProvider provider)
    {
        var (server, clock, _) = await Start(provider);
        await using var __ = server;
        var (taker, other) = (await server.SignIn(Role.CallTaker), await server.SignIn(Role.CallTaker));
        var id = await Promised(server, confidential: true);

        Assert.Equal(("欧***", "*********67"), Who(await taker.Http.Ask($"callbacks/{id}")));
        Assert.DoesNotContain(Phone, (await taker.Http.Ask("callbacks")).Json.ToString(), StringComparison.Ordinal);
        var claimed = await taker.Http.Tell($"callbacks/{id}/claim");
        Assert.Equal((Name, Phone), Who(claimed));
        Assert.Equal(("欧***", "*********67"), Who(await other.Http.Ask($"callbacks/{id}")));
        await using (var db = server.Db())
        {
            var entry = await db.Set<JournalEntry>().SingleAsync(e => e.Event == nameof(CallbackClaimed), Cancel);
            Assert.Equal(taker.Caller.Actor.Id, entry.ActorId);
            Assert.False(await db.Set<JournalEntry>().AnyAsync(e => e.Payload.Contains(Phone), Cancel));
        }

        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(("欧***", "*********67"), Who(await taker.Http.Ask($"callbacks/{id}")));
        await server.Settle();
        foreach (var personal in new[] { Name, Phone })
        {
            Assert.DoesNotContain(personal, string.Join('\n', server.Get<CallbacksLive>().Set.Items.Values), StringComparison.Ordinal);
            Assert.DoesNotContain(server.Log.Lines, line => line.Contains(personal, StringComparison.Ordinal));
        }
        Assert.Null(server.Get<CallbacksLive>().Set.Items.Values.Single().Title); // a confidential ticket has no words there
    }

    [Theory, AllDatabases]
    public async Task Second_call_taker_is_told_who_has_the_call_and_may_take_it_when_the_claim_has_run_out(DatabaseProvider provider)
    {
        var (server, clock, _) = await Start(provider);
        await using var __ = server;
        var (first, second) = (await server.SignIn(Role.CallTaker), await server.SignIn(Role.DutyOfficer));
        var id = await Promised(server);
        await first.Http.Tell($"callbacks/{id}/claim");

        foreach (var verb in new[] { "claim", "release" })
            Assert.Contains(first.Caller.Actor.Name, (await second.Http.Tell($"callbacks/{id}/{verb}")).Problem(HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.Equal("callback-claimed", (await second.Http.Tell($"callbacks/{id}/attempts", new { outcome = "Busy" })).Text("title"));
        Assert.Equal("callback-claimed", (await second.Http.Tell($"callbacks/{id}/answers", Satisfied)).Text("title"));

        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("callback-not-claimed", (await first.Http.Tell($"callbacks/{id}/attempts", new { outcome = "Busy" })).Text("title"));
        Assert.Equal(HttpStatusCode.OK, (await second.Http.Tell($"callbacks/{id}/claim")).Status);
        Assert.Equal("callback-claimed", (await first.Http.Tell($"callbacks/{id}/claim")).Text("title"));
    }

    [Theory, AllDatabases]
    public async Task Of_many_who_claim_at_once_one_has_the_call(DatabaseProvider provider)
    {
        var (server, _, _) = await Start(provider);
        await using var __ = server;
        var people = new List<Person>();
        for (var i = 0; i < 6; i++)
            people.Add(await server.SignIn(Role.CallTaker));
        var id = await Promised(server);

        var answers = await Task.WhenAll(people.Select(p => Task.Run(() => p.Http.Tell($"callbacks/{id}/claim"), Cancel)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => Assert.Equal("callback-claimed", a.Text("title")));
        await using var db = server.Db();
        Assert.Equal(1, await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(CallbackClaimed), Cancel));
    }

    [Theory, AllDatabases]
    public async Task Answers_sent_twice_even_at_once_count_once_and_close_the_ticket_once(DatabaseProvider provider)
    {
        var (server, _, _) = await Start(provider);
        await using var __ = server;
        var taker = await server.SignIn(Role.CallTaker);
        var id = await Promised(server);
        await taker.Http.Tell($"callbacks/{id}/claim");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => taker.Http.Tell($"callbacks/{id}/answers", Satisfied), Cancel)));
        var again = await taker.Http.Tell($"callbacks/{id}/answers", Satisfied);

        Assert.All(answers.Append(again), a => Assert.True(a.Status == HttpStatusCode.OK, a.Json.ToString()));
        Assert.Equal("callback-ended", (await taker.Http.Tell($"callbacks/{id}/answers", new { responded = true, resolved = true, satisfaction = "Fair" })).Text("title"));
        await using var db = server.Db();
        Assert.Equal((1, 1, 1), (await db.Set<CallbackAttempt>().CountAsync(Cancel), await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(TicketClosed), Cancel),
            await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(CallbackReached), Cancel)));
        Assert.Equal(TicketState.Closed, (await db.Set<Ticket>().SingleAsync(Cancel)).State);
    }

    [Theory, AllDatabases]
    public async Task Attempt_with_the_same_key_counts_once_and_one_on_an_old_picture_is_refused(DatabaseProvider provider)
    {
        var (server, _, _) = await Start(provider);
        await using var __ = server;
        var taker = await server.SignIn(Role.CallTaker);
        var id = await Promised(server);
        var moves = (await taker.Http.Tell($"callbacks/{id}/claim")).Json.GetProperty("callback").GetProperty("moves").GetInt32();

        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => taker.Http.Tell($"callbacks/{id}/attempts", new { outcome = "NoAnswer" }, "one"), Cancel)));
        Assert.All(sent, a => Assert.True(a.Status == HttpStatusCode.OK, a.Json.ToString()));
        Assert.Equal(1, (await taker.Http.Ask($"callbacks/{id}")).Json.GetProperty("calls").GetArrayLength());
        Assert.Equal("idempotency-key-reused", (await taker.Http.Tell($"callbacks/{id}/attempts", new { outcome = "Busy" }, "one")).Text("title"));

        await taker.Http.Tell($"callbacks/{id}/claim");
        Assert.Equal("callback-changed", (await taker.Http.Tell($"callbacks/{id}/attempts", new { outcome = "Busy", moves })).Text("title"));
    }

    [Theory, AllDatabases]
    public async Task Ticket_that_moved_meanwhile_refuses_the_answers_and_nothing_is_half_done(DatabaseProvider provider)
    {
        var (server, _, _) = await Start(provider);
        await using var __ = server;
        var (taker, supervisor) = (await server.SignIn(Role.CallTaker), await server.SignIn(Role.Supervisor));
        var ticket = await Completed(server);
        var id = (await Of(server, ticket.Number))!.Id;
        await taker.Http.Tell($"callbacks/{id}/claim");
        await supervisor.Http.Do(ticket.Number, "rework", new { reason = "现场没修" });

        var refused = await taker.Http.Tell($"callbacks/{id}/answers", new { responded = true, resolved = false, satisfaction = "Dissatisfied", reason = "还漏" });

        Assert.Equal("callback-ended", refused.Text("title"));
        await using var db = server.Db();
        Assert.Equal((CallbackState.Cancelled, 0), ((await Of(server, ticket.Number))!.State, await db.Set<CallbackAttempt>().CountAsync(Cancel)));
        Assert.Null((await db.Set<Ticket>().SingleAsync(Cancel)).AnsweredResolved);
        Assert.Equal(1, await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(TicketReworked), Cancel));
    }

    [Theory, AllDatabases]
    public async Task Verb_that_is_refused_inside_the_transaction_leaves_the_callback_as_it_was(DatabaseProvider provider)
    {
        var (server, _, _) = await Start(provider);
        await using var __ = server;
        var taker = await server.SignIn(Role.CallTaker);
        var ticket = await Completed(server);
        var id = (await Of(server, ticket.Number))!.Id;
        await taker.Http.Tell($"callbacks/{id}/claim");
        await using (var db = server.Db()) // a ticket that moved without the room's knowing: what only a restored backup could show
            await db.Set<Ticket>().Where(t => t.Number == ticket.Number).ExecuteUpdateAsync(set => set.SetProperty(t => t.State, TicketState.Signed), Cancel);

        var refused = await taker.Http.Tell($"callbacks/{id}/answers", Satisfied);

        Assert.Equal(("wrong-state", "Signed"), (refused.Text("title"), refused.Text("state")));
        Assert.Equal(CallbackState.Promised, (await Of(server, ticket.Number))!.State);
    }

    [Theory, AllDatabases]
    public async Task Three_unanswered_calls_or_one_wrong_number_or_a_refusal_end_it(DatabaseProvider provider)
    {
        var (server, clock, _) = await Start(provider);
        await using var __ = server;
        var taker = await server.SignIn(Role.CallTaker);
        var (silent, wrong, unwilling) = (await Promised(server), await Promised(server), await Promised(server));

        Assert.Equal("Unreachable", await Call(taker, wrong, "WrongNumber"));
        Assert.Equal("Declined", await Call(taker, unwilling, "Refused"));
        Assert.Equal("Promised", await Call(taker, silent, "NoAnswer"));
        Assert.Equal(CitySeed.Thursday.AddHours(1), (await taker.Http.Ask($"callbacks/{silent}")).Json.GetProperty("callback").GetProperty("nextCallAt").GetDateTimeOffset());
        clock.SetUtcNow(Local("2026-06-18 19:30"));
        Assert.Equal("Promised", await Call(taker, silent, "Busy"));
        Assert.Equal(Local("2026-06-19 09:00"), (await taker.Http.Ask($"callbacks/{silent}")).Json.GetProperty("callback").GetProperty("nextCallAt").GetDateTimeOffset()); // not at night
        Assert.Equal("Unreachable", await Call(taker, silent, "NoAnswer"));

        await using var db = server.Db();
        Assert.Equal(3, await db.Set<Ticket>().CountAsync(t => t.State == TicketState.Completed && t.AnsweredResolved == null, Cancel)); // nobody closes what nobody confirmed
        clock.Advance(TimeSpan.FromDays(5));
        await server.Pump();
        Assert.Equal(0, await db.Set<JournalEntry>().CountAsync(e => e.Event == nameof(CallbackOverdue), Cancel));
    }

    [Theory, AllDatabases]
    public async Task Agreed_time_moves_the_promise_and_reminds_ten_minutes_before(DatabaseProvider provider)
    {
        var (server, clock, _) = await Start(provider);
        await using var __ = server;
        var taker = await server.SignIn(Role.CallTaker);
        var ticket = await Completed(server);
        var id = (await Of(server, ticket.Number))!.Id;

        await taker.Http.Tell($"callbacks/{id}/claim");
        await taker.Http.Tell($"callbacks/{id}/attempts", new { outcome = "CallLater", callAt = Local("2026-06-23 10:00"), comment = "在外地" });

        var callback = (await Of(server, ticket.Number))!;
        Assert.Equal((Local("2026-06-23 10:30"), Local("2026-06-23 09:50"), Local("2026-06-23 10:00"), true), (callback.DueAt, callback.RemindAt!.Value, callback.NextCallAt!.Value, callback.Agreed));
        clock.SetUtcNow(Local("2026-06-23 09:50"));
        await server.Pump();
        Assert.DoesNotContain(nameof(CallbackReminder), await Story(server, ticket.Number));
        await server.Pass(TimeSpan.FromSeconds(1));
        Assert.Contains(nameof(CallbackReminder), await Story(server, ticket.Number));
        clock.SetUtcNow(Local("2026-06-23 10:30").AddSeconds(1));
        await server.Pump();
        Assert.Single(await Story(server, ticket.Number), e => e == nameof(CallbackOverdue));
    }

    [Theory, AllDatabases]
    public async Task List_pages_by_due_time_without_a_double_or_a_gap_and_filters(DatabaseProvider provider)
    {
        var (server, clock, city) = await Start(provider);
        await using var __ = server;
        using var program = await server.Client(Scope.TicketsWrite);
        for (var i = 0; i < 7; i++)
        {
            await Promised(server, category: i % 2 == 0 ? CitySeed.Leak : CitySeed.Pothole);
            clock.Advance(TimeSpan.FromMinutes(i == 3 ? 0 : 20));
        }

        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await program.Ask($"callbacks?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("ticket").GetString()!));
            cursor = page.Text("next");
        }
        while (cursor is not null);
        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);

        Assert.Equal(4, await Count("category=供水"));
        Assert.Equal(7, await Count($"department={city.Water.Id}"));
        Assert.Equal(0, await Count("department=CG"));
        Assert.Equal(0, await Count("overdue=true"));
        Assert.Equal(7, await Count("dueTo=2026-06-23"));
        Assert.Equal(1, await Count($"ticket={seen[0]}&state=Promised,Reached"));
        Assert.Equal(0, await Count("mine=true"));
        foreach (var (query, field) in new[] { ("state=Gone", "state"), ("department=ZZ", "department"), ("dueTo=soon", "dueTo"), ("limit=0", "limit"), ("cursor=x", "cursor") })
            Assert.Equal(field, (await program.Ask($"callbacks?{query}")).Text("field"));

        async Task<int> Count(string query) => (await program.Ask($"callbacks?{query}")).Json.GetProperty("items").GetArrayLength();
    }

    [Fact]
    public async Task Only_who_makes_callbacks_comes_in_and_wrong_input_names_its_field()
    {
        var (server, _, city) = await Start();
        await using var __ = server;
        var id = await Promised(server);
        foreach (var person in new[] { await server.SignIn(Role.DepartmentLead, city.Water.Id), await server.SignIn(Role.GridWorker), await server.SignIn(Role.Wall) })
            Assert.Equal(HttpStatusCode.Forbidden, (await person.Http.Ask("callbacks")).Status);
        using var stranger = await server.Client();
        using var reader = await server.Client(Scope.TicketsRead);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Ask("callbacks")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Ask($"callbacks/{id}")).Status);
        foreach (var role in new[] { Role.CallTaker, Role.DutyOfficer, Role.Supervisor, Role.Administrator })
            Assert.Equal(HttpStatusCode.OK, (await (await server.SignIn(role)).Http.Ask($"callbacks/{id}")).Status);

        var taker = await server.SignIn(Role.CallTaker);
        (await taker.Http.Ask($"callbacks/{Guid.NewGuid()}")).Problem(HttpStatusCode.NotFound);
        (await taker.Http.Tell($"callbacks/{Guid.NewGuid()}/claim")).Problem(HttpStatusCode.NotFound);
        await taker.Http.Tell($"callbacks/{id}/claim");
        Assert.Equal("callAt", (await taker.Http.Tell($"callbacks/{id}/attempts", new { outcome = "CallLater" })).Text("field"));
        Assert.Equal("satisfaction", (await taker.Http.Tell($"callbacks/{id}/answers", new { responded = true, resolved = true })).Text("field"));
        Assert.Equal("reason", (await taker.Http.Tell($"callbacks/{id}/answers", new { responded = true, resolved = false, satisfaction = "Fair" })).Text("field"));
        Assert.Equal("unknown-field", (await taker.Http.Tell($"callbacks/{id}/answers", new { solved = true })).Text("title"));
        Assert.Equal("Promised", (await taker.Http.Ask($"callbacks/{id}")).Json.GetProperty("callback").GetProperty("state").GetString());
    }

    private static async Task<Guid> Promised(TestServer server, bool confidential = false, string category = CitySeed.Leak) =>
        (await Of(server, (await Completed(server, confidential: confidential, category: category)).Number))!.Id;

    private static async Task<string?> Call(Person taker, Guid id, string outcome)
    {
        await taker.Http.Tell($"callbacks/{id}/claim");
        return (await taker.Http.Tell($"callbacks/{id}/attempts", new { outcome })).Json.GetProperty("callback").GetProperty("state").GetString();
    }

    private static (string?, string?) Who(Answer answer) => (answer.Text("requesterName"), answer.Text("requesterPhone"));
}
