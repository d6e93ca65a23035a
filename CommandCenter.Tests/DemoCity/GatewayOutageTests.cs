using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.DemoCity.Scenarios;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.DemoCity;

/// <summary>The story that cannot be hurried, because silence is judged by the real clock: here that clock runs thirty times as fast, for the whole server.</summary>
[Collection(BrowserStories.Name)]
public sealed class GatewayOutageTests(Browser browser)
{
    private const int Times = 30;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_gateway_is_one_alarm_on_every_screen_and_what_is_behind_it_is_suppressed()
    {
        var clock = new FastClock(CitySeed.Thursday, Times);
        await using var server = await KestrelServer.Start(options: new ServerOptions
        {
            Settings = new Dictionary<string, string?> { ["Demo:Enabled"] = "true", ["Demo:Pace"] = "1" },
            Services = services => services.AddSingleton<TimeProvider>(clock),
        });
        await LivingCity.Into(server);
        var control = server.Get<SimulatorControl>();
        await using var wall = await browser.OpenAs(await server.SignIn(Role.Wall), server.Address, "/wall/overview");
        await using var desk = await browser.OpenAs(await server.SignIn(Role.DutyOfficer), server.Address, "/desk");
        await using var list = await browser.OpenAs(await server.SignIn(Role.DutyOfficer), server.Address, $"/alarms?hiding={AlarmHiding.Suppressed}");
        await using var report = await browser.OpenAs(await server.SignIn(Role.Supervisor), server.Address, "/reports/sla");

        control.Start("gateway-outage");
        var facts = Story().Scenario.Facts;
        var gateway = Assert.Single(facts.Alarms);
        Assert.NotEmpty(facts.Quiet);
        await Soon.Happens(() => Story().IsTold, minutes: 10);
        await Soon.Happens(async () => (await Standing()).Count(a => facts.Quiet.Contains(a.DeviceCode!)) == facts.Quiet.Count);

        var standing = await Standing();
        var number = Assert.Single(standing, a => a.DeviceCode == gateway.Device && a.Worst == gateway.Worst && a.Hiding == AlarmHiding.None).Number;
        Assert.All(standing.Where(a => facts.Quiet.Contains(a.DeviceCode!)), a => Assert.Equal(AlarmHiding.Suppressed, a.Hiding));
        await wall.Counts($".al[data-alarm='{number}']", 1);
        await desk.Counts($".q .qr[data-alarm='{number}']", 1);
        foreach (var quiet in standing.Where(a => facts.Quiet.Contains(a.DeviceCode!)))
        {
            await wall.Counts($".al[data-alarm='{quiet.Number}']", 0);
            await desk.Counts($".q .qr[data-alarm='{quiet.Number}']", 0);
            await list.Counts($".al-link[href='/alarms/{quiet.Number}']", 1);
        }
        await Soon.Happens(async () => await report.Number("[data-figure=received] .v") == await Received() && await wall.Number(".fig .v") == (await Standing()).Count(a => a.Hiding == AlarmHiding.None));
        foreach (var (screen, name) in new[] { (wall, "wall"), (desk, "desk"), (list, "suppressed"), (report, "report") })
        {
            screen.AssertClean();
            await screen.Shot($"demo-gateway-outage-{name}");
        }

        ScenarioStanding Story() => control.Look().Scenarios.Single(s => s.Scenario.Code == "gateway-outage");

        async Task<List<Alarm>> Standing()
        {
            await using var db = server.Db();
            return await db.Set<Alarm>().AsNoTracking().Where(a => a.State == AlarmState.ActiveUnacknowledged || a.State == AlarmState.ActiveAcknowledged).ToListAsync(Cancel);
        }

        async Task<int> Received()
        {
            await using var db = server.Db();
            return await db.Set<Ticket>().CountAsync(Cancel);
        }
    }
}
