using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CommandCenter.Access;
using CommandCenter.Access.Keys;
using CommandCenter.Alarms;
using CommandCenter.DemoCity;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.DemoCity;

/// <summary>A whole server whose city lives through its doors.</summary>
public sealed class LivingCityTests
{
    private static readonly Dictionary<string, string?> Demo = new() { ["Demo:Enabled"] = "true", ["Demo:Pace"] = "60" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scenario_is_on_the_wall_as_its_facts_say_and_the_people_deal_with_it()
    {
        var broker = new Dictionary<string, string?>(Demo) { ["Intake:Mqtt:Enabled"] = "true", ["Intake:Mqtt:Port"] = $"{Ports.Free()}", ["Intake:Mqtt:Authentication"] = "ApiKey" };
        await using var server = await TestServer.Start(options: new ServerOptions { Background = true, Kestrel = true, Settings = broker });
        await LivingCity.Into(server);
        server.Get<SimulatorControl>().Start("gas-at-home");
        var scenario = server.Get<SimulatorControl>().Look().Scenarios.Single(s => s.Scenario.Code == "gas-at-home").Scenario;

        await Soon.Happens(() => server.Get<SimulatorControl>().Look().Scenarios.Single(s => s.Scenario.Code == "gas-at-home").IsTold);
        foreach (var expected in scenario.Facts.Alarms)
            await Soon.Happens(async () =>
            {
                await using var db = server.Db();
                return await db.Set<Alarm>().AnyAsync(a => a.DeviceCode == expected.Device && a.Worst == expected.Worst && a.ClearedAt == null, Cancel);
            });
        await using (var db = server.Db())
            Assert.True(await db.Set<Ticket>().CountAsync(t => t.Title.Contains("燃气") || t.Title.Contains("gas") || t.Title.Contains("Gas") || t.Title.Contains("液化气"), Cancel) >= scenario.Facts.Requests.Values.Sum());

        await Soon.Happens(async () =>
        {
            await using var db = server.Db();
            var done = await db.Set<JournalEntry>().Where(e => e.ActorName.Contains("(via Demo)")).Select(e => e.Event).Distinct().ToListAsync(Cancel);
            return new[] { nameof(AlarmAcknowledged), nameof(TicketAccepted), nameof(TicketDispatched), nameof(TicketSigned) }.All(done.Contains);
        });
    }

    [Fact]
    public async Task Where_there_is_no_demo_nothing_of_it_is_there()
    {
        await using var server = await TestServer.Start();
        var admin = await server.SignIn(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Http.Ask("demo")).Status);
        Assert.False(server.Get<SimulatorControl>().Look().Ready);
    }

    [Fact]
    public async Task Administrators_and_the_demos_key_steer_it_and_nobody_else()
    {
        await using var server = await TestServer.Start(options: new ServerOptions { Settings = Demo });
        var admin = await server.SignIn(Role.Administrator);
        server.Get<DemoState>().Say(new(7, DemoStage.Tickets, 0.4));
        Assert.Equal("demo-not-ready", (await admin.Http.Tell("demo/scenarios/storm-night/start")).Text("title"));
        await LivingCity.Into(server);

        var started = await admin.Http.Tell("demo/scenarios/storm-night/start");
        Assert.Equal(0, started.Json.GetProperty("scenarios").EnumerateArray().Single(s => s.GetProperty("code").GetString() == "storm-night").GetProperty("elapsedMinutes").GetDouble());
        Assert.Equal("5", (await admin.Http.Tell("demo/pace", new { pace = 5 })).Text("pace"));
        Assert.Contains("1 to 60", (await admin.Http.Tell("demo/pace", new { pace = 61 })).Problem(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Contains("storm-night", (await admin.Http.Tell("demo/scenarios/flood/start")).Problem(HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await server.SignIn(Role.DutyOfficer)).Http.Ask("demo")).Status);
        using var other = await server.Client(Scope.TicketsWrite, Scope.AlarmsWrite);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Tell("demo/pause")).Status);
    }

    [Fact]
    public async Task The_command_line_steers_a_running_server_and_says_why_not()
    {
        await using var server = await TestServer.Start(options: new ServerOptions { Settings = Demo });
        await LivingCity.Into(server);
        var key = (await server.Get<ApiKeyDesk>().CreateForDemo("Line", Cancel)).Key;

        Assert.Equal((0, true), await Run("start", "ebike-fire"));
        Assert.NotNull(server.Get<SimulatorControl>().Look().Scenarios.Single(s => s.Scenario.Code == "ebike-fire").Elapsed);
        Assert.Equal((0, true), await Run("pace", "30"));
        Assert.Equal((0, true), await Run("pause"));
        Assert.Equal((30, true), (server.Get<SimulatorControl>().Look().Pace, server.Get<SimulatorControl>().Look().Paused));
        Assert.Equal((0, true), await Run("resume"));
        Assert.Equal((0, true), await Run("stop"));
        Assert.All(server.Get<SimulatorControl>().Look().Scenarios, s => Assert.Null(s.Elapsed));
        Assert.Equal((0, true), await Run("list"));
        Assert.Equal((1, false), await Run("start", "nothing"));

        async Task<(int Code, bool Said)> Run(params string[] words)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            var command = SimulatorCommands.Simulate(server.Handler);
            var code = await command.Parse([.. words, "--server", server.Address.ToString(), "--key", key]).InvokeAsync(new() { Output = output, Error = error }, Cancel);
            Assert.True(code == 0 || words[^1] == "nothing", error.ToString());
            return (code, output.ToString().Contains("storm-night", StringComparison.Ordinal));
        }
    }
}
