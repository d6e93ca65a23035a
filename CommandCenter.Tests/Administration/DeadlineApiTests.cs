using System.Collections.Immutable;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;

namespace CommandCenter.Tests.Administration;

public class DeadlineApiTests
{
    private static readonly DateTimeOffset Noon = new(2016, 1, 13, 17, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Pages_give_every_deadline_once_in_order_even_where_many_are_due_at_one_instant(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);
        await Fill(database, Enumerable.Range(1, 12).Select(n => ((long)n, (Guid?)null)));
        var (seen, cursor) = (new List<ListedDeadline>(), (string?)null);

        do
        {
            var page = await Read(world, new DeadlineQuery { Limit = 5, Cursor = cursor });
            seen.AddRange(page.Items);
            cursor = page.Next;
            Assert.True(page.Items.Count <= 5);
        }
        while (cursor is not null);

        Assert.Equal(24, seen.Select(d => d.Id).Distinct().Count());
        Assert.Equal(24, seen.Count);
        Assert.Equal(seen.OrderBy(d => d.DueAt).Select(d => d.DueAt), seen.Select(d => d.DueAt));
    }

    [Theory, AllDatabases]
    public async Task A_department_lead_sees_the_departments_alone_and_filters_narrow(DatabaseProvider provider)
    {
        await using var database = await TestDatabases.Open(provider);
        await using var world = await AdminWorld.Open(database);
        var (ours, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        await Fill(database, [(1, ours), (2, theirs), (3, ours), (4, null)]);
        var lead = new Caller(new Actor("user:1", "lead"), Guid.NewGuid(), [Role.DepartmentLead], ours, null, ImmutableHashSet<string>.Empty);

        Assert.Equal(["CC-1", "CC-1", "CC-3", "CC-3"], (await Read(world, new(), lead)).Items.Select(d => d.Ticket).Order());
        Assert.Empty((await Read(world, new() { Ticket = "CC-2" }, lead)).Items);
        Assert.Equal(2, (await Read(world, new() { Ticket = "CC-2" })).Items.Count);
        Assert.All((await Read(world, new() { Kind = "ticket.sign" })).Items, d => Assert.Equal("ticket.sign", d.Kind));
        Assert.Equal(4, (await Read(world, new() { State = "paused" })).Items.Count);
        Assert.Equal(4, (await Read(world, new() { DueFrom = "2016-01-13T17:00:00Z", DueTo = "2016-01-13T17:30:00Z" })).Items.Count);
        Assert.Equal(8, (await Read(world, new() { DueFrom = "2016-01-13", DueTo = "2016-01-14" })).Items.Count);
    }

    [Theory]
    [InlineData("state", "Late", null, null)]
    [InlineData("dueFrom", null, "yesterday", null)]
    [InlineData("cursor", null, null, "abc")]
    public async Task A_wrong_parameter_is_named(string field, string? state, string? from, string? cursor)
    {
        await using var database = await TestDatabases.Open();
        await using var world = await AdminWorld.Open(database);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Read(world, new DeadlineQuery { State = state, DueFrom = from, Cursor = cursor }));

        Assert.Equal(field, refusal.Field);
    }

    // Each ticket has a resolution at noon and a paused sign an hour later.
    private static async Task Fill(TestDatabase database, IEnumerable<(long Number, Guid? Department)> tickets)
    {
        await using var db = database.CreateDbContext();
        foreach (var (number, department) in tickets)
        {
            var ticket = new Ticket { Id = Guid.NewGuid(), Sequence = number, Number = $"CC-{number}", Source = "web", Title = "t", OpenedAt = Noon.AddDays(-1) };
            ticket.Restore(new TicketPast { State = TicketState.Dispatched, DepartmentId = department, DispatchedAt = Noon.AddHours(-1) });
            var paused = Deadline.Arm(Guid.NewGuid(), "ticket.sign", ticket.Id, Noon.AddHours(1));
            paused.Pause();
            db.AddRange(ticket, Deadline.Arm(Guid.NewGuid(), "ticket.resolution", ticket.Id, Noon), paused);
        }
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task<Page<ListedDeadline>> Read(AdminWorld world, DeadlineQuery query, Caller? caller = null)
    {
        await using var db = world.Database.CreateDbContext();
        return await DeadlineApi.Read(db, query, caller ?? Caller.System, world.Get<TicketQueries>(), Cancel);
    }
}
