using CommandCenter.Access;
using CommandCenter.Access.Keys;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using CommandCenter.Tests.Callbacks;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.DemoCity;

/// <summary>The demo city's people at a real server's doors: the test looks with their eyes as often as it likes, and as late.</summary>
public sealed class DemoPeopleTests
{
    private static readonly HashSet<string> Nothing = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tickets_are_dispatched_returned_signed_completed_and_called_back_as_their_conduct_says()
    {
        await using var server = await TestServer.Start(options: new ServerOptions { Kestrel = true, Settings = new Dictionary<string, string?> { ["Demo:Enabled"] = "true" } });
        var cast = await LivingCity.Into(server);
        server.Get<DemoDoors>().Key = (await server.Get<ApiKeyDesk>().CreateForDemo("People", Cancel)).Key;
        await CallbackCity.Rule(server, 100);
        var (conduct, taker) = (new PeopleConduct(cast.Plan.Seed), await server.SignIn(Role.CallTaker));
        var numbers = new List<string>();
        while (!(numbers.Any(n => conduct.OfTicket(n).Returns) && numbers.Any(n => !conduct.OfCallback(n).Resolved) && numbers.Count >= 8))
        {
            Assert.True(numbers.Count < 120, "No draw wants a return and a requester who is not content.");
            numbers.Add(await taker.Http.Open(new { title = "积水", category = "道路 / 道路积水", requesterName = "周女士", requesterPhone = $"1290000{numbers.Count:0000}" }));
        }
        await server.Settle();

        // Nobody does anything before its time.
        await Look(DateTimeOffset.UnixEpoch);
        Assert.Equal([TicketState.New], (await Of(numbers)).Select(t => t.State).Distinct());

        // Each look does a few things; in two weeks everything is due.
        for (var looks = 0; (await Of(numbers)).Any(t => t.State != TicketState.Closed && conduct.OfCallback(t.Number).Resolved); looks++)
        {
            Assert.True(looks < 30 * numbers.Count, "They never come to an end.");
            await Look(server.Get<TimeProvider>().GetUtcNow().AddDays(14));
            await server.Settle();
        }

        await using var db = server.Db();
        var journal = await db.Set<JournalEntry>().AsNoTracking().ToListAsync(Cancel);
        foreach (var ticket in await Of(numbers))
        {
            var events = journal.Where(e => e.SubjectId == ticket.Id).Select(e => e.Event).ToList();
            Assert.Equal(conduct.OfTicket(ticket.Number).Returns, events.Contains(nameof(TicketReturned)));
            var replies = conduct.OfTicket(ticket.Number).Reply;
            if (conduct.OfCallback(ticket.Number).Resolved)
                Assert.Equal((TicketState.Closed, replies.Chinese), (ticket.State, ticket.Reply));
            else
                Assert.Contains(nameof(TicketReworked), events); // who is not content is heard
        }

        Task Look(DateTimeOffset now)
        {
            var people = new DemoPeople(cast, server.Get<City>(), server.Get<DemoDoors>(), DateTimeOffset.MinValue);
            return people.Look(now, pace: 1, Nothing, Cancel);
        }

        async Task<List<Ticket>> Of(List<string> those)
        {
            await using var now = server.Db();
            return await now.Set<Ticket>().AsNoTracking().Where(t => those.Contains(t.Number)).ToListAsync(Cancel);
        }
    }

    [Fact]
    public void The_backlog_of_a_city_is_worked_off_over_days()
    {
        var conduct = new PeopleConduct(1);
        var hours = Enumerable.Range(1, 400).Select(n => conduct.OfBacklog($"CC{n}").TotalHours).ToList();

        Assert.All(hours, h => Assert.InRange(h, 0.5, 120));
        Assert.InRange(hours.Count(h => h < 12), 20, 60); // a tenth in the first half day
    }
}
