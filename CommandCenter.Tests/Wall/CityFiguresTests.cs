using CommandCenter.Tickets;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

public sealed class CityFiguresTests
{
    [Fact]
    public void Open_tickets_are_counted_by_the_clock_that_counts_now_and_by_state()
    {
        var figures = CityFigures.Of(
        [
            Ticket(TicketState.New), Ticket(TicketState.Accepted, ClockState.AtRisk), Ticket(TicketState.Dispatched, ClockState.Breached),
            Ticket(TicketState.Signed, ClockState.Breached), Ticket(TicketState.Signed, ClockState.None), Ticket(TicketState.Suspended, ClockState.Paused),
            Ticket(TicketState.Completed, ClockState.Breached, completed: Now.AddHours(-1)),
        ], Shanghai, Now);

        Assert.Equal(new ClockCounts(6, 1, 2, 1), figures.Open);
        Assert.Equal(2, figures.Undispatched);
        Assert.Equal(new ClockCounts(1, 0, 1, 0), figures.Of(TicketState.Dispatched));
        Assert.Equal(new ClockCounts(2, 0, 1, 0), figures.Of(TicketState.Signed));
        Assert.Equal(new ClockCounts(1, 0, 1, 0), figures.Of(TicketState.Completed));
        Assert.Equal(ClockCounts.None, figures.Of(TicketState.Closed));
    }

    // In Boston the 13th begins at 05:00 UTC; in Shanghai it has begun at 16:00 UTC of the 12th.
    [Theory]
    [InlineData("America/New_York", 1, 1)]
    [InlineData("Asia/Shanghai", 3, 2)]
    public void Today_begins_at_midnight_of_the_city(string zone, int opened, int closed)
    {
        DateTimeOffset At(int day, int hour, int minute) => new(2016, 1, day, hour, minute, 0, TimeSpan.Zero);
        var figures = CityFigures.Of(
        [
            Ticket(opened: At(12, 15, 59)), Ticket(opened: At(12, 16, 0)), Ticket(opened: At(13, 4, 59)), Ticket(opened: At(13, 5, 0)),
            Ticket(TicketState.Closed, ClockState.Met, opened: At(1, 0, 0), closed: At(13, 4, 59)), Ticket(TicketState.Closed, ClockState.Met, opened: At(1, 0, 0), closed: At(13, 5, 0)),
            Ticket(TicketState.Rejected, ClockState.None, opened: At(1, 0, 0), closed: At(13, 5, 0)),
        ], City(zone), At(13, 6, 0));

        Assert.Equal((opened, closed), (figures.OpenedToday, figures.ClosedToday));
    }

    [Fact]
    public void Tickets_are_counted_in_their_smallest_area_while_they_are_open()
    {
        var (north, south) = (Guid.CreateVersion7(Now), Guid.CreateVersion7(Now));
        var figures = CityFigures.Of(
        [
            Ticket(area: north), Ticket(area: north, clock: ClockState.Breached), Ticket(area: south, clock: ClockState.AtRisk), Ticket(),
            Ticket(TicketState.Completed, ClockState.Met, completed: Now, area: south),
        ], Shanghai, Now);

        Assert.Equal(new ClockCounts(2, 0, 1, 0), figures.ByArea[north]);
        Assert.Equal(new ClockCounts(1, 1, 0, 0), figures.ByArea[south]);
        Assert.Equal(2, figures.ByArea.Count);
    }

    [Fact]
    public void The_past_is_read_from_what_the_rows_remember()
    {
        var noon = new DateTimeOffset(2026, 6, 18, 4, 0, 0, TimeSpan.Zero); // 12:00 in Shanghai, whose day began at 16:00 UTC
        var suspended = Guid.CreateVersion7(noon);
        TicketSpan Span(TicketState state, int opened, int? dispatched = null, int? signed = null, int? ended = null, int? risk = null, int? due = null, Guid? id = null) => new(
            id ?? Guid.CreateVersion7(noon), state, noon.AddHours(opened), At(dispatched), At(signed), At(ended), state == TicketState.Closed ? At(ended) : null, null, null, At(risk), At(due));
        DateTimeOffset? At(int? hours) => hours is { } h ? noon.AddHours(h) : null;

        var samples = FigureHistory.Samples(
        [
            Span(TicketState.New, -2),                                                                        // comes between the two instants
            Span(TicketState.Signed, -20, dispatched: -10, signed: -1, risk: -4, due: -2),                   // to sign and at risk, then signed and breached
            Span(TicketState.Closed, -30, dispatched: -29, signed: -28, ended: -1, risk: 10, due: 20),        // open, then closed today
            Span(TicketState.Suspended, -20, dispatched: -20, signed: -20, risk: -5, due: 9, id: suspended),  // in its warning window, but its clock stands still
        ], [new SuspendedSpan(suspended, noon.AddHours(-6), null)], [noon.AddHours(-3), noon], Shanghai);

        Assert.Equal(
        [
            new FigureSample(noon.AddHours(-3), Open: 3, AtRisk: 1, Breached: 0, Undispatched: 0, OpenedToday: 0, ClosedToday: 0),
            new FigureSample(noon, Open: 3, AtRisk: 0, Breached: 1, Undispatched: 1, OpenedToday: 1, ClosedToday: 1),
        ], samples);
    }

    [Fact]
    public void Yesterday_is_the_sample_of_a_day_ago_and_none_where_there_is_none()
    {
        FigureSample Sample(TimeSpan ago, int open) => new(Now - ago, open, 0, 0, 0, 0, 0);
        var trend = FigureTrend.None with { Samples = [Sample(TimeSpan.FromHours(24.1), 7), Sample(TimeSpan.FromHours(23.8), 8), Sample(TimeSpan.FromHours(1), 9)] };

        Assert.Equal(7, trend.Yesterday(Now)!.Open);
        Assert.Null(trend.Yesterday(Now.AddHours(2)));
    }
}
