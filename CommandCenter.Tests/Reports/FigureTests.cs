using CommandCenter.Reports.Figures;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Reports;

public class FigureTests
{
    private static readonly DateTimeOffset Opened = new(2026, 6, 18, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_no_tickets_every_count_is_zero_and_every_rate_and_time_is_nothing()
    {
        var figures = new FigureSum().Figures(PeriodBasis.Opening);

        Assert.Equal((0, 0, 0, 0), (figures.Received, figures.CompletedInTime, figures.Breached, figures.Handled));
        Assert.Equal(((double?)null, (double?)null), (figures.SignRate, figures.CompletionRate));
        Assert.Equal(((TimeSpan?)null, (TimeSpan?)null, (double?)null), (figures.Median, figures.Ninetieth, figures.MedianHours));
    }

    [Fact]
    public void One_ticket_is_its_own_median_and_its_own_ninetieth_percentile()
    {
        var figures = Sum(Completed(hours: 5, ClockState.Met));

        Assert.Equal((1, 1, 1, 0, 1), (figures.Received, figures.CompletedInTime, figures.CompletionDecided, figures.Breached, figures.Handled));
        Assert.Equal(1.0, figures.CompletionRate);
        Assert.Equal((TimeSpan.FromHours(5), TimeSpan.FromHours(5)), (figures.Median!.Value, figures.Ninetieth!.Value));
    }

    [Fact]
    public void What_is_open_within_its_limit_or_has_none_is_received_but_not_decided()
    {
        var figures = Sum(Open(ClockState.Running), Open(ClockState.AtRisk), Open(ClockState.Paused), Open(ClockState.None), Open(ClockState.Breached), Completed(1, ClockState.Met), Completed(9, ClockState.Breached),
            Completed(2, ClockState.None));

        Assert.Equal((8, 1, 3, 2, 1), (figures.Received, figures.CompletedInTime, figures.CompletionDecided, figures.Breached, figures.OpenAtRisk));
        Assert.Equal(1 / 3.0, figures.CompletionRate!.Value, 12);
        Assert.Equal(3, figures.Handled);
    }

    [Fact]
    public void A_rejected_ticket_is_received_and_rejected_and_counted_nowhere_else()
    {
        var rejected = Open(ClockState.Breached) with { State = TicketState.Rejected, SignClock = ClockState.Breached, CompletedAt = Opened.AddHours(1) };
        var figures = Sum(rejected, Completed(3, ClockState.Met));

        Assert.Equal((2, 1), (figures.Received, figures.Rejected));
        Assert.Equal((1, 0, 0, 1), (figures.CompletionDecided, figures.Breached, figures.SignDecided, figures.Handled));
    }

    [Fact]
    public void Signing_has_a_numerator_and_a_denominator_of_its_own()
    {
        var figures = Sum(Open(ClockState.Running) with { SignClock = ClockState.Met }, Open(ClockState.Running) with { SignClock = ClockState.Met },
            Open(ClockState.Running) with { SignClock = ClockState.Breached }, Open(ClockState.Running) with { SignClock = ClockState.Running }, Open(ClockState.Running));

        Assert.Equal((2, 3), (figures.SignedInTime, figures.SignDecided));
        Assert.Null(figures.CompletionRate);
    }

    [Fact]
    public void Handling_time_leaves_out_suspensions_and_the_time_before_a_rework()
    {
        // Opened 09:00, completed 17:00, two hours suspended and three hours completed before its rework: three hours were handling.
        var ticket = Completed(hours: 8, ClockState.Met) with { PausedFor = TimeSpan.FromHours(5) };

        Assert.Equal(TimeSpan.FromHours(3), Sum(ticket).Median);
    }

    [Fact]
    public void A_ticket_its_source_completed_before_it_was_opened_has_no_handling_time_but_its_verdict_counts()
    {
        var figures = Sum(Completed(hours: -2, ClockState.Met), Completed(hours: 4, ClockState.Met));

        Assert.Equal((2, 2, 1), (figures.Received, figures.CompletedInTime, figures.Handled));
        Assert.Equal(TimeSpan.FromHours(4), figures.Median);
    }

    [Fact]
    public void Percentiles_are_values_that_occurred_by_nearest_rank()
    {
        var ten = Sum([.. Enumerable.Range(1, 10).Select(hour => Completed(hour, ClockState.Met))]);
        Assert.Equal((TimeSpan.FromHours(5), TimeSpan.FromHours(9)), (ten.Median!.Value, ten.Ninetieth!.Value));

        var eleven = Sum([.. Enumerable.Range(1, 11).Select(hour => Completed(12 - hour, ClockState.Met))]);
        Assert.Equal((TimeSpan.FromHours(6), TimeSpan.FromHours(10)), (eleven.Median!.Value, eleven.Ninetieth!.Value));
    }

    [Fact]
    public void By_completion_there_is_no_figure_of_open_tickets()
    {
        var sum = new FigureSum();
        sum.Add(Completed(1, ClockState.Met));
        Assert.Null(sum.Figures(PeriodBasis.Completion).OpenAtRisk);
        Assert.Equal(0, sum.Figures(PeriodBasis.Opening).OpenAtRisk);
    }

    private static SlaFigures Sum(params TicketFact[] tickets)
    {
        var sum = new FigureSum();
        foreach (var ticket in tickets)
            sum.Add(ticket);
        return sum.Figures(PeriodBasis.Opening);
    }

    private static TicketFact Open(ClockState resolution) => new(null, null, null, TicketState.Signed, ClockState.None, resolution, Opened, null, TimeSpan.Zero);

    private static TicketFact Completed(double hours, ClockState resolution) => Open(resolution) with { State = TicketState.Completed, CompletedAt = Opened.AddHours(hours) };
}
