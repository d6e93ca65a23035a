using CommandCenter.Tickets;
using CommandCenter.Wall;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

public sealed class WallBoardTests
{
    [Fact]
    public void Each_state_lists_its_three_most_urgent_and_counts_the_rest()
    {
        var late = Ticket(clock: ClockState.Breached, due: Now.AddHours(-1));
        var soon = Ticket(clock: ClockState.AtRisk, due: Now.AddMinutes(5));
        var calm = Ticket(due: Now.AddHours(2));
        var without = Ticket(clock: ClockState.None) with { NextDueAt = null };
        var column = Board([without, calm, soon, late, Ticket(TicketState.New)])[3];

        Assert.Equal((TicketState.Signed, new ClockCounts(4, 1, 1, 0)), (column.State, column.Counts));
        Assert.Equal([late, soon, calm], column.Top);
        Assert.Equal((1, 3), (column.More(WallBoard.Rows), column.More(1)));
    }

    [Fact]
    public void Rows_keep_their_place_until_their_order_really_changes()
    {
        var due = Now.AddHours(1);
        TicketView[] tickets = [Ticket(due: due), Ticket(due: due), Ticket(due: due), Ticket(due: due)];
        var before = Ids(Board(tickets)[3]);

        var changed = tickets.Select(t => t with { AssigneeName = "x", Moves = 3 }).Reverse().ToArray();
        Assert.Equal(before, Ids(Board(changed)[3]));

        changed[0] = changed[0] with { NextDueAt = due.AddMinutes(-1) };
        Assert.Equal([changed[0].Id, before[0], before[1]], Ids(Board(changed)[3]));
    }

    [Fact]
    public void Completed_tickets_stand_by_who_has_waited_longest()
    {
        var (first, second) = (Ticket(TicketState.Completed, ClockState.Met, completed: Now.AddHours(-5)), Ticket(TicketState.Completed, ClockState.Met, completed: Now.AddHours(-1)));
        Assert.Equal([first, second], Board([second, first])[4].Top);
    }

    private static IReadOnlyList<WallColumn> Board(IReadOnlyCollection<TicketView> tickets) => WallBoard.Of(tickets, CityFigures.Of(tickets, Shanghai, Now));

    private static Guid[] Ids(WallColumn column) => [.. column.Top.Select(t => t.Id)];
}
