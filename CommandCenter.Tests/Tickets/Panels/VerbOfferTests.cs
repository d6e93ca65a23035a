using CommandCenter.Access;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;

namespace CommandCenter.Tests.Tickets.Panels;

public class VerbOfferTests
{
    [Fact]
    public void Buttons_offer_what_the_table_allows_and_nothing_else()
    {
        foreach (var state in Enum.GetValues<TicketState>())
            foreach (var role in Enum.GetValues<Role>())
            {
                var caller = Views.Someone(role, Views.Water);
                var standing = new TicketStanding(state, Views.Water, caller.UserId);
                var allowed = TicketTransitions.Table.Where(t => TicketTransitions.Refuse(standing, t.Verb, caller) is null).Select(t => t.Verb);
                Assert.Equal(allowed, VerbOffer.For(standing, caller).Where(o => o.Refusal is null).Select(o => o.Verb));
            }
    }

    [Fact]
    public void A_key_stands_for_one_button_only()
    {
        foreach (var state in Enum.GetValues<TicketState>())
        {
            var keys = VerbOffer.For(new TicketStanding(state, Views.Water, null), Views.Someone(Role.Administrator)).Select(o => o.Line.Key).ToList();
            Assert.NotEmpty(keys);
            Assert.Equal(keys.Distinct(), keys);
        }
    }

    [Fact]
    public void A_verb_that_neither_state_nor_role_allows_is_not_shown_and_one_that_only_the_role_forbids_says_so()
    {
        var offers = VerbOffer.For(new TicketStanding(TicketState.Signed, Views.Water, null), Views.Someone(Role.CallTaker));

        Assert.DoesNotContain(offers, o => o.Verb == TicketVerb.Resume);
        Assert.Equal(RefusalReason.WrongRole, offers.Single(o => o.Verb == TicketVerb.Complete).Refusal?.Reason);
        Assert.Equal(RefusalReason.WrongState, offers.Single(o => o.Verb == TicketVerb.Dispatch).Refusal?.Reason);
    }

    [Fact]
    public void A_verb_for_many_names_those_that_refuse_it()
    {
        var lead = Views.Someone(Role.DepartmentLead, Views.Water);
        TicketView[] tickets = [Views.Ticket(1, TicketState.Dispatched, department: Views.Water), Views.Ticket(2, TicketState.Signed, department: Views.Water)];

        var both = VerbOffer.ForAll(tickets, lead);
        Assert.Equal(TicketState.Signed, Assert.Single(both.Single(o => o.Line.Verb == TicketVerb.Sign).Refusals).State);
        Assert.Empty(both.Single(o => o.Line.Verb == TicketVerb.Comment).Refusals);
        Assert.Empty(VerbOffer.ForAll(tickets[..1], lead).Single(o => o.Line.Verb == TicketVerb.Sign).Refusals);
        Assert.DoesNotContain(both, o => o.Line.Verb is TicketVerb.Accept or TicketVerb.Complete);
    }
}
