using System.Net;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Alarms.Rules;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tests.Databases;
using CommandCenter.Tests.Hosts;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Alarms;

/// <summary>Tickets from alarms, and the alarm doors.</summary>
public class AlarmTicketTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Rules_wish_opens_one_ticket_accepted_dispatched_and_linked_both_ways_however_often_it_is_told(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await CitySeed.Into(city.Server.Services, Cancel);
        await city.Devices("gas", "GD-1");
        await Wish(city, "gas", form => (form.OpensTicket, form.TicketCategory, form.TicketDepartment, form.TicketFromLevel) = (true, CitySeed.Leak, "SW", 2));
        await city.Measure("GD-1", 12);
        Assert.Null((await city.Alarm()).TicketNumber); // from the second level on
        city.Clock.Advance(TimeSpan.FromSeconds(5));
        await city.Measure("GD-1", 30);
        var alarm = await city.Alarm();
        await city.Server.Get<AlarmTickets>().Handle(
            [new Delivered<AlarmLevelRose>(new AlarmLevelRose(alarm.Facts, 1, 30), new EventContext(alarm.Id, city.Now, Actor.System, false), 1)], Cancel);
        await city.Server.Settle();
        await using var db = city.Server.Db();
        var ticket = await db.Set<Ticket>().SingleAsync(Cancel);
        Assert.Equal((TicketState.Dispatched, TicketPriority.High, "alarm", alarm.Number, ticket.Number), (ticket.State, ticket.Priority, ticket.SourceSystem, ticket.SourceNumber, (await city.Alarm()).TicketNumber));
        Assert.NotNull(ticket.ResolutionDueAt);
        Assert.Equal(["AlarmRaised", "AlarmLevelRose", "AlarmTicketLinked"], await city.Events());
        Assert.Equal(ticket.Number, Assert.Single(city.Live.Set.Items.Values).TicketNumber);
    }

    [Fact]
    public async Task History_opens_no_ticket()
    {
        await using var city = await AlarmCity.Open();
        await city.Devices("smoke", "YG-1");
        await Wish(city, "smoke", form => form.OpensTicket = true);
        await city.Send(city.Signal("YG-1", 1, city.Now.AddDays(-3), history: true));
        await using var db = city.Server.Db();
        Assert.Single(await city.Alarms());
        Assert.False(await db.Set<Ticket>().AnyAsync(Cancel));
    }

    [Theory, AllDatabases]
    public async Task Doors_list_filter_page_and_use_verbs_and_two_hands_open_one_ticket(DatabaseProvider provider)
    {
        await using var city = await AlarmCity.Open(provider);
        await city.Devices("gas", "GD-1", "GD-2", "GD-3");
        await city.Send(city.Signal("GD-1", 12), city.Signal("GD-2", 45), city.Signal("GD-3", 26));
        using var http = await city.Server.Client(Scope.AlarmsRead, Scope.AlarmsWrite);

        var first = await http.Ask("alarms?order=priority&limit=2");
        Assert.Equal(["GD-2", "GD-3"], first.Json.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("device").GetString()));
        var second = await http.Ask($"alarms?order=priority&limit=2&cursor={first.Text("next")}");
        Assert.Equal("GD-1", Assert.Single(second.Json.GetProperty("items").EnumerateArray()).GetProperty("device").GetString());
        Assert.Null(second.Text("next"));
        Assert.Equal(1, (await http.Ask("alarms?priority=High&standing=true&kind=gas&q=gd-3")).Json.GetProperty("items").GetArrayLength());
        (await http.Ask("alarms?state=Loud")).Problem(HttpStatusCode.UnprocessableEntity);

        var number = (await city.Alarms())[1].Number;
        var acknowledged = await http.Tell($"alarms/{number}/acknowledge", new { comment = "ok", moves = 0 });
        Assert.Equal("ActiveAcknowledged", acknowledged.Text("state"));
        Assert.Contains("acknowledged by", (await http.Tell($"alarms/{number}/acknowledge")).Problem(HttpStatusCode.Conflict), StringComparison.Ordinal);
        (await http.Tell($"alarms/{number}/explode")).Problem(HttpStatusCode.NotFound);
        (await http.Tell($"alarms/{number}/shelve", new { reason = "x", minutes = 5 })).Problem(HttpStatusCode.Conflict);

        var opened = await Task.WhenAll(http.Tell($"alarms/{number}/ticket"), http.Tell($"alarms/{number}/ticket"), http.Tell($"alarms/{number}/ticket"));
        Assert.All(opened, o => Assert.Equal(HttpStatusCode.OK, o.Status));
        Assert.Single(opened.Select(o => o.Text("number")).Distinct());
        Assert.Equal(opened[0].Text("number"), (await http.Ask($"alarms/{number}")).Text("ticket"));
        Assert.Equal(["AlarmTicketLinked", "AlarmAcknowledged", "AlarmRaised"], (await http.Ask($"alarms/{number}/timeline")).Json.EnumerateArray().Select(e => e.GetProperty("event").GetString()));

        using var stranger = await city.Server.Client(Scope.AlarmsRead);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Tell($"alarms/{number}/acknowledge")).Status);
    }

    [Fact]
    public async Task Rule_form_names_every_wrong_field_and_a_rule_that_is_switched_off_clears_what_it_raised()
    {
        await using var city = await AlarmCity.Open();
        await city.Devices("gas", "GD-1");
        var devices = city.Server.Get<DeviceIndex>();
        var empty = new AlarmRuleForm { Device = "nobody", OnDelaySeconds = -1, Type = AlarmRuleType.Limit };
        Assert.Equal(["device", "kind", "levels", "name", "nameEn", "onDelay", "quantity"], empty.Check(devices).Keys.Order(StringComparer.Ordinal));
        var falling = AlarmRuleForm.Of(city.Server.Get<AlarmRuleIndex>().All.Single(r => r.Code == "gas"), devices);
        falling.Direction = AlarmDirection.Falling;
        Assert.Equal("LevelOrder", falling.Check(devices)["levels"]);

        await city.Measure("GD-1", 12);
        await Wish(city, "gas", form => form.Active = false);
        Assert.Equal(AlarmState.ClearedUnacknowledged, (await city.Alarm()).State);
        city.Clock.Advance(TimeSpan.FromSeconds(5));
        await city.Measure("GD-1", 50);
        Assert.Equal(["AlarmRaised", "AlarmCleared"], await city.Events());
        Assert.Equal(2, city.Server.Get<AlarmRuleIndex>().All.Single(r => r.Code == "gas").Revision);
    }

    [Fact]
    public async Task Dry_run_tells_what_a_rule_would_have_done_and_does_nothing()
    {
        await using var city = await AlarmCity.Open();
        await city.Devices("noise", "ZS-1", "ZS-2");
        foreach (var (minute, value) in new[] { (0, 60.0), (10, 72), (20, 74), (30, 60) })
            await city.Measure("ZS-1", value, city.Now.AddDays(-1).AddMinutes(minute));
        var form = AlarmRuleForm.Of(city.Server.Get<AlarmRuleIndex>().All.Single(r => r.Code == "noise"), city.Server.Get<DeviceIndex>());
        (form.Levels[0].Value, form.OnDelaySeconds, form.OffDelaySeconds) = (70, 0, 0);
        var report = await city.Server.Get<AlarmDryRun>().Run(form.Put(city.Server.Get<DeviceIndex>(), null, Guid.Empty), Cancel);
        Assert.Equal((2, 4), (report.Devices, report.Measurements));
        var alarm = Assert.Single(report.Alarms);
        Assert.Equal(("ZS-1", 1, city.Now.AddDays(-1).AddMinutes(10), city.Now.AddDays(-1).AddMinutes(30)), (alarm.Device.Code, alarm.Worst, alarm.RaisedAt, alarm.ClearedAt));
        Assert.Empty(await city.Alarms());
    }

    private static async Task Wish(AlarmCity city, string rule, Action<AlarmRuleForm> change)
    {
        var form = AlarmRuleForm.Of(city.Server.Get<AlarmRuleIndex>().All.Single(r => r.Code == rule), city.Server.Get<DeviceIndex>());
        change(form);
        await city.Server.Get<AlarmRuleDesk>().Save(Actor.System, form, Cancel);
        await city.Server.Settle();
    }
}
