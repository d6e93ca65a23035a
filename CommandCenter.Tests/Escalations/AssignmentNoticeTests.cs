using CommandCenter.Access;
using CommandCenter.Escalations.Inbox;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Kit;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Escalations;

/// <summary>Whoever is given a ticket is told, by whomever it was given.</summary>
[Collection(BrowserScreens.Name)]
public class AssignmentNoticeTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Given_a_ticket_by_the_departments_lead_somebody_is_told_once_until_they_look(DatabaseProvider provider)
    {
        await using var city = await EscalationCity.Open(provider);
        var lead = await city.CallerOf(await city.Person("李敏", Role.DepartmentLead, city.Seed.Water.Id));
        var worker = await city.CallerOf(await city.Person("陈静", Role.GridWorker, city.Seed.Water.Id));
        var ticket = await city.Ticket(priority: TicketPriority.Urgent, verbs: [TicketVerb.Accept, TicketVerb.Dispatch]);
        await Give(city, lead, ticket, worker.UserId!.Value);

        var notice = Assert.Single(city.Get<InboxLive>().Set.Items.Values);
        Assert.Equal((worker.UserId, ticket.Number, "李敏", MarkPriority.High), (notice.UserId, notice.Label, notice.By, notice.Severity));
        Assert.True(notice is { IsAssignment: true, Calls: true, Asks: false, EscalationId: null, Trigger: null });
        Assert.Equal(ticket.ResolutionDueAt, notice.DueAt);

        await city.Get<InboxDesk>().Read(worker, null, Cancel);
        await city.Server.Settle();
        Assert.Empty(city.Get<InboxLive>().Set.Items);
        Assert.NotNull(Assert.Single(await city.Get<InboxDesk>().List(worker, 10, null, Cancel)).ReadAt);
    }

    [Fact]
    public async Task Taken_for_oneself_tells_nobody()
    {
        await using var city = await EscalationCity.Open();
        var lead = await city.CallerOf(await city.Person("李敏", Role.DepartmentLead, city.Seed.Water.Id));
        await Give(city, lead, await city.Ticket(verbs: [TicketVerb.Accept, TicketVerb.Dispatch]), lead.UserId!.Value);
        Assert.Equal(0, await city.Count<Notice>());
    }

    [Theory]
    [InlineData(TicketVerb.Recall)]
    [InlineData(TicketVerb.Assign)]
    [InlineData(TicketVerb.Complete)]
    public async Task Notice_falls_silent_when_the_ticket_is_no_longer_theirs_to_do(TicketVerb verb)
    {
        await using var city = await EscalationCity.Open();
        var lead = await city.CallerOf(await city.Person("李敏", Role.DepartmentLead, city.Seed.Water.Id));
        var (worker, other) = (await city.Person("陈静", Role.GridWorker, city.Seed.Water.Id), await city.Person("王强", Role.GridWorker, city.Seed.Water.Id));
        var ticket = await city.Ticket(verbs: [TicketVerb.Accept, TicketVerb.Dispatch]);
        if (verb == TicketVerb.Complete)
            ticket = await city.Do(ticket, TicketVerb.Sign);
        await Give(city, lead, ticket, worker);
        Assert.True(Assert.Single(city.Get<InboxLive>().Set.Items.Values).Calls);

        await city.Do(ticket, verb, new VerbInput { Assignee = $"{other}", Reply = "已修" });
        await city.Server.Settle();

        Assert.False(city.Get<InboxLive>().Set.Items.Values.Single(n => n.UserId == worker).Calls);
        Assert.Equal(verb == TicketVerb.Assign ? 1 : 0, city.Get<InboxLive>().Set.Items.Values.Count(n => n.UserId == other && n.Calls));
    }

    [Theory]
    [InlineData("zh-CN", "李敏派给你")]
    [InlineData("en", "given to you by 李敏")]
    public async Task Notice_comes_live_to_the_phone_with_badge_and_sound_and_goes_when_it_was_seen(string language, string words)
    {
        await using var city = await EscalationCity.Open(options: new ServerOptions { Kestrel = true });
        var worker = await city.Server.SignIn(Role.GridWorker, city.Seed.Water.Id, city.Seed.Willow.Id);
        var lead = await city.CallerOf(await city.Person("李敏", Role.DepartmentLead, city.Seed.Water.Id));
        await using var phone = await browser.Open("about:blank", 390, 844, language);
        await phone.SignIn(worker, city.Server.Address, language);
        await phone.Page.GotoAsync(new Uri(city.Server.Address, "/my").ToString());
        await phone.Page.EvaluateAsync("document.addEventListener('cc-tone', e => (window.tones ??= []).push(e.detail))");
        await phone.Page.Locator("h1").ClickAsync();
        await phone.Page.Locator(".bell").WaitForAsync();

        var ticket = await city.Ticket(priority: TicketPriority.Urgent, verbs: [TicketVerb.Accept, TicketVerb.Dispatch]);
        await Give(city, lead, ticket, worker.Id);
        await city.Pass(TimeSpan.FromSeconds(1)); // screens draw at most so often, by the server's clock
        await phone.Page.Locator(".newforme").WaitForAsync();
        await phone.Sees(words);
        Assert.Equal("1", await phone.Page.Locator(".bell .badge").InnerTextAsync());
        await phone.Page.WaitForFunctionAsync("window.tones?.[0] === 'high'");
        await phone.Page.Locator($"article:has-text('{ticket.Number}')").WaitForAsync();
        await phone.Shot($"my-given-{language}");
        await phone.Page.Locator(".newforme button").ClickAsync();
        for (var second = 0; second < 30 && await phone.Page.Locator(".newforme").CountAsync() > 0; second++)
        {
            await city.Pass(TimeSpan.FromSeconds(1));
            await phone.Page.WaitForTimeoutAsync(100);
        }
        Assert.Equal((0, 0), (await phone.Page.Locator(".newforme").CountAsync(), await phone.Page.Locator(".bell .badge").CountAsync()));
        phone.AssertClean();
    }

    private static async Task Give(EscalationCity city, Caller by, Ticket ticket, Guid to)
    {
        await city.Get<TicketDesk>().Do(by, ticket.Number, TicketVerb.Assign, new VerbInput { Assignee = $"{to}" }, Cancel);
        await city.Server.Settle();
    }
}
