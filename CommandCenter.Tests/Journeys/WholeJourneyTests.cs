using CommandCenter.Access;
using CommandCenter.Devices;
using CommandCenter.Escalations.Chains;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Callbacks;
using CommandCenter.Tests.Escalations;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tests.Intake;
using CommandCenter.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Journeys;

/// <summary>
/// From a signal and a citizen's request to the report, with a duty officer, a department lead, a supervisor, a call taker and a wall at their screens at once: what one
/// does the others see, and nobody loads a page again.
/// </summary>
[Collection(BrowserJourneys.Name)]
public sealed class WholeJourneyTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "未确认", "已确认", "处理中", "已办结", "已结案")]
    [InlineData("en", "Unack.", "Ack.", "Signed", "Completed", "Closed")]
    public async Task From_an_mqtt_message_and_a_post_to_the_report(string language, string unacknowledged, string acknowledged, string signed, string completed, string closed)
    {
        var port = Ports.Free();
        var clock = new JumpingClock(CitySeed.Thursday);
        await using var server = await KestrelServer.Start(options: new ServerOptions
        {
            Settings = new Dictionary<string, string?> { ["Intake:Mqtt:Enabled"] = "true", ["Intake:Mqtt:Port"] = $"{port}" },
            Services = services => services.AddSingleton<TimeProvider>(clock),
        });
        var city = await CitySeed.Into(server.Services, Cancel);
        using var citizen = await server.Client(Scope.RequestsWrite, Scope.PositionsWrite);
        var (duty, lead, supervisor) = (await server.SignIn(Role.DutyOfficer), await server.SignIn(Role.DepartmentLead, city.Water.Id), await server.SignIn(Role.Supervisor));
        var walker = await server.SignIn(Role.GridWorker, city.Water.Id, city.Willow.Id);
        await Furnish(server, supervisor, walker, citizen);
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview", language: language);
        await using var desk = await browser.OpenAs(duty, server.Address, "/desk", language: language);
        await using var tickets = await browser.OpenAs(lead, server.Address, "/tickets?view=list", language: language);
        await using var report = await browser.OpenAs(supervisor, server.Address, "/reports/sla", language: language);
        await using var calls = await browser.OpenAs(await server.SignIn(Role.CallTaker), server.Address, "/callbacks", language: language);
        Screen[] untouched = [wall, desk, report];
        await Task.WhenAll(untouched.Select(s => s.Mark()));
        await wall.Counts(".al", 0);
        await report.Shows("[data-figure=received] .v", "0");

        await using (var sensor = await Publisher.Connect(port, cancel: Cancel))
        {
            await Signal(sensor, wall, desk, unacknowledged, acknowledged);
            var fromAlarm = await Sent(desk, tickets, wall);
            await Worked(tickets, fromAlarm, signed, completed);
            await sensor.Publish("cc/v1/measurements/GD-2207", """{"value":2}""", cancel: Cancel);
        }
        clock.Jump(TimeSpan.FromMinutes(1));
        await wall.Counts(".al", 0); // acknowledged, and quiet for as long as its rule wants
        await wall.Shows("[data-state=Completed] h3 b", "1");
        await report.Shows("[data-figure=received] .v", "1");

        var number = await citizen.Open(new { title = "水管漏水", category = CitySeed.Leak, latitude = 30.551, longitude = 114.251, address = "花园里 7 栋", requesterName = "王建国", requesterPhone = "13900001111" });
        await Late(clock, wall, report, number);
        await duty.Http.Do(number, "accept");
        await duty.Http.Do(number, "dispatch", new { department = "SW" });
        await tickets.Page.GotoAsync(new Uri(server.Address, "/tickets?view=list").ToString());
        await tickets.Lives();
        await tickets.Page.Locator($"tr a[href='/tickets/{number}']").First.ClickAsync();
        await Worked(tickets, number, signed, completed);

        await CalledBack(calls, number, resolved: false, wishes: "还在滴水");
        await tickets.Shows(".meta .chip", signed);
        await Complete(tickets);
        await calls.Page.GotoAsync(new Uri(server.Address, "/callbacks").ToString());
        await calls.Lives();
        await CalledBack(calls, number, resolved: true);
        await tickets.Shows(".meta .chip", closed);

        await report.Shows("[data-figure=received] .v", "2");
        await report.Shows("[data-figure=breached] .v", "1");
        foreach (var rate in new[] { "response", "resolution", "satisfaction" })
            await Assertions.Expect(report.Page.Locator($"[data-figure={rate}] .f")).ToContainTextAsync("1 / 1", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await wall.Counts($".tk[data-ticket='{number}']", 0);
        foreach (var (screen, name) in new[] { (wall, "wall"), (desk, "desk"), (tickets, "lead"), (report, "supervisor"), (calls, "calls") })
        {
            screen.AssertClean();
            await screen.Shot($"journey-{name}-{language}");
        }
        foreach (var screen in untouched)
            Assert.True(await screen.IsMarked(), $"{screen.Page.Url} was loaded again.");
    }

    // A gas detector, somebody near it, a chain that tells the supervisor, and a call for whatever is completed.
    private static async Task Furnish(TestServer server, Person supervisor, Person walker, HttpClient positions)
    {
        var kind = server.Get<DeviceIndex>().KindByCode("gas")!;
        await server.Get<DeviceDesk>().Add(new DeviceDetails("GD-2207", "花园里 7 栋 燃气", kind.Id, [], 30.55, 114.25, "花园里社区 7 栋"), Caller.System, Cancel);
        await CallbackCity.Rule(server, share: 100);
        await server.Get<ChainDesk>().Save(Caller.System, null, 0, new ChainForm("红灯升级", ChainTrigger.Breached, null, null, null, null, null, new EscalationPlan([EscalationCity.To(supervisor.Id)], [], null), Active: true), Cancel);
        var sent = await positions.Tell("positions", new { person = walker.Name, latitude = 30.5508, longitude = 114.2502 });
        Assert.True((int)sent.Status is 200 or 202, sent.Json.ToString());
    }

    private static async Task Signal(Publisher sensor, Screen wall, Screen desk, string unacknowledged, string acknowledged)
    {
        await sensor.Publish("cc/v1/measurements/GD-2207", """{"value":3}""", cancel: Cancel);
        await sensor.Publish("cc/v1/measurements/GD-2207", """{"value":45}""", cancel: Cancel);
        await wall.Counts(".al", 1);
        await wall.Shows(".al .st", unacknowledged);
        await desk.Counts(".q .qr[data-alarm]", 1);
        await desk.Page.Keyboard.PressAsync("j");
        await desk.Counts(".d .vb", 1);
        await desk.Page.Keyboard.PressAsync("a");
        await wall.Shows(".al .st", acknowledged);
    }

    // T opens the alarm's ticket, D sends the nearest: it is dispatched to their department, whose lead sees it come.
    private static async Task<string> Sent(Screen desk, Screen tickets, Screen wall)
    {
        await desk.Page.Keyboard.PressAsync("t");
        await wall.Shows("[data-state=Accepted] h3 b", "1");
        await desk.Shows(".near li", "m");
        await desk.Page.Keyboard.PressAsync("d");
        await wall.Shows("[data-state=Dispatched] h3 b", "1");
        var row = tickets.Page.Locator("tbody tr a[href^='/tickets/']").First;
        await row.WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
        var number = (await row.GetAttributeAsync("href"))!.Split('/')[^1];
        await row.ClickAsync();
        return number;
    }

    // On the page of a ticket: sign, then complete with a reply.
    private static async Task Worked(Screen tickets, string number, string signed, string completed)
    {
        await Assertions.Expect(tickets.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/tickets/{number}"));
        await tickets.Lives();
        await tickets.Page.Locator(".vb [aria-keyshortcuts=S]").ClickAsync();
        await tickets.Shows(".meta .chip", signed);
        await Complete(tickets);
        await tickets.Shows(".meta .chip", completed);
    }

    private static async Task Complete(Screen tickets)
    {
        await tickets.Page.Locator(".vb [aria-keyshortcuts=C]").ClickAsync();
        await tickets.Page.Locator(".verb-dialog textarea").FillAsync("已处理，现场恢复正常。");
        await tickets.Page.Locator(".verb-dialog .btn.pri").ClickAsync();
    }

    // Nobody moves: the clock turns at risk, then breached, and the supervisor is told, where they are.
    private static async Task Late(JumpingClock clock, Screen wall, Screen report, string number)
    {
        await wall.Counts($".tk[data-ticket='{number}']", 1);
        clock.Jump(TimeSpan.FromHours(7));
        await wall.Counts("[data-state=New] h3 .x .n.c-risk", 1);
        clock.Jump(TimeSpan.FromHours(1));
        await wall.Counts("[data-state=New] h3 .x .n.c-breached", 1);
        await report.Shows(".bell .badge", "1");
    }

    private static async Task CalledBack(Screen calls, string number, bool resolved, string? wishes = null)
    {
        await calls.Sees(number, seconds: 30);
        await calls.Page.Locator($"a.cb-row:has-text('{number}')").ClickAsync(new LocatorClickOptions { Timeout = 30_000 });
        await calls.Page.Locator(".cb-number").WaitForAsync();
        await calls.Lives();
        await calls.Page.Keyboard.PressAsync("c");
        await calls.Shows(".cb-number", "13900001111");
        await calls.Page.Locator("[data-question=responded] button").Nth(0).ClickAsync();
        await calls.Page.Locator("[data-question=resolved] button").Nth(resolved ? 0 : 1).ClickAsync();
        await calls.Page.Locator(".cb-script .q:not([data-question]) button").Nth(0).ClickAsync();
        if (wishes is not null)
        {
            await calls.Page.Locator("#cb-reason").FillAsync(wishes);
            await calls.Page.Keyboard.PressAsync("Tab");
        }
        await calls.Page.Locator(".cb-script button[type=submit]").ClickAsync();
        await calls.Counts(".cb-script button[type=submit].pri", 0);
    }
}
