using System.Collections.Immutable;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Access.Accounts;

/// <summary>An account as lists show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="DisplayName">The name people read.</param>
/// <param name="Roles">What they do here.</param>
/// <param name="DepartmentId">Their department.</param>
/// <param name="AreaId">Their area.</param>
/// <param name="Active">Whether they may sign in.</param>
/// <param name="LockedUntil">When a lockout ends; it may have ended already.</param>
/// <param name="LastSignInAt">When they last signed in.</param>
/// <param name="MustChangePassword">Whether they have a password to change.</param>
/// <param name="Email">Where messages reach them.</param>
public sealed record UserRow(Guid Id, string UserName, string DisplayName, ImmutableHashSet<Role> Roles, Guid? DepartmentId, Guid? AreaId, bool Active,
    DateTimeOffset? LockedUntil, DateTimeOffset? LastSignInAt, bool MustChangePassword, string? Email);

/// <summary>Who there is: for administration, and for rooms above that give work to somebody.</summary>
public sealed class UserDirectory(IDbContextFactory<CityDb> databases)
{
    /// <summary>Every account by name, the closed ones too.</summary>
    public Task<IReadOnlyList<UserRow>> List(CancellationToken cancel = default) => Read(users => users, cancel);

    /// <summary>The open accounts of a department.</summary>
    public Task<IReadOnlyList<UserRow>> InDepartment(Guid departmentId, CancellationToken cancel = default) =>
        Read(users => users.Where(u => u.Active && u.DepartmentId == departmentId), cancel);

    /// <summary>One account, or null.</summary>
    public async Task<User?> Find(Guid id, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, cancel);
    }

    private async Task<IReadOnlyList<UserRow>> Read(Func<IQueryable<User>, IQueryable<User>> narrow, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await narrow(db.Set<User>().AsNoTracking()).OrderBy(u => u.NormalizedUserName)
            .Select(u => new UserRow(u.Id, u.UserName!, u.DisplayName, u.Roles, u.DepartmentId, u.AreaId, u.Active, u.LockoutEnd, u.LastSignInAt, u.MustChangePassword, u.Email))
            .ToListAsync(cancel);
    }
}
