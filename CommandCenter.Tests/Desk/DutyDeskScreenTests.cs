using System.Net;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.People;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Alarms;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CommandCenter.Tests.Desk;

/// <summary>The duty officer's desk and the alarm's page in a real browser, by keys.</summary>
[Collection(BrowserScreens.Name)]
public sealed class DutyDeskScreenTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_acknowledges_and_U_takes_it_back_by_a_verb_of_its_own()
    {
        await using var server = await KestrelServer.Start();
        await Furnish(server);
        await using var desk = await First(server);
        await desk.Shows(".d .dh .st", "未确认");
        await desk.Page.Keyboard.PressAsync("a");
        await desk.Shows(".undo", "确认");
        await desk.Shot("desk-undo");
        await desk.Page.Keyboard.PressAsync("u");
        await desk.Shows(".said", "撤销确认");
        await desk.Shows(".d .dh .st", "未确认");
        await desk.Counts(".undo", 0);
        await using var db = server.Db();
        Assert.Equal(["AlarmAcknowledged", "AlarmUnacknowledged"],
            await db.Set<JournalEntry>().Where(e => e.Subject == AlarmSubject.Name && e.Event != "AlarmRaised").OrderBy(e => e.Id).Select(e => e.Event).ToListAsync(Cancel));
        desk.AssertClean();
    }

    [Fact]
    public async Task Esc_goes_one_step_back_at_a_time_and_letters_of_a_reason_are_no_verbs()
    {
        await using var server = await KestrelServer.Start();
        await Furnish(server);
        await using var desk = await First(server);
        await desk.Counts(".d .vb", 1);
        await desk.Page.Keyboard.PressAsync("s");
        await Assertions.Expect(desk.Page.Locator("#alarm-words")).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync("aft");
        await Assertions.Expect(desk.Page.Locator("#alarm-words")).ToHaveValueAsync("aft");
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Counts(".verb-form", 0);
        await desk.Shows(".d .dh .st", "未确认"); // still chosen, and nothing was done to it

        await desk.Page.Keyboard.PressAsync("s");
        await desk.Page.Locator(".verb-form .btn").First.FocusAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Counts(".verb-form", 0);
        await desk.Counts(".d .vb", 1);
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Counts(".d.idle", 1);
        desk.AssertClean();
    }

    [Fact]
    public async Task L_links_a_ticket_near_by_and_the_tickets_page_shows_the_alarm()
    {
        await using var server = await KestrelServer.Start();
        var ticket = await Furnish(server);
        await using var desk = await First(server);
        await desk.Counts(".d .vb", 1);
        await desk.Page.Keyboard.PressAsync("l");
        await desk.Shows(".choice", ticket.Number);
        await desk.Shot("desk-link");
        await desk.Page.Locator($".choice[data-ticket='{ticket.Number}']").ClickAsync();
        await desk.Shows(".said", ticket.Number);
        await desk.Shows(".undo", ticket.Number);
        await desk.Counts(".mud-dialog", 0); // while one is open, keys are its own
        await desk.Page.Keyboard.PressAsync("t");
        await desk.Reaches($"/tickets/{ticket.Number}");
        await desk.Sees("关联告警");
        await desk.Page.Locator(".mg a[href^='/alarms/']").First.ClickAsync();
        await desk.Leaves("/tickets/");
        await desk.Counts($".of-alarm .mg a[href='/tickets/{ticket.Number}']", 1);
        desk.AssertClean();
    }

    [Theory]
    [InlineData("zh-CN", false)]
    [InlineData("en", true)]
    public async Task Desk_and_alarm_page_have_no_serious_fault_and_fit_a_phone(string language, bool dark)
    {
        await using var server = await KestrelServer.Start();
        await Furnish(server);
        var officer = await server.SignIn(Role.DutyOfficer);
        var alarm = server.Get<AlarmsLive>().Set.Items.Values.OrderBy(a => a.Sequence).First().Number;
        foreach (var (width, height) in new[] { (1920, 1080), (390, 844) })
        {
            await using var screen = await browser.OpenAs(officer, server.Address, $"/desk?alarm={alarm}", width, height, language, dark);
            foreach (var (path, seen) in new[] { ($"/desk?alarm={alarm}", ".dh h2"), ($"/alarms/{alarm}", ".of-alarm .hd h2") })
            {
                await screen.Page.GotoAsync(new Uri(server.Address, path).ToString());
                await screen.Lives();
                await screen.Page.Locator(seen).First.WaitForAsync();
                var faults = (await screen.Page.RunAxe()).Violations.Where(f => f.Impact is "serious" or "critical").SelectMany(f => f.Nodes, (f, node) => $"{f.Id}: {node.Html}");
                Assert.Empty(faults);
                Assert.True(await screen.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), path);
                await screen.Shot($"{path.Split('/')[1].Split('?')[0]}-{width}-{language}");
            }
            screen.AssertClean();
        }
    }

    [Fact]
    public async Task The_ring_opens_where_somebody_is_and_a_pressed_ring_stays_until_another_alarm_is_chosen()
    {
        await using var server = await KestrelServer.Start();
        await Furnish(server);
        var worker = await server.SignIn(Role.GridWorker);
        await server.Get<PositionBook>().Record(new PositionReport(worker.Id, 30.55 + (420 / 111_195.0), 114.25, 8, server.Get<TimeProvider>().GetUtcNow()), Cancel);
        await using var desk = await browser.OpenAs(await server.SignIn(Role.DutyOfficer), server.Address, "/desk");
        await desk.Counts(".q .qr[data-alarm]", 2);
        await desk.Page.Locator(".q .qr[data-alarm]", new() { HasText = "烟感" }).ClickAsync();
        await desk.Counts(".near li", 1);
        await desk.Shows(".seg button[aria-pressed=true].num", "500");
        await desk.Shot("desk-ring");

        await desk.Page.Locator(".seg button.num", new() { HasText = "200" }).ClickAsync();
        await desk.Counts(".near li", 0);
        await desk.Sees("200 米内没有人。");
        desk.AssertClean();
    }

    [Fact]
    public async Task The_map_goes_to_the_alarm_that_a_key_chose()
    {
        await using var server = await KestrelServer.Start();
        await Furnish(server);
        await using (var before = await browser.OpenAs(await server.SignIn(Role.DutyOfficer), server.Address, "/desk"))
            await Assertions.Expect(before.Page.Locator(".m .leaflet-control-scale-line")).ToHaveTextAsync("2 km");

        await using var desk = await First(server);

        await Assertions.Expect(desk.Page.Locator(".m .leaflet-control-scale-line")).ToHaveTextAsync("200 m");
        desk.AssertClean();
    }

    // The desk with its first alarm chosen, by a key.
    private async Task<Screen> First(TestServer server)
    {
        var desk = await browser.OpenAs(await server.SignIn(Role.DutyOfficer), server.Address, "/desk");
        await desk.Counts(".q .qr[data-alarm]", 2);
        await desk.Counts("body[data-keys]", 1); // keys are heard
        await desk.Page.Keyboard.PressAsync("j");
        return desk;
    }

    // Two alarms, one of them with values to draw, and an open ticket beside them.
    private static async Task<Ticket> Furnish(TestServer server)
    {
        await CitySeed.Into(server.Services, Cancel);
        await AlarmCity.On(server).Devices("gas", "GD-1");
        using var sensor = await server.Client(Scope.AlarmsWrite, Scope.MeasurementsWrite);
        Assert.Equal(HttpStatusCode.OK, (await sensor.Tell("measurements", new { device = "GD-1", value = 12 })).Status);
        Assert.Equal(HttpStatusCode.OK, (await sensor.Tell("alarms", new { key = "k-1", kind = "raise", priority = "Medium", title = "烟感", latitude = 30.55, longitude = 114.25, placeText = "湖滨市场 B 区" })).Status);
        var ticket = await server.Get<TicketOpening>().Open(Caller.System, new TicketRequest { Title = "闻到煤气味", Category = CitySeed.Leak, Latitude = 30.551, Longitude = 114.25, Address = "花园里 7 栋" }, null, Cancel);
        await server.Settle();
        return ticket;
    }
}
