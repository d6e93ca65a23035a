using System.Collections.Frozen;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People;

/// <summary>Somebody who is on duty.</summary>
/// <param name="UserId">Who.</param>
/// <param name="DisplayName">Their name as people read it.</param>
/// <param name="Role">The role the roster is kept for.</param>
/// <param name="DepartmentId">The roster's department; null for the center.</param>
/// <param name="RosterId">The roster.</param>
/// <param name="UntilAt">When their duty ends: their shift, or the beginning of their leave.</param>
/// <param name="InCharge">Whether they are in charge of the shift (值班长); when the appointed one is away, the first who is there.</param>
public sealed record OnDutyPerson(Guid UserId, string DisplayName, Role Role, Guid? DepartmentId, Guid RosterId, DateTimeOffset UntilAt, bool InCharge);

/// <summary>
/// Who is on duty. A question is answered from the database, because whoever escalates must not call somebody who went on leave a second ago;
/// <see cref="OnDutyNow"/> is a picture in memory for screens, in step with the Journal.
/// </summary>
public sealed class DutyBook(IDbContextFactory<CityDb> databases, CityDays days, City city, TimeProvider clock) : IFollowJournal
{
    /// <summary>The Journal's subject of rosters and their dates.</summary>
    public const string RosterSubject = "roster";

    /// <summary>The Journal's subject of leaves.</summary>
    public const string LeaveSubject = "leave";

    /// <summary>The Journal's subject of swaps.</summary>
    public const string SwapSubject = "swap";

    private static readonly string[] Subjects = [RosterSubject, LeaveSubject, SwapSubject, AccountDesk.Subject];
    private static readonly TimeSpan KeepsFor = TimeSpan.FromDays(1);

    private sealed record Picture(DutyPlan Plan, DateTimeOffset ReadAt, DateTimeOffset Minute, IReadOnlySet<Guid> OnDuty);

    private volatile Picture? picture;

    /// <summary>Raised after something changed that says who is on duty, on any thread; handlers only set a flag or queue a render.</summary>
    public event Action? Changed;

    /// <summary>Everybody whom any roster has on duty now, to the minute.</summary>
    public IReadOnlySet<Guid> OnDutyNow
    {
        get
        {
            if (picture is not { } known)
                return FrozenSet<Guid>.Empty;
            var minute = MinuteOf(clock.Now());
            // Two threads may both work it out; they come to the same.
            if (known.Minute != minute)
                picture = known = known with { Minute = minute, OnDuty = Ids(known.Plan, minute) };
            return known.OnDuty;
        }
    }

    /// <summary>
    /// The people on duty at an instant with a role, those in charge first. Leaves, swaps and holidays are respected; people whose account is closed, who lost the role or
    /// left the department are never among them. Nobody on duty is an empty list.
    /// </summary>
    /// <param name="role">The role of the roster.</param>
    /// <param name="departmentId">The roster's department; null for the center.</param>
    /// <param name="at">The instant.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<IReadOnlyList<OnDutyPerson>> OnDuty(Role role, Guid? departmentId, DateTimeOffset at, CancellationToken cancel)
    {
        var today = city.DayOf(at);
        var plan = await Read(rosters => rosters.Where(r => r.Role == role && r.DepartmentId == departmentId && r.Active), today.AddDays(-1), today, cancel);
        return plan.OnDuty(role, departmentId, at);
    }

    /// <summary>The plan of shifts that start on the local dates from one to another, both included, as the database has it.</summary>
    public Task<DutyPlan> Read(DateOnly from, DateOnly to, CancellationToken cancel) => Read(rosters => rosters, from, to, cancel);

    /// <summary>The same of one roster, inside the caller's context.</summary>
    internal async Task<DutyPlan> Read(CityDb db, DateOnly from, DateOnly to, CancellationToken cancel) =>
        new(await DutyRows.Read(db, rosters => rosters, from, to, cancel), days, city.Zone);

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        var now = clock.Now();
        var today = city.DayOf(now);
        // The picture is read anew each day; a day more on both sides covers night shifts and the hours around midnight.
        var plan = await Read(rosters => rosters.Where(r => r.Active), today.AddDays(-2), today.AddDays(2), cancel);
        picture = new Picture(plan, now, MinuteOf(now), Ids(plan, MinuteOf(now)));
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
        entries.Any(e => Subjects.Contains(e.Subject) && e.Event != nameof(UserSignedIn)) || picture is not { } known || clock.Now() - known.ReadAt >= KeepsFor
            ? Rebuild(cancel) : Task.CompletedTask;

    private async Task<DutyPlan> Read(Func<IQueryable<Roster>, IQueryable<Roster>> rosters, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return new DutyPlan(await DutyRows.Read(db, rosters, from, to, cancel), days, city.Zone);
    }

    private static HashSet<Guid> Ids(DutyPlan plan, DateTimeOffset at) => [.. plan.OnDuty(plan.Rosters, at).Select(p => p.UserId)];

    private static DateTimeOffset MinuteOf(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}
