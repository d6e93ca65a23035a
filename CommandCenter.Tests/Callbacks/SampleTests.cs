using CommandCenter.Callbacks;
using CommandCenter.Callbacks.Sampling;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Callbacks;

public class SampleTests
{
    private static readonly Guid[] Tickets = [.. Enumerable.Range(0, 20_000).Select(i => Guid.CreateVersion7(new DateTimeOffset(2026, 6, 18, 0, 0, 0, TimeSpan.Zero).AddSeconds(i)))];

    [Fact]
    public void The_same_ticket_is_always_decided_alike()
    {
        foreach (var ticket in Tickets.Take(500))
            for (var share = 0; share <= 100; share += 25)
                Assert.Equal(Sample.Decide(Rule(share), ticket, reworked: false), Sample.Decide(Rule(share), ticket, reworked: false));
        Assert.Equal(885, Sample.Draw(Guid.Parse("0197f000-0000-7000-8000-000000000001")));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(75)]
    public void About_the_share_of_the_tickets_is_drawn(int share)
    {
        var drawn = Tickets.Count(t => Sample.Decide(Rule(share), t, reworked: false) is not null);
        Assert.InRange(drawn, Tickets.Length * (share - 2) / 100, Tickets.Length * (share + 2) / 100);
    }

    [Fact]
    public void A_larger_share_keeps_whom_a_smaller_one_had_drawn()
    {
        foreach (var ticket in Tickets.Take(2_000))
            Assert.True(Sample.Decide(Rule(20), ticket, false) is null || Sample.Decide(Rule(40), ticket, false) is not null);
    }

    [Fact]
    public void None_is_drawn_of_nothing_and_all_of_a_hundred_per_cent()
    {
        Assert.All(Tickets.Take(500), t => Assert.Null(Sample.Decide(Rule(0), t, reworked: false)));
        Assert.All(Tickets.Take(500), t => Assert.Null(Sample.Decide(null, t, reworked: false)));
        Assert.All(Tickets.Take(500), t => Assert.Equal(PromiseReason.Sampled, Sample.Decide(Rule(100), t, reworked: false)));
    }

    [Fact]
    public void A_reworked_ticket_is_called_back_whatever_the_rule_says()
    {
        Assert.Equal(PromiseReason.Reworked, Sample.Decide(Rule(0), Tickets[0], reworked: true));
        Assert.Equal(PromiseReason.Reworked, Sample.Decide(null, Tickets[0], reworked: true));
    }

    [Fact]
    public void The_most_specific_rule_counts()
    {
        var (pipe, water) = (Guid.NewGuid(), Guid.NewGuid());
        var general = Rule(1);
        var (onWater, waterByPhone, waterUrgent, pipeByWeb) = (Rule(2, water), Rule(3, water, source: "Phone"), Rule(4, water, TicketPriority.Urgent), Rule(5, pipe, source: "web"));
        SamplingRule[] rules = [general, onWater, waterByPhone, waterUrgent, pipeByWeb];

        Assert.Same(general, Best([], TicketPriority.Urgent, "phone"));
        Assert.Same(onWater, Best([pipe, water], TicketPriority.Normal, "app"));
        Assert.Same(waterByPhone, Best([pipe, water], TicketPriority.Normal, "phone"));
        Assert.Same(waterUrgent, Best([pipe, water], TicketPriority.Urgent, "phone"));
        Assert.Same(pipeByWeb, Best([pipe, water], TicketPriority.Urgent, "web"));
        Assert.Null(SamplingRules.Best([onWater], [pipe], TicketPriority.Normal, "phone"));

        SamplingRule? Best(Guid[] upwards, TicketPriority priority, string source) => SamplingRules.Best(rules, upwards, priority, source);
    }

    [Theory]
    [InlineData(Satisfaction.VerySatisfied, true)]
    [InlineData(Satisfaction.Satisfied, true)]
    [InlineData(Satisfaction.Fair, true)]
    [InlineData(Satisfaction.Dissatisfied, false)]
    [InlineData(Satisfaction.VeryDissatisfied, false)]
    [InlineData(Satisfaction.NoOpinion, null)]
    public void Three_of_five_answers_count_as_satisfied_and_no_opinion_as_nothing(Satisfaction answer, bool? counts) => Assert.Equal(counts, answer.Counts());

    private static SamplingRule Rule(int share, Guid? category = null, TicketPriority? priority = null, string? source = null) =>
        new() { Id = Guid.NewGuid(), SharePercent = share, CategoryId = category, Priority = priority, Source = source };
}
