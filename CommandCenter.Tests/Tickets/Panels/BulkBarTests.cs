using System.Globalization;
using Bunit;
using CommandCenter.Access;
using CommandCenter.Tickets;
using CommandCenter.Tickets.Panels;

namespace CommandCenter.Tests.Tickets.Panels;

/// <summary>One verb on several tickets: done for those that allow it, and each refusal told with its number and reason.</summary>
public class BulkBarTests
{
    [Fact]
    public async Task A_verb_that_some_refuse_says_for_how_many_it_is_and_one_that_all_refuse_is_dashed_with_its_reason()
    {
        await using var city = await CityScreen.Open();
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        var lead = Views.Someone(Role.DepartmentLead, Views.Water);
        TicketView[] tickets = [Views.Ticket(1, TicketState.Dispatched, department: Views.Water), Views.Ticket(2, TicketState.Signed, department: Views.Water), Views.Ticket(3, TicketState.Signed, department: Views.Water)];
        var pressed = new List<TicketVerb>();

        var bar = city.Render<BulkBar>(p => p.Add(b => b.Tickets, tickets).Add(b => b.Caller, lead).Add(b => b.Chosen, verb => pressed.Add(verb)));
        var sign = bar.FindAll("button").Single(b => b.TextContent.StartsWith("签收", StringComparison.Ordinal));
        Assert.EndsWith("1/3", sign.TextContent, StringComparison.Ordinal);
        Assert.Null(sign.GetAttribute("aria-disabled"));
        Assert.Contains("2", bar.Find($"#{sign.GetAttribute("aria-describedby")}").TextContent, StringComparison.Ordinal);
        sign.Click();
        Assert.Equal([TicketVerb.Sign], pressed);

        bar.Render(p => p.Add(b => b.Tickets, tickets[1..]));
        sign = bar.FindAll("button").Single(b => b.TextContent.StartsWith("签收", StringComparison.Ordinal));
        Assert.Equal("true", sign.GetAttribute("aria-disabled"));
        sign.Click();
        Assert.Equal([TicketVerb.Sign], pressed);
        Assert.Contains("处理中", bar.Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_named_and_the_others_are_done()
    {
        await using var city = await CityScreen.Open();
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        var (open, signed) = (await city.Ticket(TicketState.Dispatched), await city.Ticket(TicketState.Signed));

        var said = await city.Server.Get<BulkWork>().Do(Caller.System, [TicketView.Of(open), TicketView.Of(signed)], TicketVerb.Sign, new VerbInput(), Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(2, said.Count);
        Assert.Contains("1", said[0], StringComparison.Ordinal);
        Assert.StartsWith(signed.Number, said[1], StringComparison.Ordinal);
        Assert.Contains("处理中", said[1], StringComparison.Ordinal);
        await city.Server.Settle();
        Assert.Equal(TicketState.Signed, city.Live.Set.Items[open.Id].State);
    }
}
