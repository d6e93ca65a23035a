using System.Globalization;
using Bunit;
using CommandCenter.Access;
using CommandCenter.Callbacks;
using CommandCenter.Callbacks.Administration;
using CommandCenter.Callbacks.Panels;
using CommandCenter.Callbacks.Sampling;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tests.Tickets.Panels;
using CommandCenter.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.Callbacks;

/// <summary>Queue, call, card and rules as components on the whole application.</summary>
public class CallbackPanelTests
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_shows_what_is_promised_without_a_number_and_follows()
    {
        await using var city = await Open();
        await CallbackCity.Rule(city.Server, 100);
        var taker = await city.Server.SignIn(Role.CallTaker);
        var page = city.Page<QueuePage>(taker.Caller, "/callbacks");
        Assert.Contains("没有待回访的工单。", page.Markup, StringComparison.Ordinal);

        var ticket = await CallbackCity.Completed(city.Server);
        await city.Server.Settle();
        city.Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Equal(ticket.Number, page.Find(".cb-row .n").TextContent.Trim()));
        Assert.Equal("1", page.FindAll(".sum .v")[2].TextContent.Trim());
        Assert.DoesNotContain(CallbackCity.Phone, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_shows_the_number_after_the_claim_and_closes_the_ticket_when_it_is_resolved()
    {
        await using var city = await Open();
        await CallbackCity.Rule(city.Server, 100);
        var (taker, number) = (await city.Server.SignIn(Role.CallTaker), (await CallbackCity.Completed(city.Server)).Number);
        var page = Call(city, taker.Caller, (await CallbackCity.Of(city.Server, number))!.Id);
        Assert.Contains("*********67", page.Find(".cb-number").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll(".cb-outcomes button"), b => Assert.Equal("true", b.GetAttribute("aria-disabled")));
        Assert.Contains("请先认领。", page.Find(".cb-outcomes .why").TextContent, StringComparison.Ordinal);

        await page.Find(".cb-number .btn.pri").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal($"tel:{CallbackCity.Phone}", page.Find(".cb-number a").GetAttribute("href")));
        Assert.Equal("三个问题都要有答案。", page.Find(".cb-script .why").TextContent.Trim());
        Press(page, "responded", 0);
        Press(page, "resolved", 0);
        page.FindAll(".cb-script .seg.wrap button")[0].Click();
        Assert.Equal("提交并结案", page.Find(".cb-script button[type=submit]").TextContent.Trim());
        await page.Find(".cb-script").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("已解决 · 非常满意", page.Find(".hd").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(CallbackCity.Phone, page.Markup, StringComparison.Ordinal);
        Assert.Equal(TicketState.Closed, (await city.Server.Get<TicketReader>().Get(Caller.System, number, Cancel)).State);
    }

    [Fact]
    public async Task Not_resolved_asks_for_what_is_to_be_done_and_sends_the_ticket_back()
    {
        await using var city = await Open();
        await CallbackCity.Rule(city.Server, 100);
        var (taker, number) = (await city.Server.SignIn(Role.CallTaker), (await CallbackCity.Completed(city.Server)).Number);
        var id = (await CallbackCity.Of(city.Server, number))!.Id;
        await city.Server.Get<CallbackDesk>().Claim(taker.Caller, id, Cancel);
        var page = Call(city, taker.Caller, id);

        Press(page, "responded", 1);
        Press(page, "resolved", 1);
        page.FindAll(".cb-script .seg.wrap button")[3].Click();
        Assert.Equal("请写明还要解决什么。", page.Find(".cb-script .why").TextContent.Trim());
        page.Find("#cb-reason").Change("还在滴水");
        Assert.Equal("提交并退回重办", page.Find(".cb-script button[type=submit]").TextContent.Trim());
        await page.Find(".cb-script").SubmitAsync();

        var ticket = await city.Server.Get<TicketReader>().Get(Caller.System, number, Cancel);
        Assert.Equal((TicketState.Signed, "还在滴水", false), (ticket.State, ticket.Reason, ticket.AnsweredResolved));
    }

    [Fact]
    public async Task Who_loses_the_call_keeps_what_was_typed_and_is_told_who_has_it()
    {
        await using var city = await Open();
        await CallbackCity.Rule(city.Server, 100);
        var (taker, other, number) = (await city.Server.SignIn(Role.CallTaker), await city.Server.SignIn(Role.CallTaker), (await CallbackCity.Completed(city.Server)).Number);
        var id = (await CallbackCity.Of(city.Server, number))!.Id;
        var screen = ActivatorUtilities.CreateInstance<CallScreen>(city.Server.Services);
        Assert.True(await screen.Open(taker.Caller, id, Cancel));
        Assert.True(await screen.Claim(Cancel));
        (screen.Form.Responded, screen.Form.Resolved, screen.Form.Satisfaction) = (true, true, Satisfaction.Fair);
        city.Time.Advance(TimeSpan.FromMinutes(16));
        await city.Server.Get<CallbackDesk>().Claim(other.Caller, id, Cancel);

        Assert.False(await screen.Answer(Cancel));

        Assert.Contains(other.Caller.Actor.Name, city.Server.Get<CallbackLines>().Of(screen.Refused!), StringComparison.Ordinal);
        Assert.Equal((true, Satisfaction.Fair), (screen.Form.Resolved, screen.Form.Satisfaction));
        Assert.False(screen.Detail.NumberShown);
        Assert.Equal(TicketState.Completed, (await city.Server.Get<TicketReader>().Get(Caller.System, number, Cancel)).State);
    }

    [Fact]
    public async Task Agreed_time_is_read_in_the_citys_zone()
    {
        await using var city = await Open();
        await CallbackCity.Rule(city.Server, 100);
        var (taker, number) = (await city.Server.SignIn(Role.CallTaker), (await CallbackCity.Completed(city.Server)).Number);
        var screen = ActivatorUtilities.CreateInstance<CallScreen>(city.Server.Services);
        await screen.Open(taker.Caller, (await CallbackCity.Of(city.Server, number))!.Id, Cancel);
        await screen.Claim(Cancel);

        Assert.False(await screen.Attempt(CallOutcome.CallLater, Cancel));
        Assert.Equal("callAt", screen.Refused!.Field);
        screen.Form.CallAt = "2026-06-18T15:30";
        Assert.True(await screen.Attempt(CallOutcome.CallLater, Cancel));
        Assert.Equal(CallbackCity.Local("2026-06-18 15:30"), screen.View.NextCallAt);
        Assert.Equal("", screen.Form.CallAt);
    }

    [Fact]
    public async Task Ticket_page_shows_each_round_and_leads_only_call_takers_to_the_call()
    {
        await using var city = await Open();
        await CallbackCity.Rule(city.Server, 100);
        var (taker, lead) = (await city.Server.SignIn(Role.CallTaker), await city.Server.SignIn(Role.DepartmentLead, city.Seed.Water.Id));
        var ticket = await CallbackCity.Completed(city.Server);
        await CallbackCity.Do(city.Server, ticket.Number, TicketVerb.Rework);
        ticket = await CallbackCity.Do(city.Server, ticket.Number, TicketVerb.Complete);
        await city.Server.Settle();

        var card = Card(taker.Caller);
        Assert.Equal(2, card.FindAll(".rd").Count);
        Assert.Contains("已取消：工单已另行重办", card.Markup, StringComparison.Ordinal);
        Assert.Single(card.FindAll("a[href^='/callbacks/']"));
        Assert.Empty(Card(lead.Caller).FindAll("a[href^='/callbacks/']"));

        IRenderedComponent<CallbackCard> Card(Caller caller) => city.Render<CallbackCard>(p => p.Add(c => c.Ticket, ticket).Add(c => c.Caller, caller));
    }

    [Fact]
    public async Task Administrator_adds_a_rule_and_is_told_what_is_wrong_with_another()
    {
        await using var city = await Open();
        var page = city.Page<SamplingRulesPage>((await city.Server.SignIn(Role.Administrator)).Caller, "/admin/callback-rules");
        Assert.Contains("没有抽样规则", page.Markup, StringComparison.Ordinal);

        await page.Find(".adm-list .btn").ClickAsync();
        page.Find("#rule-share").Input("30");
        Assert.Contains("前回访", page.Find(".adm-preview").TextContent, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("30%", page.Find(".adm-rows").TextContent, StringComparison.Ordinal));
        Assert.Equal(30, Assert.Single(city.Server.Get<SamplingRules>().All).SharePercent);

        await page.Find(".adm-list .btn").ClickAsync();
        page.Find("#rule-share").Input("130");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("比例须为 0 到 100。", page.Find(".problems").TextContent.Trim()));
    }

    // Not in an asynchronous method: a culture that is set there ends with it.
    private static Task<CityScreen> Open()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        return CityScreen.Open();
    }

    private static IRenderedComponent<CallPage> Call(CityScreen city, Caller caller, Guid id) => city.Page<CallPage>(caller, $"/callbacks/{id}", p => p.Add(c => c.Id, id));

    private static void Press(IRenderedComponent<CallPage> page, string question, int button) => page.FindAll($"[data-question={question}] button")[button].Click();
}
