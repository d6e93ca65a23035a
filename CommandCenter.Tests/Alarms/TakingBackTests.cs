using System.Net;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Alarms;

/// <summary>Verbs that take verbs back, and links between alarms and tickets. Each writes entries of its own.</summary>
public class TakingBackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Acknowledgement_taken_back_asks_for_one_again(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("gas", "GD-1");
        await city.Measure("GD-1", 12);
        var number = (await city.Alarm()).Number;
        await city.Do(number, AlarmVerb.Acknowledge);
        var back = await city.Do(number, AlarmVerb.Unacknowledge);
        Assert.Equal((AlarmState.ActiveUnacknowledged, null, null), (back.State, back.AcknowledgedAt, back.AcknowledgedBy));
        Assert.Equal(["AlarmRaised", "AlarmAcknowledged", "AlarmUnacknowledged"], await city.Events());
        Assert.True(Assert.Single(city.Live.Set.Items.Values).IsUnacknowledged);
        Assert.Equal("wrong-state", (await Assert.ThrowsAsync<Refusal>(() => city.Do(number, AlarmVerb.Unacknowledge))).Code);
    }

    [Theory, AllDatabases]
    public async Task False_taken_back_lets_the_alarm_stand_as_it_did_and_its_source_goes_on_with_it(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("gas", "GD-1");
        await city.Measure("GD-1", 12);
        var number = (await city.Alarm()).Number;
        await city.Do(number, AlarmVerb.MarkFalse, new() { Cause = "厨房酒精" });
        var back = await city.Do(number, AlarmVerb.RevokeFalse);
        Assert.Equal((AlarmState.ActiveUnacknowledged, null, null, null), (back.State, back.FalseCause, back.ClearedAt, back.AcknowledgedAt));
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Measure("GD-1", 30);
        Assert.Equal((AlarmPriority.High, 2), ((await city.Alarm()).Priority, (await city.Alarm()).Level));
        Assert.Equal(["AlarmRaised", "AlarmMarkedFalse", "AlarmFalseRevoked", "AlarmLevelRose"], await city.Events());
        await city.AssertSeen();
    }

    [Fact]
    public async Task False_taken_back_keeps_who_had_acknowledged_and_what_had_cleared()
    {
        await using var city = await AlarmCity.Open();
        await city.Devices("gas", "GD-1", "GD-2");
        await city.Send(city.Signal("GD-1", 12), city.Signal("GD-2", 12));
        var (seen, quiet) = ((await city.Alarms())[0].Number, (await city.Alarms())[1].Number);
        await city.Do(seen, AlarmVerb.Acknowledge);
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Do(seen, AlarmVerb.MarkFalse, new() { Cause = "x" });
        await city.Do(quiet, AlarmVerb.MarkFalse, new() { Cause = "x" });
        for (var minute = 0; minute < 5; minute++) // as long as its rule wants it quiet
        {
            city.Clock.Advance(TimeSpan.FromMinutes(1));
            await city.Measure("GD-2", 0);
        }
        await city.Server.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(AlarmState.ActiveAcknowledged, (await city.Do(seen, AlarmVerb.RevokeFalse)).State);
        Assert.Equal(AlarmState.ClearedUnacknowledged, (await city.Do(quiet, AlarmVerb.RevokeFalse)).State);
    }

    [Fact]
    public async Task False_is_not_taken_back_where_a_newer_alarm_of_the_source_stands()
    {
        await using var city = await AlarmCity.Open();
        await city.Devices("gas", "GD-1");
        await city.Measure("GD-1", 12);
        var first = (await city.Alarm()).Number;
        await city.Do(first, AlarmVerb.MarkFalse, new() { Cause = "x" });
        city.Clock.Advance(TimeSpan.FromSeconds(10));
        await city.Measure("GD-1", 30);
        var refused = await Assert.ThrowsAsync<Refusal>(() => city.Do(first, AlarmVerb.RevokeFalse));
        Assert.Equal((409, "superseded"), (refused.Status, refused.Code));
        Assert.Contains((await city.Alarms())[^1].Number, refused.Message, StringComparison.Ordinal);
        Assert.Equal("wrong-state", (await Assert.ThrowsAsync<Refusal>(() => city.Do((city.Live.Set.Items.Values.Single(a => a.IsActive)).Number, AlarmVerb.RevokeFalse))).Code);
    }

    [Theory, AllDatabases]
    public async Task Link_to_an_open_ticket_is_told_by_both_journals_and_so_is_its_end(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await CitySeed.Into(city.Server.Services, Cancel);
        await city.Devices("gas", "GD-1", "GD-2");
        await city.Send(city.Signal("GD-1", 12), city.Signal("GD-2", 12));
        var (one, two) = ((await city.Alarms())[0].Number, (await city.Alarms())[1].Number);
        var ticket = await Open(city);
        using var http = await city.Server.Client(Scope.AlarmsRead, Scope.AlarmsWrite, Scope.TicketsRead);

        Assert.Equal(HttpStatusCode.OK, (await http.Tell($"alarms/{one}/ticket/{ticket.Number}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await http.Tell($"alarms/{one}/ticket/{ticket.Number}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await http.Tell($"alarms/{two}/ticket/{ticket.Number}")).Status);
        await city.Server.Settle();
        Assert.All(city.Live.Set.Items.Values, a => Assert.Equal(ticket.Number, a.TicketNumber));
        Assert.Equal([two, one], (await city.Server.Get<AlarmReader>().OfTicket(Caller.System, ticket.Id, Cancel)).Select(a => a.Number));
        Assert.Equal(["TicketAlarmLinked", "TicketAlarmLinked"], await Told(city, ticket));
        Assert.Equal(2, (await city.Events()).Count(e => e == "AlarmTicketLinked"));

        var other = await Open(city);
        Assert.Contains(ticket.Number, (await http.Tell($"alarms/{one}/ticket/{other.Number}")).Problem(HttpStatusCode.Conflict), StringComparison.Ordinal);
        await city.Server.Get<AlarmTickets>().Unlink(Caller.System, one, ticket.Number, Cancel);
        await city.Server.Settle();
        Assert.Null((await city.Alarms())[0].TicketNumber);
        Assert.Equal(["TicketAlarmLinked", "TicketAlarmLinked", "TicketAlarmUnlinked"], await Told(city, ticket));
        Assert.Equal("not-linked", (await Assert.ThrowsAsync<Refusal>(() => city.Server.Get<AlarmTickets>().Unlink(Caller.System, one, ticket.Number, Cancel))).Code);

        await city.Server.Get<TicketDesk>().Do(Caller.System, other.Number, TicketVerb.Reject, new VerbInput { Reason = "x" }, Cancel);
        Assert.Equal("not-open", (await Assert.ThrowsAsync<Refusal>(() => city.Server.Get<AlarmTickets>().Link(Caller.System, one, other.Number, Cancel))).Code);
    }

    [Fact]
    public async Task Recalled_dispatch_is_no_return_its_sign_clock_ends_and_the_requesters_goes_on()
    {
        await using var city = await AlarmCity.Open();
        await CitySeed.Into(city.Server.Services, Cancel);
        var ticket = await Open(city, CitySeed.Pothole);
        var desk = city.Server.Get<TicketDesk>();
        await desk.Do(Caller.System, ticket.Number, TicketVerb.Accept, new VerbInput(), Cancel);
        var sent = await desk.Do(Caller.System, ticket.Number, TicketVerb.Dispatch, new VerbInput { Department = "SW" }, Cancel);
        Assert.NotNull(sent.SignDueAt);
        var back = await desk.Do(Caller.System, ticket.Number, TicketVerb.Recall, new VerbInput(), Cancel);
        Assert.Equal((TicketState.Accepted, null, null, 0), (back.State, back.DepartmentId, back.AssigneeId, back.Returns));
        Assert.Equal((null, sent.ResolutionDueAt), (back.SignDueAt, back.ResolutionDueAt));
    }

    private static Task<Ticket> Open(AlarmCity city, string category = CitySeed.Leak) =>
        city.Server.Get<TicketOpening>().Open(Caller.System, new TicketRequest { Title = "闻到煤气味", Category = category, Latitude = 30.551, Longitude = 114.25 }, null, Cancel);

    private static async Task<List<string>> Told(AlarmCity city, Ticket ticket)
    {
        await using var db = city.Server.Db();
        return await db.Set<JournalEntry>().Where(e => e.SubjectId == ticket.Id && e.Event.Contains("Alarm")).OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel);
    }
}
