using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People.Rosters;

/// <summary>A leave as lists show it.</summary>
/// <param name="Leave">The leave.</param>
/// <param name="Name">Whose.</param>
/// <param name="DepartmentId">Their department.</param>
public sealed record ListedLeave(Leave Leave, string Name, Guid? DepartmentId);

/// <summary>Leaves: entered and ended by those who lead the person's rosters.</summary>
public sealed class LeaveDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, TimeProvider clock)
{
    /// <summary>A leave is not longer; whoever is away longer has left.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>The leaves that are not over, by their beginning.</summary>
    public async Task<IReadOnlyList<ListedLeave>> List(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.Now();
        return await (
            from leave in db.Set<Leave>().AsNoTracking()
            join user in db.Set<User>() on leave.UserId equals user.Id
            where leave.UntilAt > now
            orderby leave.FromAt
            select new ListedLeave(leave, user.DisplayName, user.DepartmentId)).ToListAsync(cancel);
    }

    /// <summary>Gives somebody leave.</summary>
    /// <exception cref="Refusal">The times are wrong, they are on leave then already, or the caller does not lead them.</exception>
    public async Task<Leave> Enter(Guid userId, DateTimeOffset fromAt, DateTimeOffset untilAt, Caller caller, CancellationToken cancel)
    {
        (fromAt, untilAt) = (Instants.Truncate(fromAt), Instants.Truncate(untilAt));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var user = await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId && u.Active, cancel) ?? throw Refusal.Invalid("person", "there is no such person.");
        RosterRights.MustLead(caller, user.DepartmentId);
        var now = clock.Now();
        if (untilAt <= fromAt)
            throw Refusal.Invalid("until", "must be after the beginning.");
        if (untilAt <= now)
            throw Refusal.Invalid("until", "lies in the past.");
        if (untilAt - fromAt > Longest)
            throw Refusal.Invalid("until", $"is more than {Longest.Days} days after the beginning.");
        if (await db.Set<Leave>().AnyAsync(l => l.UserId == userId && l.FromAt < untilAt && l.UntilAt > fromAt, cancel))
            throw new Refusal(StatusCodes.Status409Conflict, "leave-twice", "from: they are on leave then already.") { Field = "from" };
        var leave = new Leave { Id = Guid.CreateVersion7(now), UserId = userId, FromAt = fromAt, UntilAt = untilAt };
        db.Add(leave);
        await Record(db, leave, new LeaveEntered(userId, fromAt, untilAt), caller, cancel);
        await db.SaveChangesAsync(cancel);
        return leave;
    }

    /// <summary>Ends a leave now; one that has not begun is taken back.</summary>
    /// <exception cref="Refusal">There is none, it is over, or the caller does not lead the person.</exception>
    public async Task End(Guid leaveId, Caller caller, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var leave = await db.Set<Leave>().FirstOrDefaultAsync(l => l.Id == leaveId, cancel) ?? throw Refusal.NotFound($"Leave {leaveId}");
        var user = await db.Set<User>().AsNoTracking().FirstAsync(u => u.Id == leave.UserId, cancel);
        RosterRights.MustLead(caller, user.DepartmentId);
        var now = clock.Now();
        if (leave.UntilAt <= now)
            throw new Refusal(StatusCodes.Status409Conflict, "leave-over", "The leave is over.");
        if (leave.FromAt >= now)
            db.Remove(leave);
        else
            leave.UntilAt = now;
        await Record(db, leave, new LeaveEnded(leave.UserId, leave.FromAt, leave.FromAt >= now ? leave.FromAt : now), caller, cancel);
        await RosterDesk.Save(db, cancel);
    }

    private Task Record(CityDb db, Leave leave, IEvent happened, Caller caller, CancellationToken cancel) =>
        journal.Record(db, DutyBook.LeaveSubject, happened, new EventContext(leave.Id, clock.Now(), caller.Actor, History: false), cancel: cancel);
}
