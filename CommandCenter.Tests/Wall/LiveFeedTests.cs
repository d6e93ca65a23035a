using System.Collections.Immutable;
using CommandCenter.Access;
using CommandCenter.Alarms;
using CommandCenter.Devices;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using CommandCenter.Wall;
using Microsoft.Extensions.Time.Testing;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

public sealed class LiveFeedTests
{
    private readonly FakeTimeProvider clock = new(Now);
    private readonly AlarmsLive alarms;
    private readonly DevicesLive devices;

    public LiveFeedTests() => (alarms, devices) = (LiveAlarms(clock), LiveDevices(clock));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_subscriber_gets_the_latest_of_each_ticket_and_holds_nobody_up()
    {
        var (one, other) = (Ticket(), Ticket());
        var live = Live(clock, one, other);
        await using var slow = Feed(live).Read(Caller.System, Cancel).GetAsyncEnumerator(Cancel);
        await using var quick = Feed(live).Read(Caller.System, Cancel).GetAsyncEnumerator(Cancel);
        await Begin(slow);
        await Begin(quick);

        var told = new List<int>();
        for (var i = 1; i <= 100; i++)
        {
            live.Put(one with { Moves = i, Number = $"{i}" });
            var next = quick.MoveNextAsync();
            clock.Advance(LiveFeed.Pace);
            Assert.True(await next);
            told.Add(int.Parse(Assert.Single(quick.Current.Tickets!).Number, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal("figures", (await Next(quick)).Kind);
        }
        live.Put(other with { Number = "last" });

        Assert.Equal(Enumerable.Range(1, 100), told);
        var late = await Next(slow);
        Assert.Equal(["100", "last"], late.Tickets!.Select(t => t.Number));
        Assert.Equal(3, late.Number);
    }

    [Fact]
    public async Task Messages_are_numbered_without_gaps_and_the_snapshot_comes_first()
    {
        var live = Live(clock, [.. Enumerable.Range(0, 501).Select(_ => Ticket())]);
        await using var feed = Feed(live).Read(Caller.System, Cancel).GetAsyncEnumerator(Cancel);

        var (first, second, figures) = (await Next(feed), await Next(feed), await Next(feed));
        Assert.Equal([(1L, "snapshot", 500, true), (2L, "snapshot", 1, false)], new[] { first, second }.Select(m => (m.Number, m.Kind, m.Tickets!.Count, m.More!.Value)));
        Assert.Equal((3L, "figures", 501), (figures.Number, figures.Kind, figures.Figures!.Open.All));
    }

    [Fact]
    public async Task An_empty_city_is_a_snapshot_too()
    {
        await using var feed = Feed(Live(clock)).Read(Caller.System, Cancel).GetAsyncEnumerator(Cancel);
        var first = await Next(feed);
        Assert.Equal(("snapshot", 0, false), (first.Kind, first.Tickets!.Count, first.More));
        Assert.Equal(0, (await Next(feed)).Figures!.Open.All);
    }

    [Fact]
    public async Task A_department_lead_is_told_of_the_departments_tickets_and_when_one_leaves_it()
    {
        var (own, others) = (Guid.CreateVersion7(Now), Guid.CreateVersion7(Now));
        var (mine, theirs) = (Ticket(department: own), Ticket(department: others));
        var live = Live(clock, mine, theirs);
        var lead = new Caller(new Actor("user:1", "Lead"), own, [Role.DepartmentLead], own, null, []);
        await using var feed = Feed(live).Read(lead, Cancel).GetAsyncEnumerator(Cancel);
        Assert.Equal([mine.Id], (await Next(feed)).Tickets!.Select(t => t.Id));
        var figures = (await Next(feed)).Figures!;
        Assert.Equal((1, null), (figures.Open.All, figures.OnTime30Days));

        live.Put(theirs with { Moves = 1 }, mine with { DepartmentId = others });
        var next = feed.MoveNextAsync();
        clock.Advance(LiveFeed.Pace);
        Assert.True(await next);
        Assert.Equal([mine.Id], feed.Current.Gone);
        Assert.Empty(feed.Current.Tickets!);
        Assert.Equal(0, (await Next(feed)).Figures!.Open.All);
    }

    [Fact]
    public async Task Only_who_sees_requesters_reads_their_words_and_nobody_those_of_a_confidential_ticket()
    {
        var live = Live(clock, Ticket(title: "张三家漏水", place: "花园里 7 栋 502 室"), Ticket(title: "举报", place: "花园里 8 栋", confidential: true));
        Assert.Equal([null, null], await Titles(new Caller(new Actor("user:1", "Wall"), Guid.CreateVersion7(Now), [Role.Wall], null, null, [])));
        Assert.Equal([null, null], await Titles(new Caller(new Actor("key:1", "Key"), null, [], null, null, [Scope.LiveRead])));
        Assert.Equal(["张三家漏水", null], await Titles(new Caller(new Actor("user:2", "Officer"), Guid.CreateVersion7(Now), [Role.DutyOfficer], null, null, [])));

        async Task<ImmutableArray<string?>> Titles(Caller caller)
        {
            await using var feed = Feed(live).Read(caller, Cancel).GetAsyncEnumerator(Cancel);
            var tickets = (await Next(feed)).Tickets!;
            Assert.Equal("花园里 7 栋", tickets[0].Where);
            Assert.Equal(("保密工单", "无地点"), (tickets[1].What, tickets[1].Where));
            return [.. tickets.Select(t => t.Title)];
        }
    }

    [Fact]
    public async Task A_subscription_that_ends_is_forgotten()
    {
        var live = Live(clock, Ticket());
        await using (var feed = Feed(live).Read(Caller.System, Cancel).GetAsyncEnumerator(Cancel))
        {
            await Begin(feed);
            Assert.Equal(1, live.Set.Subscribers);
        }
        Assert.Equal(0, live.Set.Subscribers);
    }

    [Fact]
    public async Task Alarms_and_devices_are_told_with_the_tickets_to_who_may_see_them()
    {
        var alarm = new AlarmView(
            Guid.CreateVersion7(Now), 1, "AL-260618-0001", AlarmState.ActiveUnacknowledged, AlarmHiding.None, AlarmPriority.High, AlarmPriority.High, 1, 1, null, null, null, null, null, "烟感报警", null,
            null, null, null, null, null, null, "花园里 7 栋 302", null, null, Now, Now, Now, null, 1, null, null, null, null, null, null, 0);
        alarms.Set.Apply([KeyValuePair.Create(alarm.Id, (AlarmView?)alarm)]);
        var device = new DeviceView(Guid.CreateVersion7(Now), 1, "YG-1", "YG-1", "smoke", 30.55, 114.25, null, null, null, null, DeviceState.Online, Now, [new LatestValue("smoke", 1, Now)]);
        devices.Set.Apply([KeyValuePair.Create(device.Id, (DeviceView?)device)]);
        await using var feed = Feed(Live(clock)).Read(Caller.System, Cancel).GetAsyncEnumerator(Cancel);
        var snapshot = await Next(feed);
        Assert.Equal(("烟感报警", "花园里 7 栋", 1), (Assert.Single(snapshot.Alarms!).What, snapshot.Alarms![0].Where, Assert.Single(snapshot.Devices!).Latest.Count));
        Assert.Equal("figures", (await Next(feed)).Kind);
        alarms.Set.Apply([KeyValuePair.Create(alarm.Id, (AlarmView?)(alarm with { State = AlarmState.ActiveAcknowledged, Version = 2 }))]);
        devices.Set.Apply([KeyValuePair.Create(device.Id, (DeviceView?)null)]);
        var next = Next(feed);
        clock.Advance(LiveFeed.Pace);
        var changes = await next;
        Assert.Equal((AlarmState.ActiveAcknowledged, device.Id), (Assert.Single(changes.Alarms!).State, Assert.Single(changes.Gone!)));

        var onlyTickets = new Caller(Actor.System, null, [], null, null, [Scope.LiveRead]);
        await using var blind = Feed(Live(clock)).Read(onlyTickets, Cancel).GetAsyncEnumerator(Cancel);
        Assert.Null((await Next(blind)).Alarms);
    }

    private LiveFeed Feed(TicketsLive live) => new(live, alarms, devices, Sampler(live, clock), Words(), Shanghai, clock);

    private static async Task Begin(IAsyncEnumerator<LiveMessage> feed)
    {
        Assert.Equal("snapshot", (await Next(feed)).Kind);
        Assert.Equal("figures", (await Next(feed)).Kind);
    }

    private static async Task<LiveMessage> Next(IAsyncEnumerator<LiveMessage> feed)
    {
        Assert.True(await feed.MoveNextAsync());
        return feed.Current;
    }
}
