using System.Collections.Immutable;
using CommandCenter.Access;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using CommandCenter.Wall;
using Microsoft.Extensions.Time.Testing;
using static CommandCenter.Tests.Wall.WallCity;

namespace CommandCenter.Tests.Wall;

public sealed class LiveFeedTests
{
    private readonly FakeTimeProvider clock = new(Now);

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

    private LiveFeed Feed(TicketsLive live) => new(live, Sampler(live, clock), Words(), Shanghai, clock);

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
