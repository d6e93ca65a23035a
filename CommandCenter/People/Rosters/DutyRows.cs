using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People.Rosters;

/// <summary>Everything that says who is on duty in a window of time, as it stands in the database.</summary>
/// <param name="Rosters">The rosters, with shifts and crews.</param>
/// <param name="Dates">What was said for dates in the window.</param>
/// <param name="Leaves">Leaves that touch the window.</param>
/// <param name="Swaps">Accepted swaps of shifts in the window, in the order in which they came into force.</param>
/// <param name="People">Everybody they name, by account.</param>
public sealed record DutyRows(
    IReadOnlyList<Roster> Rosters, IReadOnlyList<DutyDate> Dates, IReadOnlyList<Leave> Leaves, IReadOnlyList<Swap> Swaps, IReadOnlyDictionary<Guid, DutyPerson> People)
{
    // Beyond this many it is cheaper to read all accounts than to name them in a statement, and no database takes any number of parameters.
    private const int MostNamed = 400;

    /// <summary>Reads what concerns shifts that start on the dates from one to another, both included.</summary>
    /// <param name="db">The operation's context.</param>
    /// <param name="rosters">Which rosters.</param>
    /// <param name="from">The first local date.</param>
    /// <param name="to">The last local date.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<DutyRows> Read(CityDb db, Func<IQueryable<Roster>, IQueryable<Roster>> rosters, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var kept = await rosters(db.Set<Roster>().AsNoTracking()).Include(r => r.Shifts).Include(r => r.Crews).AsSplitQuery().ToListAsync(cancel);
        // Whatever the zone, a local date lies within these instants; a leave too many does no harm.
        var (first, last) = (new DateTimeOffset(from.AddDays(-1).ToDateTime(default), TimeSpan.Zero), new DateTimeOffset(to.AddDays(3).ToDateTime(default), TimeSpan.Zero));
        var dates = await db.Set<DutyDate>().AsNoTracking().Where(d => d.On >= from && d.On <= to).ToListAsync(cancel);
        var leaves = await db.Set<Leave>().AsNoTracking().Where(l => l.UntilAt > first && l.FromAt < last).ToListAsync(cancel);
        var swaps = await db.Set<Swap>().AsNoTracking()
            .Where(s => s.State == SwapState.Accepted && ((s.GivenOn >= from && s.GivenOn <= to) || (s.ReturnOn >= from && s.ReturnOn <= to)))
            .OrderBy(s => s.DecidedAt).ToListAsync(cancel);
        var named = kept.SelectMany(r => r.Crews).SelectMany(c => c.Members).Concat(dates.SelectMany(d => d.People))
            .Concat(swaps.SelectMany(s => new[] { s.GiverId, s.TakerId })).Distinct().ToList();
        return new DutyRows(kept, dates, leaves, swaps, await Named(db, named, cancel));
    }

    private static async Task<Dictionary<Guid, DutyPerson>> Named(CityDb db, List<Guid> named, CancellationToken cancel)
    {
        var users = db.Set<User>().AsNoTracking();
        if (named.Count <= MostNamed)
            users = users.Where(u => named.Contains(u.Id));
        return await users.Select(u => new DutyPerson(u.Id, u.DisplayName, u.Roles, u.DepartmentId, u.Active)).ToDictionaryAsync(p => p.Id, cancel);
    }

    /// <summary>Everybody who could be on duty by a roster of this role and department, by name.</summary>
    public static async Task<IReadOnlyList<DutyPerson>> Candidates(CityDb db, Role role, Guid? departmentId, CancellationToken cancel)
    {
        var users = db.Set<User>().AsNoTracking().Where(u => u.Active && (departmentId == null || u.DepartmentId == departmentId));
        var people = await users.Select(u => new DutyPerson(u.Id, u.DisplayName, u.Roles, u.DepartmentId, u.Active)).ToListAsync(cancel);
        return [.. people.Where(p => p.Roles.Contains(role)).OrderBy(p => p.Name, StringComparer.CurrentCulture)];
    }
}
