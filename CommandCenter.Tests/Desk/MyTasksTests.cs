using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Desk;
using CommandCenter.Platform.Time;
using CommandCenter.Tests.Areas;
using CommandCenter.Tests.Tickets.Panels;
using CommandCenter.Tickets;
using Microsoft.Extensions.Time.Testing;

namespace CommandCenter.Tests.Desk;

public sealed class MyTasksTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_of_a_community_has_what_is_nobodys_yet_in_each_of_its_grids_and_what_is_their_own_anywhere()
    {
        await using var city = await TemporaryCity.Create();
        var (community, other) = (Area.Create(Guid.NewGuid(), AreaLevel.Community, "C1", "柳岸社区"), Area.Create(Guid.NewGuid(), AreaLevel.Community, "C2", "东湖社区"));
        var (north, south) = (Area.Create(Guid.NewGuid(), AreaLevel.Grid, "G1", "北网格", community.Id), Area.Create(Guid.NewGuid(), AreaLevel.Grid, "G2", "南网格", community.Id));
        await using (var db = await city.Open())
        {
            db.AddRange(community, other, north, south);
            await db.SaveChangesAsync(Cancel);
        }
        await city.Index.LoadAsync(Cancel);
        var tasks = new MyTasks(city.Index, city.Get<City>(), new FakeTimeProvider(Views.Now));
        var worker = Views.Someone(Role.GridWorker, area: community.Id);
        var (own, colleague) = (worker.UserId, Guid.NewGuid());

        tasks.Show(worker,
        [
            In(1, north, due: 90), In(2, south, due: 30), In(3, community, due: 60), In(4, other), // lies elsewhere
            In(5, other, own, due: 120), In(6, north, colleague), // somebody has it
            In(7, north, own, TicketState.Completed, done: -1), In(8, north, own, TicketState.Completed, done: -30), // yesterday
        ]);
        Assert.Equal([2, 3, 1, 5], tasks.ToDo.Select(t => t.Sequence));
        Assert.Equal([7], tasks.DoneToday.Select(t => t.Sequence));

        var taken = tasks.ToDo[0] with { AssigneeId = colleague };
        Assert.True(tasks.Hear(Views.Changes(taken)));
        Assert.False(tasks.Hear(Views.Changes(In(9, other))));
        Assert.Equal([3, 1, 5], tasks.ToDo.Select(t => t.Sequence));

        tasks.Show(Views.Someone(Role.GridWorker), [In(1, north)]);
        Assert.Empty(tasks.ToDo); // without an area only what is assigned
    }

    private static TicketView In(long sequence, Area area, Guid? assignee = null, TicketState state = TicketState.Signed, double due = 60, double? done = null) =>
        Views.Ticket(sequence, state, due: due, assignee: assignee) with { AreaId = area.Id, CompletedAt = done is { } hours ? Views.Now.AddHours(hours) : null };
}
