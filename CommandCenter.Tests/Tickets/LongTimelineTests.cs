using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Tickets;

public class LongTimelineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Timeline_of_a_ticket_with_a_thousand_entries_is_read_newest_first_and_it_can_still_be_moved(DatabaseProvider provider)
    {
        await using var server = await TestServer.Start(provider);
        using var client = await server.Client(Scope.RequestsWrite, Scope.TicketsWrite, Scope.TicketsRead);
        var number = await client.Open(new { title = "久拖不决" });
        var desk = server.Get<TicketDesk>();
        for (var i = 0; i < 1_005; i++)
            await desk.Do(Caller.System, number, TicketVerb.Comment, new VerbInput { Text = $"备注 {i}" }, Cancel);

        var timeline = (await client.Ask($"tickets/{number}/timeline")).Json.EnumerateArray().ToList();
        Assert.Equal(1_000, timeline.Count);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"备注 {1_004 - i}"), timeline.Select(e => e.GetProperty("facts").GetProperty("text").GetString()));
        Assert.Equal("Accepted", (await client.Do(number, "accept")).Text("state"));
        var ticket = await server.Get<TicketReader>().Get(Caller.System, number, Cancel);
        var few = await server.Get<TicketReader>().Timeline(ticket.Id, 2, Cancel);
        Assert.Equal([nameof(TicketAccepted), nameof(TicketCommented)], few.Select(e => e.Event));
    }
}
