using CommandCenter.Access;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Channels;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Escalations;

/// <summary>Inbox, bell, banner and the pages of administration in a real browser, in both languages.</summary>
[Collection(BrowserScreens.Name)]
public class InboxScreenTests(Browser browser)
{
    [Fact]
    public async Task Bell_counts_and_sounds_without_a_reload_leads_to_the_ticket_and_falls_silent()
    {
        await using var city = await EscalationCity.Open(options: new ServerOptions { Kestrel = true });
        var officer = await city.Server.SignIn(Role.DutyOfficer);
        await city.Chain([EscalationCity.To(officer.Id)]);
        await using var screen = await Open(city, officer, "/tickets", "zh-CN");
        await screen.Page.EvaluateAsync("document.addEventListener('cc-tone', e => (window.tones ??= []).push(e.detail))");
        await screen.Page.Locator("h1").ClickAsync();
        await screen.Page.Locator(".bell").WaitForAsync();

        var ticket = await city.Ticket(priority: TicketPriority.Urgent, category: CitySeed.Leak);
        await city.Breach();
        await city.Pass(TimeSpan.FromSeconds(1)); // screens draw at most so often, by the server's clock
        var badge = screen.Page.Locator(".bell .badge");
        await badge.WaitForAsync();
        Assert.Equal("1", await badge.InnerTextAsync());
        await screen.Page.WaitForFunctionAsync("window.tones?.[0] === 'high'");
        await screen.Page.Locator(".bell").ClickAsync();
        await screen.Sees("办结时限亮红灯");
        await screen.Shot("inbox-zh");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = ticket.Number }).First.ClickAsync();
        await screen.Reaches($"/tickets/{ticket.Number}");
        await screen.Sees("升级链已走完");
        await city.Pass(TimeSpan.FromSeconds(1));
        await city.Pass(TimeSpan.FromSeconds(1));
        await badge.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await screen.Shot("ticket-escalated-zh");
        screen.AssertClean();
    }

    [Fact]
    public async Task Nobody_on_duty_is_red_in_the_top_bar_of_the_desk_and_in_the_banner_until_it_moves()
    {
        await using var city = await EscalationCity.Open(options: new ServerOptions { Kestrel = true });
        var (officer, lead) = (await city.Server.SignIn(Role.DutyOfficer), await city.Server.SignIn(Role.DepartmentLead, city.Seed.Water.Id));
        await city.Chain([new EscalationStep { Role = Role.Supervisor, Email = true }]);
        await city.LastResort(officer.Id);
        await using var desk = await Open(city, officer, "/inbox", "en");
        await using var department = await Open(city, lead, "/tickets", "en");
        await desk.Sees("Nothing has been told to you");
        var ticket = await city.Late(TicketVerb.Accept, TicketVerb.Dispatch, TicketVerb.Sign);
        await city.Pass(TimeSpan.FromSeconds(1));
        await city.Pass(TimeSpan.FromSeconds(1));
        await desk.Page.Locator(".trouble-chip").WaitForAsync();
        await desk.Sees("Nobody on duty");
        await desk.Sees("you are the last resort");
        await desk.Sees("no e-mail address");
        await desk.Shot("inbox-trouble-en");
        Assert.Equal(0, await department.Page.Locator(".trouble-chip").CountAsync());
        await city.Do(ticket, TicketVerb.Complete);
        await city.Pass(TimeSpan.FromSeconds(1));
        await city.Pass(TimeSpan.FromSeconds(1));
        await desk.Page.Locator(".trouble-chip").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        desk.AssertClean();
    }

    [Theory]
    [InlineData("zh-CN", "升级链", "新建升级链")]
    [InlineData("en", "Escalation chains", "New chain")]
    public async Task Administrator_writes_a_chain_a_last_resort_and_a_target_and_sees_what_failed(string language, string title, string add)
    {
        await using var city = await EscalationCity.Open(options: new ServerOptions { Kestrel = true });
        var administrator = await city.Server.SignIn(Role.Administrator);
        await using var screen = await Open(city, administrator, "/admin/escalations", language);
        await screen.Sees(title);
        // Before the circuit stands a button is only a picture of one.
        for (var press = 0; press < 30 && !await screen.Page.Locator("#chain-name").IsVisibleAsync(); press++)
        {
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = add }).ClickAsync();
            await screen.Page.WaitForTimeoutAsync(500);
        }
        await screen.Page.Locator("#chain-name").FillAsync("供水红灯");
        await screen.Page.Locator("#step-1-wait").FillAsync("soon");
        await screen.Page.Locator("form:has(#chain-name) button[type=submit]").ClickAsync();
        await screen.Page.Locator(".problems").First.WaitForAsync();
        await screen.Page.Locator("#step-1-wait").FillAsync("5m");
        await screen.Page.Locator("form:has(#chain-name) button[type=submit]").ClickAsync();
        await screen.Page.Locator("td:has-text('供水红灯')").WaitForAsync();
        await screen.Shot($"chains-{language}", wholePage: true);
        Assert.Equal(5, Assert.Single(await city.Get<ChainDesk>().List(TestContext.Current.CancellationToken)).Read().Steps[0].Wait.Amount);

        await screen.Page.GotoAsync(new Uri(city.Server.Address, "/admin/channels").ToString());
        await city.Get<ChannelDesk>().Add(Caller.System, "值班系统", $"http://127.0.0.1:{Ports.Free()}/hook", TestContext.Current.CancellationToken);
        await screen.Page.ReloadAsync();
        await screen.Sees("值班系统");
        await screen.Shot($"channels-{language}");

        var person = await city.Person("无箱");
        await city.Chain([EscalationCity.To(person, email: true)], form => form with { Name = "全部", Priority = TicketPriority.Urgent });
        await city.Ticket(priority: TicketPriority.Urgent);
        await city.Breach();
        await screen.Page.GotoAsync(new Uri(city.Server.Address, "/admin/deliveries").ToString());
        await screen.Sees("无箱");
        await screen.Shot($"deliveries-{language}");
        screen.AssertClean();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Inbox_fits_a_phone(string language)
    {
        await using var city = await EscalationCity.Open(options: new ServerOptions { Kestrel = true });
        var worker = await city.Server.SignIn(Role.GridWorker);
        await city.Chain([EscalationCity.To(worker.Id)]);
        await city.Late();
        await using var screen = await Open(city, worker, "/inbox", language, 390, 844);
        await screen.Page.Locator(".notice").WaitForAsync();
        await screen.Shot($"inbox-phone-{language}");
        Assert.True(await screen.Page.EvaluateAsync<bool>("document.querySelector('.inbox').scrollWidth <= 390"));
        screen.AssertClean();
    }

    private async Task<Screen> Open(EscalationCity city, Person person, string path, string language, int width = 1920, int height = 1080)
    {
        var screen = await browser.Open("about:blank", width, height, language);
        await screen.SignIn(person, city.Server.Address, language);
        await screen.Page.GotoAsync(new Uri(city.Server.Address, path).ToString());
        return screen;
    }
}
