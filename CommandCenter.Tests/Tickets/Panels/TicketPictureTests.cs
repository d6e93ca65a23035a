using CommandCenter.Access;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;

namespace CommandCenter.Tests.Tickets.Panels;

public class TicketPictureTests
{
    private static readonly Caller Officer = Views.Someone(Role.DutyOfficer);

    [Fact]
    public void What_is_latest_comes_first_and_what_has_no_limit_comes_last()
    {
        var picture = Picture(Officer);
        picture.Show([Views.Ticket(1, due: 30), Views.Ticket(2, due: null), Views.Ticket(3, clock: ClockState.Breached, due: -5), Views.Ticket(4, clock: ClockState.Breached, due: -125)]);

        Assert.Equal([4, 3, 1, 2], picture.Rows.Select(t => t.Sequence));
        Assert.Equal([(TicketUrgency.Breached, 2), (TicketUrgency.InTime, 2)], picture.Groups.Select(g => (g.Urgency, g.Tickets.Count)));
    }

    [Fact]
    public void A_lane_counts_all_and_draws_the_worst()
    {
        var picture = Picture(Officer);
        picture.Show([.. Enumerable.Range(1, 50).Select(i => Views.Ticket(i, due: i)), Views.Ticket(99, clock: ClockState.Breached, due: -1), Views.Ticket(98, TicketState.New)]);

        var work = picture.Lanes.Single(l => l.Stage == TicketStage.InProgress);
        Assert.Equal((51, 1, 0, TicketLane.Most), (work.Count, work.Breached, work.AtRisk, work.First.Count));
        Assert.Equal(99, work.First[0].Sequence);
        Assert.Equal(1, picture.Lanes.Single(l => l.Stage == TicketStage.Intake).Count);
    }

    [Fact]
    public void A_department_lead_sees_the_own_department_alone_and_no_intake()
    {
        var picture = Picture(Views.Someone(Role.DepartmentLead, Views.Water));
        picture.Show([Views.Ticket(1, department: Views.Water), Views.Ticket(2, department: Views.Works), Views.Ticket(3, TicketState.New)]);

        Assert.Equal([1], picture.Rows.Select(t => t.Sequence));
        Assert.DoesNotContain(picture.Lanes, l => l.Stage == TicketStage.Intake);
        Assert.False(picture.Hear(Views.Changes(Views.Ticket(2, department: Views.Works) with { Moves = 9 })));
    }

    [Fact]
    public void A_ticket_that_goes_to_another_department_leaves_the_list()
    {
        var picture = Picture(Views.Someone(Role.DepartmentLead, Views.Water));
        picture.Show([Views.Ticket(1, department: Views.Water)]);

        Assert.True(picture.Hear(Views.Changes(Views.Ticket(1, TicketState.Dispatched, department: Views.Works))));
        Assert.Empty(picture.Rows);
    }

    [Fact]
    public void A_change_is_heard_and_one_that_left_the_set_is_gone()
    {
        var picture = Picture(Officer);
        picture.Show([Views.Ticket(1), Views.Ticket(2)]);

        Assert.True(picture.Hear(Views.Changes(Views.Ticket(1, clock: ClockState.Breached, due: -1))));
        Assert.Equal(TicketUrgency.Breached, picture.Groups[0].Urgency);
        Assert.True(picture.Hear([new LiveChange<Guid, TicketView>(Views.Ticket(2).Id, null, 2)]));
        Assert.Equal([1], picture.Rows.Select(t => t.Sequence));
    }

    [Fact]
    public void Figures_count_what_is_open_whatever_state_the_rows_are_narrowed_to()
    {
        var picture = new TicketPicture(Officer, _ => true, TicketMatch.Standing(new TicketFilter { Clock = ClockState.Breached }), TicketOrder.Late);
        picture.Show(
        [
            Views.Ticket(1, clock: ClockState.Breached, due: -125), Views.Ticket(2, clock: ClockState.AtRisk, due: 34), Views.Ticket(3, due: 60 * 30),
            Views.Ticket(4, TicketState.Dispatched, due: 90), Views.Ticket(5, TicketState.Completed, ClockState.Met, due: null), Views.Ticket(6, TicketState.Suspended, ClockState.Paused, due: 10),
        ]);

        var figures = picture.Figures(Views.Now, Views.Now.AddHours(9));
        Assert.Equal((1, 1, 2, 1, 5), (figures.Breached, figures.AtRisk, figures.DueToday, figures.ToSign, figures.Open));
        Assert.Equal(Views.Now.AddMinutes(-125), figures.WorstDueAt);
        Assert.Equal([1], picture.Rows.Select(t => t.Sequence));
    }

    [Theory]
    [InlineData(null, null, null, null, null, true)]
    [InlineData("Signed", null, null, null, null, true)]
    [InlineData("Closed", null, null, null, null, false)]
    [InlineData(null, false, null, null, null, false)]
    [InlineData(null, null, "花园路", null, null, false)]
    [InlineData(null, null, null, "2026-06-01", null, false)]
    [InlineData(null, true, null, "2026-06-01", null, true)]
    [InlineData(null, null, null, null, "Breached", false)]
    [InlineData(null, null, null, null, "OpenAtRisk", true)]
    public void Only_a_question_about_work_in_hand_is_answered_from_memory(string? state, bool? open, string? words, string? from, string? outcome, bool live)
    {
        var query = new TicketQuery { State = state, Open = open, Q = words, OpenedFrom = from, Outcome = outcome };
        var filter = new TicketFilter
        {
            States = state is null ? [] : [Enum.Parse<TicketState>(state)], OpenOnly = open ?? false, Search = words,
            OpenedFrom = from is null ? null : Views.Now, Outcome = outcome is null ? null : Enum.Parse<TicketOutcome>(outcome),
        };
        Assert.Equal(live, TicketMatch.IsLive(query, filter));
    }

    [Fact]
    public void The_address_says_the_filter_and_the_export_asks_for_the_same_tickets()
    {
        var query = new TicketQuery { Clock = "Breached", Category = "排水", Q = "a&b", Open = true, Order = "newest" };

        Assert.Equal("/tickets?open=true&clock=Breached&category=%E6%8E%92%E6%B0%B4&q=a%26b&order=newest&view=list", TicketAddress.Of(query, list: true));
        Assert.Equal("/tickets", TicketAddress.Of(new TicketQuery(), list: false));
        Assert.Equal("/exports/tickets.csv?state=New,Accepted,Dispatched,Signed,Suspended,Completed", Uri.UnescapeDataString(TicketAddress.Export(new TicketQuery(), live: true, "csv")));
        Assert.Equal("/exports/tickets.xlsx?open=false", TicketAddress.Export(new TicketQuery { Open = false }, live: false, "xlsx"));
    }

    private static TicketPicture Picture(Caller caller) => new(caller, _ => true, TicketMatch.Standing(new TicketFilter()), TicketOrder.Late);
}
