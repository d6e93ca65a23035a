using CommandCenter.Platform.Data;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Reports;

/// <summary>A server with the small city and tickets of every kind a report tells apart, opened over ten weeks up to Thursday 18 June 2026.</summary>
internal static class ReportCity
{
    public static readonly DateTimeOffset Now = CitySeed.Thursday;

    public static async Task<(TestServer Server, CitySeed City)> Start(DatabaseProvider provider = DatabaseProvider.Sqlite, bool tickets = true)
    {
        var server = await TestServer.Start(provider, new ServerOptions { Clock = new FakeTimeProvider(Now) });
        var city = await CitySeed.Into(server.Services, TestContext.Current.CancellationToken);
        if (tickets)
            await Fill(server, city, 160);
        await server.Settle();
        return (server, city);
    }

    /// <summary>Tickets drawn from a fixed seed: every state, clock, department, category (also above the lowest level) and area, or none.</summary>
    public static async Task Fill(TestServer server, CitySeed city, int count)
    {
        var dice = new Random(311);
        var categories = server.Get<CategoryIndex>().All.Select(c => (Guid?)c.Id).Append(null).ToArray();
        Guid?[] departments = [city.Works.Id, city.Water.Id, null];
        Guid?[] areas = [city.Willow.Id, city.East.Id, null];
        await using var db = server.Db();
        for (var i = 0; i < count; i++)
        {
            var opened = Now.AddHours(-dice.Next(1, 24 * 70)).AddMinutes(dice.Next(60));
            var ticket = Ticket(i, opened, areas[dice.Next(areas.Length)]);
            var state = Enum.GetValues<TicketState>()[dice.Next(8)];
            var done = state is TicketState.Completed or TicketState.Closed;
            var completed = done ? opened.AddHours(dice.Next(1, 200)) : (DateTimeOffset?)null;
            ticket.Restore(new TicketPast
            {
                State = state, CategoryId = categories[dice.Next(categories.Length)], DepartmentId = departments[dice.Next(departments.Length)], CompletedAt = completed, ClosedAt = state == TicketState.Closed ? completed : null,
            });
            Clocks(ticket, dice, opened, completed, state);
            db.Add(ticket);
        }
        await db.SaveChangesAsync();
    }

    public static Ticket Ticket(int number, DateTimeOffset opened, Guid? area) => new()
    {
        Id = Guid.CreateVersion7(opened), Sequence = 1_000_000 + number, Number = $"T-{number:0000}", Source = "web", Title = $"工单 {number}", OpenedAt = opened, AreaId = area,
    };

    private static void Clocks(Ticket ticket, Random dice, DateTimeOffset opened, DateTimeOffset? completed, TicketState state)
    {
        if (state == TicketState.Rejected)
            return;
        ClockState[] ended = [ClockState.Met, ClockState.Breached, ClockState.None];
        ClockState[] running = [ClockState.Running, ClockState.AtRisk, ClockState.Breached, ClockState.None];
        var resolution = completed is null ? running[dice.Next(4)] : ended[dice.Next(3)];
        DateTimeOffset? due = resolution == ClockState.None ? null : opened.AddHours(dice.Next(1, 100));
        ticket.SetClock(TicketClock.Resolution, new ClockReading(opened, null, due, resolution));
        ticket.SetClock(TicketClock.Sign, new ClockReading(opened, null, opened.AddHours(2), ended.Append(ClockState.Running).ElementAt(dice.Next(4))));
    }
}
