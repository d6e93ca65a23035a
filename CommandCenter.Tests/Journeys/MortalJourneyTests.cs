using System.Net;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Callbacks;
using CommandCenter.Devices;
using CommandCenter.Escalations;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tests.Callbacks;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Escalations;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Journeys;

/// <summary>From a signal and a citizen's request to the report, without a browser, with a fake clock, while the server dies at random: everything happens, and once.</summary>
public class MortalJourneyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Signal_and_request_reach_the_report_once_however_often_the_server_dies(DatabaseProvider provider)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        await using var city = await MortalCity.Open(provider, seed);
        var people = await Furnish(city);
        city.BecomeMortal();

        await Measure(city, "calm", 3);
        await Measure(city, "leak", 45);
        for (var minutes = 0; minutes < 9; minutes += 3) // nobody acknowledges for the two waits of two minutes
            await city.Pass(TimeSpan.FromMinutes(3));
        var alarm = await Only(city, people.Duty, "alarms?standing=true");
        await Verb(city, people.Duty, $"alarms/{alarm}/acknowledge", null, json => json.GetProperty("state").GetString()!.EndsWith("Acknowledged", StringComparison.Ordinal) && json.GetProperty("state").GetString() != "ActiveUnacknowledged", $"alarms/{alarm}");
        await Verb(city, people.Duty, $"alarms/{alarm}/ticket", null, json => json.TryGetProperty("ticket", out _), $"alarms/{alarm}");
        await Measure(city, "calm again", 2);
        await city.Pass(TimeSpan.FromMinutes(1));

        var request = await Request(city);
        // In two steps: a warning that a dead server had claimed when the breach is told is no longer due.
        await city.Pass(EscalationCity.UntilBreach * 0.9);
        await city.Pass(EscalationCity.UntilBreach * 0.1);
        await city.Pass(TimeSpan.FromMinutes(31));
        await city.Pass(TimeSpan.FromMinutes(31));
        await Ticket(city, people.Duty, request, "accept", null, "Accepted");
        await Ticket(city, people.Duty, request, "dispatch", new { department = "SW" }, "Dispatched");
        await Ticket(city, people.Lead, request, "sign", null, "Signed");
        await Ticket(city, people.Lead, request, "complete", new { reply = "已修" }, "Completed");
        await Called(city, people.Taker, resolved: false);
        await State(city, people.Lead, request, "Signed");
        await Ticket(city, people.Lead, request, "complete", new { reply = "换了新管" }, "Completed");
        await Called(city, people.Taker, resolved: true);
        await city.Pass(TimeSpan.FromDays(1));

        await city.BecomeImmortal();
        TestContext.Current.TestOutputHelper?.WriteLine($"{city.Deaths} deaths");
        Assert.True(city.Deaths >= 5, $"It died only {city.Deaths} times.");
        await AssertOnce(city, people, request);
    }

    private sealed record People(Person Duty, Person Lead, Person Supervisor, Person Taker);

    private static async Task<People> Furnish(MortalCity city)
    {
        var seed = await CitySeed.Into(city.Server.Services, Cancel);
        var people = new People(await city.Server.SignIn(Role.DutyOfficer), await city.Server.SignIn(Role.DepartmentLead, seed.Water.Id), await city.Server.SignIn(Role.Supervisor), await city.Server.SignIn(Role.CallTaker));
        var kind = city.Server.Get<DeviceIndex>().KindByCode("gas")!;
        await city.Server.Get<DeviceDesk>().Add(new DeviceDetails("GD-2207", "花园里 7 栋 燃气", kind.Id, [], 30.55, 114.25, "花园里社区 7 栋"), Caller.System, Cancel);
        await CallbackCity.Rule(city.Server, share: 100);
        await Chain("红灯升级", ChainTrigger.Breached, EscalationCity.To(people.Supervisor.Id), EscalationCity.To(people.Duty.Id, 30));
        await Chain("告警未确认", ChainTrigger.Unacknowledged, EscalationCity.To(people.Duty.Id, 2), EscalationCity.To(people.Supervisor.Id, 2));
        await city.Server.Settle();
        await city.Sender(Scope.RequestsWrite, Scope.MeasurementsWrite);
        return people;

        Task Chain(string name, ChainTrigger trigger, params EscalationStep[] steps) =>
            city.Server.Get<ChainDesk>().Save(Caller.System, null, 0, new ChainForm(name, trigger, null, null, null, null, null, new EscalationPlan(steps, [], null), Active: true), Cancel);
    }

    // A device that gets no answer sends the same message again.
    private static async Task Measure(MortalCity city, string id, double value)
    {
        var body = JsonSerializer.Serialize(new[] { new { device = "GD-2207", value, messageId = id, at = city.Clock.GetUtcNow() } });
        await city.Until($"measurement {id}", async () => (await city.WhileReading(async () => await (await city.Sender()).Tell("measurements", body))).Status == HttpStatusCode.OK);
        await city.Until("settling", async () =>
        {
            await city.Server.Settle();
            return true;
        });
    }

    private static async Task<string> Request(MortalCity city)
    {
        var number = "";
        await city.Until("a citizen's request", async () =>
        {
            var answer = await (await city.Sender()).Tell("requests", new { title = "三楼漏水", category = CitySeed.Leak, requesterName = CallbackCity.Name, requesterPhone = CallbackCity.Phone }, idempotencyKey: "one-request");
            number = answer.Text("number") ?? "";
            return answer.Status is HttpStatusCode.Created or HttpStatusCode.OK;
        });
        return number;
    }

    // Who got no answer looks whether it was done before they do it again.
    private static Task Verb(MortalCity city, Person person, string path, object? input, Func<JsonElement, bool> isDone, string look) => city.Until(path, async () =>
    {
        var now = await city.As(person).Ask(look);
        if (now.Status != HttpStatusCode.OK)
            return false;
        if (isDone(now.Json))
            return true;
        var said = await city.As(person).Tell(path, input);
        Assert.True(said.Status == HttpStatusCode.OK || (int)said.Status >= 500, $"{path}: {(int)said.Status} {said.Json}");
        return false; // looked at again: an answer counts, and so does what stands
    });

    private static Task Ticket(MortalCity city, Person person, string number, string verb, object? input, string state) =>
        Verb(city, person, $"tickets/{number}/{verb}", input, json => json.GetProperty("state").GetString() == state, $"tickets/{number}");

    private static Task State(MortalCity city, Person person, string number, string state) => city.Until($"{number} {state}", async () =>
        (await city.As(person).Ask($"tickets/{number}")) is { Status: HttpStatusCode.OK } answer && answer.Text("state") == state);

    private static async Task<string> Only(MortalCity city, Person person, string path)
    {
        var number = "";
        await city.Until(path, async () =>
        {
            var answer = await city.As(person).Ask(path);
            if (answer.Status != HttpStatusCode.OK)
                return false;
            number = Assert.Single(answer.Json.GetProperty("items").EnumerateArray().ToList()).GetProperty("number").GetString()!;
            return true;
        });
        return number;
    }

    private static async Task Called(MortalCity city, Person taker, bool resolved)
    {
        Guid? called = null;
        await city.Until("a callback", async () =>
        {
            await city.Server.Settle();
            var list = await city.As(taker).Ask("callbacks?state=Promised");
            city.Heard = list.Json.ToString();
            if (list.Status != HttpStatusCode.OK)
                return false;
            if (list.Json.GetProperty("items").EnumerateArray().ToList() is not [{ } open])
                return called is not null; // it was answered, and the answer got lost
            if (open.GetProperty("id").GetGuid() is var id && called is { } before && before != id)
                return true;
            called = id;
            await city.As(taker).Tell($"callbacks/{id}/claim");
            var said = await city.As(taker).Tell($"callbacks/{id}/answers", new { responded = true, resolved, satisfaction = resolved ? "Satisfied" : "Dissatisfied", reason = resolved ? null : "还在滴水" });
            city.Heard = said.Json.ToString();
            return said.Status == HttpStatusCode.OK;
        });
    }

    private static async Task AssertOnce(MortalCity city, People people, string number)
    {
        await using var db = city.Server.Db();
        Assert.Null(await JournalChain.Verify(db, Cancel));
        Assert.Equal(3, await db.Set<Measurement>().CountAsync(Cancel));
        var alarm = await db.Set<Alarm>().SingleAsync(a => a.Quantity == "gas", Cancel);
        Assert.Equal(AlarmState.Normal, alarm.State);
        Assert.Equal(2, await db.Set<Ticket>().CountAsync(Cancel));
        var ticket = await db.Set<Ticket>().SingleAsync(t => t.Number == number, Cancel);

        await Events(alarm.Id, (nameof(AlarmRaised), 1), (nameof(AlarmAcknowledged), 1), (nameof(AlarmCleared), 1), (nameof(EscalationStarted), 1), (nameof(EscalationStepTaken), 2));
        await Events(ticket.Id, (nameof(TicketOpened), 1), (nameof(TicketAccepted), 1), (nameof(TicketDispatched), 1), (nameof(TicketSigned), 1), (nameof(TicketCompleted), 2), (nameof(TicketReworked), 1), (nameof(TicketClosed), 1),
            (nameof(ClockAtRisk), 1), (nameof(ClockBreached), 1), (nameof(EscalationStarted), 2), (nameof(EscalationStepTaken), 2), // begun again at the rework, and stopped before its first step
            (nameof(CallbackPromised), 2), (nameof(CallbackReached), 2));
        var notices = await db.Set<Notice>().OrderBy(n => n.Id).Select(n => new { n.SubjectId, n.UserId, n.Step, n.Attempt }).ToListAsync(Cancel);
        Assert.Equal(
            [(alarm.Id, people.Duty.Id, 0, 1), (alarm.Id, people.Supervisor.Id, 1, 1), (ticket.Id, people.Supervisor.Id, 0, 1), (ticket.Id, people.Duty.Id, 1, 1)],
            notices.Select(n => (n.SubjectId, n.UserId, n.Step, n.Attempt)));

        var total = (await city.As(people.Supervisor).Ask("report/sla")).Json.GetProperty("total");
        Assert.Equal((2, 1, 1, 1, 1), (total.GetProperty("received").GetInt32(), total.GetProperty("reached").GetInt32(), total.GetProperty("responded").GetInt32(), total.GetProperty("resolved").GetInt32(), total.GetProperty("satisfied").GetInt32()));

        async Task Events(Guid subject, params (string Event, int Times)[] expected)
        {
            var happened = await db.Set<JournalEntry>().Where(e => e.SubjectId == subject).Select(e => e.Event).ToListAsync(Cancel);
            foreach (var (name, times) in expected)
                Assert.True(happened.Count(e => e == name) == times, $"{name} {happened.Count(e => e == name)} times instead of {times}: {string.Join(", ", happened)}");
        }
    }
}
