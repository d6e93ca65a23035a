using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.DemoCity.Scenarios;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Tests.Browsers;
using CommandCenter.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.DemoCity;

/// <summary>
/// The one story that a pace cannot hurry, because silence is judged by the real clock: here that clock is the test's, which lets three quarters of an hour pass in some seconds, and
/// all that judges is the product's own.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class GatewayOutageTests(Browser browser)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_gateway_is_one_alarm_on_wall_and_desk_and_what_is_behind_it_is_suppressed()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await KestrelServer.Start(options: new ServerOptions { Clock = clock, Settings = new Dictionary<string, string?> { ["Demo:Enabled"] = "true", ["Demo:Pace"] = "1" } });
        await LivingCity.Into(server);
        var control = server.Get<SimulatorControl>();
        await using var wall = await Open(Role.Wall, "/wall/overview");
        await using var desk = await Open(Role.DutyOfficer, "/desk?show=Suppressed");
        await using var report = await Open(Role.Supervisor, "/reports/sla");
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(4); passed += Step)
            await Pass(); // until every device has been heard of

        control.Start("gateway-outage");
        var facts = Story().Scenario.Facts;
        for (var steps = 0; !Story().IsTold; steps++)
        {
            Assert.True(steps < 3_000, "The story does not come to its end.");
            await Pass();
        }

        List<Alarm> standing = [];
        await Soon.Happens(async () =>
        {
            await Pass();
            await using var db = server.Db();
            standing = await db.Set<Alarm>().AsNoTracking().Where(a => a.State != AlarmState.Normal).ToListAsync(Cancel);
            return standing.Any(a => a.DeviceCode == facts.Alarms.Single().Device) && standing.Any(a => facts.Quiet.Contains(a.DeviceCode!));
        });
        var gateway = standing.Single(a => a.DeviceCode == facts.Alarms.Single().Device);
        var behind = standing.Where(a => facts.Quiet.Contains(a.DeviceCode!)).ToList();
        Assert.Equal((facts.Alarms.Single().Worst, AlarmHiding.None), (gateway.Worst, gateway.Hiding));
        Assert.All(behind, a => Assert.Equal(AlarmHiding.Suppressed, a.Hiding));

        await Until(() => wall.Page.Locator($".al[data-alarm='{gateway.Number}']").CountAsync(), 1);
        await Until(() => desk.Page.Locator(".q .qr[data-alarm]").CountAsync(), behind.Count);
        foreach (var alarm in behind)
            Assert.Equal(0, await wall.Page.Locator($".al[data-alarm='{alarm.Number}']").CountAsync());
        await desk.Sees($"网关 {gateway.DeviceCode} 离线");
        await report.Shows("[data-figure=received] .v", "0"); // nobody calls about a cable
        await wall.Shot("demo-gateway-outage");
        await desk.Shot("demo-gateway-outage-desk");
        foreach (var screen in new[] { wall, desk, report })
            screen.AssertClean();

        ScenarioStanding Story() => control.Look().Scenarios.Single(s => s.Scenario.Code == "gateway-outage");

        // A screen lives when its clock moves.
        async Task<Screen> Open(Role role, string path)
        {
            var opening = browser.OpenAs(await server.SignIn(role), server.Address, path);
            while (!opening.IsCompleted)
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Delay(100, Cancel);
            }
            return await opening;
        }

        // Screens, too, draw by the test's clock.
        Task Until(Func<Task<int>> count, int wanted) => Soon.Happens(async () =>
        {
            await Pass();
            return await count() == wanted;
        });

        async Task Pass()
        {
            clock.Advance(Step);
            await Task.Delay(25, Cancel);
        }
    }
}
