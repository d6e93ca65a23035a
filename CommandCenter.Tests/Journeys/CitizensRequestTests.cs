using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Journeys;

/// <summary>The main road through the house, with a fake clock, on every database.</summary>
public class CitizensRequestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Request_becomes_a_ticket_that_is_dispatched_signed_turns_at_risk_breaches_and_is_counted(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        var city = await CitySeed.Into(server.Services, Cancel);
        using var citizen = await server.Client(Scope.RequestsWrite);
        var (duty, lead) = (await server.SignIn(Role.DutyOfficer), await server.SignIn(Role.DepartmentLead, city.Works.Id));

        var number = await citizen.Open(new { title = "路面塌陷", category = CitySeed.Pothole, latitude = 30.55, longitude = 114.25 });
        await duty.Http.Do(number, "accept");
        var dispatched = await duty.Http.Do(number, "dispatch", new { department = "CG" });
        Assert.Equal(Local("2026-06-18 11:00"), dispatched.At("signDueAt"));
        await server.Pass(TimeSpan.FromHours(1));
        var signed = await lead.Http.Do(number, "sign");
        Assert.Equal(("Met", "Running"), (signed.Text("signClock"), signed.Text("resolutionClock")));
        Assert.Equal(Local("2026-06-23 09:00"), signed.At("resolutionDueAt"));
        Assert.Equal(Local("2026-06-22 10:00"), signed.At("handlingDueAt"));

        // Two working days of seven hours: four fifths are used after 11.2 working hours, on Monday at 14:42.
        clock.SetUtcNow(Local("2026-06-22 14:41"));
        await server.Pump();
        Assert.Equal("Running", (await lead.Http.Ask($"tickets/{number}")).Text("resolutionClock"));
        clock.SetUtcNow(Local("2026-06-22 14:43"));
        await server.Pump();
        Assert.Equal("AtRisk", (await lead.Http.Ask($"tickets/{number}")).Text("resolutionClock"));
        Assert.Equal(ClockState.AtRisk, Assert.Single(server.Get<TicketsLive>().Set.Items.Values).NextClock);
        clock.SetUtcNow(Local("2026-06-23 09:00"));
        await server.Pump();
        Assert.Equal("AtRisk", (await lead.Http.Ask($"tickets/{number}")).Text("resolutionClock"));
        await server.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(("Breached", "Breached"), ((await lead.Http.Ask($"tickets/{number}")) is var t ? (t.Text("resolutionClock"), t.Text("handlingClock")) : default));
        Assert.Equal(ClockState.Breached, Assert.Single(server.Get<TicketsLive>().Set.Items.Values).NextClock);

        await lead.Http.Do(number, "complete", new { reply = "已填补" });
        await duty.Http.Do(number, "close");
        await server.Settle();
        Assert.Equal(1, await Count(server, TicketOutcome.Breached));
        Assert.Equal(1, await Count(server, TicketOutcome.SignedInTime));
        Assert.Equal(0, await Count(server, TicketOutcome.CompletedInTime));
        string[] story =
        [
            nameof(TicketOpened), nameof(TicketAccepted), nameof(TicketDispatched), nameof(TicketSigned), nameof(ClockBreached), nameof(ClockAtRisk), nameof(ClockBreached),
            nameof(TicketCompleted), nameof(TicketClosed),
        ];
        var events = await Events(server, number);
        Assert.Equal(story.Order(StringComparer.Ordinal), events.Where(e => e != nameof(ClockAtRisk)).Append(nameof(ClockAtRisk)).Order(StringComparer.Ordinal));
        await AssertWhole(server);
    }

    [Theory, AllDatabases]
    public async Task Suspended_ticket_never_breaches_and_gets_its_paused_working_time_back(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        var (client, number) = await Signed(server, CitySeed.Leak);
        await server.Pass(TimeSpan.FromHours(2));
        var suspended = await client.Do(number, "suspend", new { suspendReason = "AwaitingPermit" });
        Assert.Equal("Paused", suspended.Text("resolutionClock"));

        await server.Pass(TimeSpan.FromDays(5)); // over a night, a holiday and a weekend, far past the due instant
        var still = await client.Ask($"tickets/{number}");
        Assert.Equal("Paused", still.Text("resolutionClock"));
        var resumed = await client.Do(number, "resume");
        Assert.Equal(("Running", CitySeed.Thursday.AddDays(5).AddHours(8)), (resumed.Text("resolutionClock"), resumed.At("resolutionDueAt")));

        await server.Pass(TimeSpan.FromHours(3));
        await client.Do(number, "suspend", new { suspendReason = "ForceMajeure" });
        await server.Pass(TimeSpan.FromDays(1));
        resumed = await client.Do(number, "resume");
        Assert.Equal(CitySeed.Thursday.AddDays(6).AddHours(8), resumed.At("resolutionDueAt"));
        await server.Pass(TimeSpan.FromHours(3) + TimeSpan.FromSeconds(1));
        Assert.Equal("Breached", (await client.Ask($"tickets/{number}")).Text("resolutionClock"));
        Assert.Single(await Events(server, number), e => e == nameof(ClockBreached));
    }

    [Theory, AllDatabases]
    public async Task Suspension_after_the_due_instant_does_not_hide_the_breach(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        var (client, number) = await Signed(server, CitySeed.Leak);
        clock.Advance(TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1)); // due, and the pump has not come round yet
        var suspended = await client.Do(number, "suspend", new { suspendReason = "AwaitingPermit" });
        Assert.Equal("Breached", suspended.Text("resolutionClock"));
        await server.Pump();
        await client.Do(number, "resume");
        await server.Pass(TimeSpan.FromDays(1));
        Assert.Equal("Breached", (await client.Ask($"tickets/{number}")).Text("resolutionClock"));
        Assert.Single(await Events(server, number), e => e == nameof(ClockBreached));
    }

    [Theory, AllDatabases]
    public async Task Category_and_priority_changed_while_suspended_keep_the_pause(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        var (client, number) = await Signed(server, CitySeed.Pothole);
        await server.Pass(TimeSpan.FromHours(1));
        await client.Do(number, "suspend", new { suspendReason = "AwaitingPermit" });
        Assert.Equal("Paused", (await client.Do(number, "change-category", new { category = CitySeed.Leak })).Text("resolutionClock"));
        Assert.Equal("Paused", (await client.Do(number, "change-priority", new { priority = "Urgent" })).Text("resolutionClock"));
        Assert.Equal("Paused", (await client.Do(number, "change-category", new { category = CitySeed.Pothole })).Text("resolutionClock"));
        await server.Pass(TimeSpan.FromDays(2));
        Assert.Equal("Paused", (await client.Ask($"tickets/{number}")).Text("resolutionClock"));
        Assert.DoesNotContain(nameof(ClockBreached), await Events(server, number));

        // Urgent: four hours from opening, put off by the two days it was suspended.
        var resumed = await client.Do(number, "resume");
        Assert.Equal(("Running", CitySeed.Thursday.AddHours(4).AddDays(2)), (resumed.Text("resolutionClock"), resumed.At("resolutionDueAt")));
        await server.Pass(TimeSpan.FromHours(3));
        Assert.NotEqual("Breached", (await client.Ask($"tickets/{number}")).Text("resolutionClock"));
        await server.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("Breached", (await client.Ask($"tickets/{number}")).Text("resolutionClock"));
    }

    [Theory, AllDatabases]
    public async Task Time_between_completion_and_rework_is_nobodys_handling(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        var (client, number) = await Signed(server, CitySeed.Leak);
        await server.Pass(TimeSpan.FromHours(3));
        Assert.Equal("Met", (await client.Do(number, "complete", new { reply = "已修" })).Text("resolutionClock"));
        await server.Pass(TimeSpan.FromDays(10));
        var reworked = await client.Do(number, "rework", new { reason = "又漏了" });
        Assert.Equal(("Running", CitySeed.Thursday.AddDays(10).AddHours(8)), (reworked.Text("resolutionClock"), reworked.At("resolutionDueAt")));
        await server.Pass(TimeSpan.FromHours(4));
        Assert.Equal("Met", (await client.Do(number, "complete", new { reply = "再修" })).Text("resolutionClock"));
        await using var db = server.Db();
        var ticket = await db.Set<Ticket>().SingleAsync(Cancel);
        Assert.Equal(TimeSpan.FromHours(7), ticket.CompletedAt - ticket.OpenedAt - ticket.PausedFor);
        Assert.DoesNotContain(nameof(ClockBreached), await Events(server, number));
    }

    [Theory, AllDatabases]
    public async Task Notes_assignments_and_returns_do_not_stop_the_requesters_clock(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        var (client, number) = await Signed(server, CitySeed.Leak);
        var due = CitySeed.Thursday.AddHours(8);
        Assert.Equal(due, (await client.Do(number, "comment", new { text = "催办" })).At("resolutionDueAt"));
        Assert.Equal(due, (await client.Do(number, "return", new { reason = "不属于本部门" })).At("resolutionDueAt"));
        Assert.Equal(due, (await client.Do(number, "dispatch", new { department = "SW" })).At("resolutionDueAt"));
        await server.Pass(TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1));
        Assert.Equal("Breached", (await client.Ask($"tickets/{number}")).Text("resolutionClock"));
        Assert.Equal("Breached", (await client.Do(number, "comment", new { text = "已超时" })).Text("resolutionClock"));
        Assert.Single(await Events(server, number), e => e == nameof(ClockBreached));
    }

    [Theory, AllDatabases]
    public async Task Request_at_night_or_on_a_holiday_waits_for_the_next_opening_and_nothing_fires_at_creation(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(Local("2026-06-18 22:00"));
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);
        var night = await client.Tell("requests", new { title = "夜里", category = CitySeed.Pothole });
        clock.SetUtcNow(Local("2026-06-19 10:00"));
        var holiday = await client.Tell("requests", new { title = "端午", category = CitySeed.Pothole });
        // Both count from Monday 09:00; the adjusted Saturday the 27th is a working day for what comes on Friday the 26th.
        Assert.Equal((Local("2026-06-24 09:00"), Local("2026-06-24 09:00")), (night.At("resolutionDueAt"), holiday.At("resolutionDueAt")));
        clock.SetUtcNow(Local("2026-06-26 17:00"));
        var friday = await client.Tell("requests", new { title = "调休前", category = CitySeed.Pothole });
        Assert.Equal(Local("2026-06-29 17:00"), friday.At("resolutionDueAt"));
        await server.Pump();
        Assert.Equal("Running", (await client.Ask($"tickets/{friday.Text("number")}")).Text("resolutionClock"));
        Assert.Equal([nameof(TicketOpened)], await Events(server, friday.Text("number")!));
    }

    [Theory, AllDatabases]
    public async Task Calendar_edited_later_leaves_closed_tickets_as_they_were_and_open_ones_until_computed_anew(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(CitySeed.Thursday);
        await using var server = await TestServer.Start(provider, new ServerOptions { Clock = clock });
        var (client, closed) = await Signed(server, CitySeed.Pothole);
        await client.Do(closed, "complete", new { reply = "已修" });
        await client.Do(closed, "close");
        var open = await client.Open(new { title = "另一处", category = CitySeed.Pothole });
        var before = (await client.Ask($"tickets/{closed}")).At("resolutionDueAt");

        await server.Get<SlaDesk>().ImportCalendar(Actor.System, """{ "timeZone": "Asia/Shanghai", "holidays": ["2026-06-19", "2026-06-22", "2026-06-23"], "workingHours": { "monday-friday": ["09:00", "17:00"] } }""", "city", makeDefault: true, Cancel);
        await server.Settle();
        Assert.Equal(before, (await client.Ask($"tickets/{open}")).At("resolutionDueAt"));
        Assert.Equal(1, await server.Get<SlaDesk>().RecomputeOpen(Actor.System, Cancel));

        Assert.Equal((before, "Met"), ((await client.Ask($"tickets/{closed}")) is var t ? (t.At("resolutionDueAt"), t.Text("resolutionClock")) : default));
        Assert.Equal(Local("2026-06-25 09:00"), (await client.Ask($"tickets/{open}")).At("resolutionDueAt"));
        await client.Do(closed, "comment", new { text = "归档" });
        Assert.Equal(before, (await client.Ask($"tickets/{closed}")).At("resolutionDueAt"));
        clock.SetUtcNow(Local("2026-06-24 12:00"));
        await server.Pump();
        Assert.DoesNotContain(nameof(ClockBreached), await Events(server, open));
    }

    [Fact]
    public async Task Server_whose_own_zone_has_summer_time_counts_in_the_citys()
    {
        var clock = new FakeTimeProvider(Local("2026-03-27 12:00"));
        clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")); // its clocks go forward on the 29th
        await using var server = await TestServer.Start(options: new ServerOptions { Clock = clock });
        await CitySeed.Into(server.Services, Cancel);
        using var client = await server.Client(Scope.RequestsWrite);
        Assert.Equal(Local("2026-03-30 12:00"), (await client.Tell("requests", new { title = "噪声", category = CitySeed.Noise })).At("resolutionDueAt"));
    }

    private static DateTimeOffset Local(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    // Opens, accepts, dispatches and signs within the same instant.
    private static async Task<(HttpClient Client, string Number)> Signed(TestServer server, string category)
    {
        await CitySeed.Into(server.Services, Cancel);
        var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);
        var number = await client.Open(new { title = "一处", category });
        await client.Do(number, "accept");
        await client.Do(number, "dispatch", new { department = "CG" });
        await client.Do(number, "sign");
        return (client, number);
    }

    private static Task<int> Count(TestServer server, TicketOutcome outcome) =>
        server.Get<TicketReader>().Count(Caller.System, new TicketFilter { Outcome = outcome }, Cancel);

    private static async Task<List<string>> Events(TestServer server, string number)
    {
        await using var db = server.Db();
        var id = await db.Set<Ticket>().Where(t => t.Number == number).Select(t => t.Id).SingleAsync(Cancel);
        return await db.Set<JournalEntry>().Where(e => e.SubjectId == id).OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel);
    }

    private static async Task AssertWhole(TestServer server)
    {
        await using var db = server.Db();
        Assert.Null(await JournalChain.Verify(db, Cancel));
        Assert.False(await db.Set<Deadline>().AnyAsync(d => d.State == DeadlineState.Pending, Cancel));
    }
}
