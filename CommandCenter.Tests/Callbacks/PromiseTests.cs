using CommandCenter.Access;
using CommandCenter.Callbacks;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Import;
using Microsoft.EntityFrameworkCore;
using static CommandCenter.Tests.Callbacks.CallbackCity;

namespace CommandCenter.Tests.Callbacks;

public class PromiseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Completed_ticket_is_promised_a_callback_by_the_work_calendar_with_two_deadlines(DatabaseProvider provider)
    {
        var (server, _, _) = await Start(provider);
        await using var __ = server;
        var ticket = await Completed(server);

        var callback = await Of(server, ticket.Number);
        // Thursday 09:00 and a working day; Friday is a holiday, so Monday 09:00. Three quarters of its seven hours are used on Thursday at 15:45.
        Assert.Equal((CallbackState.Promised, PromiseReason.Sampled, 1), (callback!.State, callback.Reason, callback.Round));
        Assert.Equal((Local("2026-06-22 09:00"), Local("2026-06-18 15:45")), (callback.DueAt, callback.RemindAt!.Value));
        await using var db = server.Db();
        var deadlines = await db.Set<Deadline>().Where(d => d.SubjectId == callback.Id).OrderBy(d => d.Kind).ToListAsync(Cancel);
        Assert.Equal([(CallbackDeadlines.Due, callback.DueAt), (CallbackDeadlines.Reminder, callback.RemindAt.Value)], deadlines.Select(d => (d.Kind, d.DueAt)));
        Assert.Equal([nameof(CallbackPromised)], await Story(server, ticket.Number));
    }

    [Theory, AllDatabases]
    public async Task Share_of_nothing_promises_nothing_but_to_a_reworked_ticket(DatabaseProvider provider)
    {
        var (server, _, _) = await Start(provider, share: 0);
        await using var __ = server;
        var ticket = await Completed(server);
        Assert.Null(await Of(server, ticket.Number));

        await Do(server, ticket.Number, TicketVerb.Rework);
        await Do(server, ticket.Number, TicketVerb.Complete);

        Assert.Equal(PromiseReason.Reworked, (await Of(server, ticket.Number))?.Reason);
    }

    [Theory]
    [InlineData(null, false, NotCallableReason.NoPhone)]
    [InlineData("未显示", false, NotCallableReason.Withheld)]
    [InlineData(null, true, NotCallableReason.Anonymous)]
    public async Task Requester_without_a_number_is_not_promised_a_call_and_it_is_said(string? phone, bool anonymous, NotCallableReason why)
    {
        var (server, clock, _) = await Start();
        await using var __ = server;
        var ticket = await Completed(server, phone, anonymous);

        var callback = await Of(server, ticket.Number);
        Assert.Equal((CallbackState.NotCallable, why), (callback!.State, callback.NotCallable!.Value));
        Assert.Equal([nameof(CallbackNotPossible)], await Story(server, ticket.Number));
        await using var db = server.Db();
        Assert.False(await db.Set<Deadline>().AnyAsync(d => d.SubjectId == callback.Id, Cancel));
        clock.Advance(TimeSpan.FromDays(10));
        await server.Pump();
        Assert.Equal([nameof(CallbackNotPossible)], await Story(server, ticket.Number));
    }

    [Theory, AllDatabases]
    public async Task Ticket_that_moves_another_way_takes_its_promise_back(DatabaseProvider provider)
    {
        var (server, _, _) = await Start(provider);
        await using var __ = server;
        var (closed, reworked) = (await Completed(server), await Completed(server));

        await Do(server, closed.Number, TicketVerb.Close);
        await Do(server, reworked.Number, TicketVerb.Rework);

        Assert.Equal((CallbackState.Cancelled, CancelReason.TicketClosed), (await Of(server, closed.Number)) is { } one ? (one.State, one.Cancelled!.Value) : default);
        Assert.Equal((CallbackState.Cancelled, CancelReason.TicketReworked), (await Of(server, reworked.Number)) is { } two ? (two.State, two.Cancelled!.Value) : default);
        await using var db = server.Db();
        Assert.False(await db.Set<Deadline>().AnyAsync(d => d.Kind.StartsWith("callback.") && d.State == DeadlineState.Pending, Cancel));
        Assert.Equal([nameof(CallbackPromised), nameof(CallbackCancelled)], await Story(server, closed.Number));
    }

    [Theory, AllDatabases]
    public async Task Reminder_and_overdue_are_journaled_once_each_and_stop_when_it_ends(DatabaseProvider provider)
    {
        var (server, clock, _) = await Start(provider);
        await using var __ = server;
        var (ticket, other) = (await Completed(server), await Completed(server));
        await Do(server, other.Number, TicketVerb.Close);

        clock.SetUtcNow(Local("2026-06-18 15:45").AddSeconds(1));
        await server.Pump();
        await server.Pump();
        Assert.Equal([nameof(CallbackPromised), nameof(CallbackReminder)], await Story(server, ticket.Number));
        Assert.NotNull(server.Get<CallbacksLive>().Set.Items.Values.Single(c => c.Number == ticket.Number).RemindedAt);

        clock.SetUtcNow(Local("2026-06-22 09:00").AddSeconds(1));
        await server.Pump();
        await server.Pass(TimeSpan.FromDays(3));
        Assert.Equal([nameof(CallbackPromised), nameof(CallbackReminder), nameof(CallbackOverdue)], await Story(server, ticket.Number));
        Assert.Equal([nameof(CallbackPromised), nameof(CallbackCancelled)], await Story(server, other.Number));
    }

    [Theory, AllDatabases]
    public async Task Reminder_that_was_missed_while_the_process_stood_still_waits_for_the_morning(DatabaseProvider provider)
    {
        var (server, clock, city) = await Start(provider);
        await using var __ = server;
        await Rule(server, 100, server.Get<CategoryIndex>().FindByText(CitySeed.Leak)!.Id, Limit.CalendarDays(2));
        var ticket = await Completed(server); // due on Saturday at 09:00; three quarters of it end on Friday at 21:00, and the next morning would be too late: reminded at once
        Assert.Equal(Local("2026-06-18 09:00"), (await Of(server, ticket.Number))!.RemindAt);

        clock.SetUtcNow(Local("2026-06-18 23:30")); // the pump comes round late
        await server.Pump();
        Assert.DoesNotContain(nameof(CallbackReminder), await Story(server, ticket.Number));
        clock.SetUtcNow(Local("2026-06-19 03:00"));
        await server.Pump();
        Assert.DoesNotContain(nameof(CallbackReminder), await Story(server, ticket.Number));
        clock.SetUtcNow(Local("2026-06-19 09:00").AddSeconds(1));
        await server.Pump();
        Assert.Contains(nameof(CallbackReminder), await Story(server, ticket.Number));
        Assert.Equal(city.Water.Id, (await server.Get<TicketReader>().Get(Caller.System, ticket.Number, Cancel)).DepartmentId);
    }

    [Theory, AllDatabases]
    public async Task Nobody_is_called_because_of_imported_history_but_of_a_live_import(DatabaseProvider provider)
    {
        var (server, _, _) = await Start(provider);
        await using var __ = server;
        await Import(server, "A-1", live: false);
        await using var db = server.Db();
        Assert.Equal(TicketState.Completed, (await db.Set<Ticket>().SingleAsync(Cancel)).State);
        Assert.False(await db.Set<Callback>().AnyAsync(Cancel));

        await Import(server, "A-2", live: true);
        var live = await db.Set<Callback>().SingleAsync(Cancel);
        Assert.Equal("A-2", (await db.Set<Ticket>().SingleAsync(t => t.Id == live.TicketId, Cancel)).SourceNumber);
        Assert.Equal((CitySeed.Thursday, Local("2026-06-22 09:00")), (live.PromisedAt, live.DueAt)); // from the import on: before it nobody here could call
    }

    [Fact]
    public async Task Calendar_that_never_opens_keeps_nobody_from_completing_a_ticket()
    {
        var (server, _, _) = await Start();
        await using var __ = server;
        // Open on Mondays, each of which is a holiday for the next three years.
        var mondays = string.Join(',', Enumerable.Range(0, 160).Select(week => $"\"{new DateOnly(2026, 6, 15).AddDays(7 * week):yyyy-MM-dd}\""));
        await server.Get<SlaDesk>().ImportCalendar(Actor.System, $$"""{ "timeZone": "Asia/Shanghai", "workingHours": { "monday": ["09:00", "17:00"] }, "holidays": [{{mondays}}] }""", "closed", makeDefault: false, Cancel);
        await using (var db = server.Db())
        {
            var closed = await db.Set<CalendarRow>().SingleAsync(c => c.Name == "closed", Cancel);
            await server.Get<CommandCenter.Callbacks.Sampling.SamplingDesk>().Save(Actor.System, null,
                new(server.Get<CategoryIndex>().FindByText(CitySeed.Leak)!.Id, null, null, 100, Limit.WorkingDays(1), closed.Id), Cancel);
        }
        var ticket = await Completed(server);
        Assert.Equal(CitySeed.Thursday.AddDays(1), (await Of(server, ticket.Number))!.DueAt);
    }

    [Fact]
    public async Task Rules_refuse_what_cannot_be_and_a_second_rule_for_the_same()
    {
        var (server, _, _) = await Start();
        await using var __ = server;
        Assert.Equal("rule-exists", (await Assert.ThrowsAsync<Refusal>(() => Rule(server, 50))).Code);
        Assert.Equal("share", (await Assert.ThrowsAsync<Refusal>(() => Rule(server, 101, source: "web"))).Field);
        Assert.Equal("category", (await Assert.ThrowsAsync<Refusal>(() => Rule(server, 50, Guid.NewGuid()))).Field);
        var rule = await Rule(server, 50, source: "web");
        var desk = server.Get<CommandCenter.Callbacks.Sampling.SamplingDesk>();
        await desk.Save(Actor.System, rule.Id, new(null, null, "web", 60, Limit.WorkingDays(2)), Cancel, version: 0);
        Assert.Equal("changed-meanwhile", (await Assert.ThrowsAsync<Refusal>(() => desk.Save(Actor.System, rule.Id, new(null, null, "web", 70, Limit.WorkingDays(2)), Cancel, version: 0))).Code);
        await desk.Remove(Actor.System, rule.Id, Cancel);
        Assert.Single(server.Get<CommandCenter.Callbacks.Sampling.SamplingRules>().All);
    }

    private static async Task Import(TestServer server, string number, bool live)
    {
        const string profile = """
            { "name": "other-hotline", "format": "json", "timeZone": "Asia/Shanghai", "dateFormats": [], "states": { "done": "Completed" }, "defaults": { "source": "other" },
              "fields": { "number": "id", "openedAt": "opened", "completedAt": "done", "state": "state", "title": "title", "requesterPhone": "phone" } }
            """;
        var file = Path.Combine(server.Database.DataFolder, $"{number}.json");
        await File.WriteAllTextAsync(file, $$"""[{ "id": "{{number}}", "state": "done", "title": "漏水", "phone": "13971234567", "opened": "2026-06-10T08:00:00+08:00", "done": "2026-06-11T08:00:00+08:00" }]""", Cancel);
        var report = await server.Get<TicketImport>().Run(new ImportOptions { Path = file, Profile = ImportProfile.Read(profile), Live = live }, Caller.System, null, Cancel);
        Assert.Equal((1, 0), (report.Added, report.Rejected));
        await server.Settle();
    }
}
