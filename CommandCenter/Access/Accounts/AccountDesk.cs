using System.Collections.Immutable;
using System.Net.Mail;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Access.Accounts;

/// <summary>What an administrator decides about an account.</summary>
/// <param name="DisplayName">The name people read.</param>
/// <param name="Roles">What they do here.</param>
/// <param name="DepartmentId">The department they belong to.</param>
/// <param name="AreaId">The area they answer for.</param>
/// <param name="Email">Where messages reach them; null for nowhere.</param>
public sealed record AccountFacts(string DisplayName, IReadOnlyCollection<Role> Roles, Guid? DepartmentId = null, Guid? AreaId = null, string? Email = null);

/// <summary>An account that was just made.</summary>
/// <param name="UserId">Its id.</param>
/// <param name="TemporaryPassword">A password to hand over, to be changed at the first sign-in; null where one was given or none is needed.</param>
public sealed record NewAccount(Guid UserId, string? TemporaryPassword);

/// <summary>What an administrator can do with accounts, and each person with their own. Every method refuses with a reason and writes the Journal.</summary>
public sealed class AccountDesk(IServiceScopeFactory scopes, JournalWriter journal, TimeProvider clock)
{
    /// <summary>How the Journal calls an account.</summary>
    public const string Subject = "user";

    /// <summary>Makes an account. Without a <paramref name="password"/> it gets a temporary one, unless it is a wall or signs in by single sign-on only.</summary>
    public async Task<NewAccount> Create(string userName, AccountFacts facts, Caller by, string? password = null, bool singleSignOnly = false, CancellationToken cancel = default)
    {
        MustAdminister(by);
        await using var work = new AccountWork(scopes);
        var roles = Checked(facts);
        var temporary = password is null && !singleSignOnly && !roles.Contains(Role.Wall) ? Secrets.TemporaryPassword() : null;
        var user = await Add(work, userName, facts, password ?? temporary, temporary is not null, by.Actor, cancel);
        await work.Save(cancel);
        return new NewAccount(user.Id, temporary);
    }

    /// <summary>Changes name, roles, department and area; open screens follow within half a minute, without a new sign-in.</summary>
    public async Task Change(Guid userId, AccountFacts facts, Caller by, CancellationToken cancel = default)
    {
        MustAdminister(by);
        await using var work = new AccountWork(scopes);
        await using var alone = await work.Alone(cancel);
        var user = await work.Find(userId, cancel);
        var before = user.Roles;
        var roles = Checked(facts);
        if (user.IsActiveAdministrator && !roles.Contains(Role.Administrator))
            await RefuseLastAdministrator(work, user, cancel);
        (user.DisplayName, user.Roles, user.DepartmentId, user.AreaId) = (facts.DisplayName.Trim(), roles, facts.DepartmentId, facts.AreaId);
        (user.Email, user.NormalizedEmail) = (Email(facts), Email(facts)?.ToUpperInvariant());
        // A wall's cookie lasts for months; a person's must not, so becoming or ceasing to be a wall starts over.
        if (before.Contains(Role.Wall) != roles.Contains(Role.Wall))
            AccountWork.EndSessions(user);
        AccountWork.Changes(user);
        await Record(work, user, new UserChanged(user.DisplayName, [.. roles.Order()], [.. before.Order()], user.DepartmentId, user.AreaId), by.Actor, cancel);
        await work.Save(cancel, alone);
    }

    /// <summary>Closes an account: nobody signs in with it, and its open sessions end within a minute.</summary>
    public async Task Deactivate(Guid userId, Caller by, CancellationToken cancel = default)
    {
        MustAdminister(by);
        await using var work = new AccountWork(scopes);
        await using var alone = await work.Alone(cancel);
        var user = await work.Find(userId, cancel);
        if (!user.Active)
            return;
        if (user.IsActiveAdministrator)
            await RefuseLastAdministrator(work, user, cancel);
        user.Active = false;
        AccountWork.EndSessions(user);
        await Record(work, user, new UserDeactivated(), by.Actor, cancel);
        await work.Save(cancel, alone);
    }

    /// <summary>Opens a closed account again.</summary>
    public Task Reactivate(Guid userId, Caller by, CancellationToken cancel = default) => Update(userId, by, cancel, user =>
    {
        if (user.Active)
            return null;
        user.Active = true;
        return new UserReactivated();
    });

    /// <summary>Ends a lockout before its time.</summary>
    public Task Unlock(Guid userId, Caller by, CancellationToken cancel = default) => Update(userId, by, cancel, user =>
    {
        if (user.LockoutEnd is null && user.AccessFailedCount == 0)
            return null;
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        return new UserUnlocked();
    });

    /// <summary>Sets a temporary password, which is returned once and must be changed at the next sign-in. A lockout ends; every session ends.</summary>
    public async Task<string> ResetPassword(Guid userId, Caller by, CancellationToken cancel = default)
    {
        MustAdminister(by);
        await using var work = new AccountWork(scopes);
        var user = await work.Find(userId, cancel);
        var temporary = Secrets.TemporaryPassword();
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        await work.SetPassword(user, temporary, mustChange: true);
        await Record(work, user, new UserPasswordReset(), by.Actor, cancel);
        await work.Save(cancel);
        return temporary;
    }

    /// <summary>Ends every session of an account within a minute; people may do it for themselves.</summary>
    public async Task SignOutEverywhere(Guid userId, Caller by, CancellationToken cancel = default)
    {
        if (by.UserId != userId)
            MustAdminister(by);
        await using var work = new AccountWork(scopes);
        var user = await work.Find(userId, cancel);
        AccountWork.EndSessions(user);
        await Record(work, user, new UserSignedOutEverywhere(), by.Actor, cancel);
        await work.Save(cancel);
    }

    /// <summary>Changes one's own password; every other session ends. Returns the account as it is now, to sign in again with.</summary>
    public async Task<User> ChangeOwnPassword(Guid userId, string current, string next, CancellationToken cancel = default)
    {
        await using var work = new AccountWork(scopes);
        var user = await work.Find(userId, cancel);
        if (!work.Knows(user, current))
            throw AccessRefusal.WrongPassword();
        await work.SetPassword(user, next, mustChange: false);
        await Record(work, user, new UserPasswordChanged(), ActorOf(user), cancel);
        await work.Save(cancel);
        return user;
    }

    /// <summary>Keeps the language somebody chose for themselves; null for the browser's.</summary>
    public async Task<User> ChooseLanguage(Guid userId, string? language, CancellationToken cancel = default)
    {
        await using var work = new AccountWork(scopes);
        var user = await work.Find(userId, cancel);
        user.Language = language is "zh-CN" or "en" ? language : null;
        AccountWork.Changes(user);
        await work.Save(cancel);
        return user;
    }

    /// <summary>How the Journal names a user who acts for themselves.</summary>
    internal static Actor ActorOf(User user) => new($"user:{user.Id:N}", user.DisplayName);

    /// <summary>Refuses whoever does not administer.</summary>
    internal static void MustAdminister(Caller by)
    {
        if (!by.Is(Role.Administrator))
            throw AccessRefusal.NotYours();
    }

    /// <summary>Adds an account and its Journal row to <paramref name="work"/> without saving.</summary>
    internal async Task<User> Add(AccountWork work, string userName, AccountFacts facts, string? password, bool mustChange, Actor by, CancellationToken cancel)
    {
        var name = userName.Trim();
        if (name.Length is < 2 or > 64 || !name.All(c => char.IsLetterOrDigit(c) || "._-@+".Contains(c, StringComparison.Ordinal)))
            throw AccessRefusal.UserNameWrong();
        var roles = Checked(facts);
        var now = clock.Now();
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            UserName = name,
            DisplayName = facts.DisplayName.Trim(),
            Roles = roles,
            DepartmentId = facts.DepartmentId,
            AreaId = facts.AreaId,
            Email = Email(facts),
            CreatedAt = now,
            MustChangePassword = mustChange,
        };
        work.Accept(password is null ? await work.Users.CreateAsync(user) : await work.Users.CreateAsync(user, password));
        await Record(work, user, new UserCreated(name, user.DisplayName, [.. roles.Order()], user.DepartmentId, user.AreaId), by, cancel);
        return user;
    }

    /// <summary>Adds the Journal row of something that happened to <paramref name="user"/>.</summary>
    internal Task Record(AccountWork work, User user, IEvent happened, Actor by, CancellationToken cancel) =>
        journal.Record(work.Db, Subject, happened, new EventContext(user.Id, clock.Now(), by, History: false), cancel: cancel);

    private async Task Update(Guid userId, Caller by, CancellationToken cancel, Func<User, IEvent?> change)
    {
        MustAdminister(by);
        await using var work = new AccountWork(scopes);
        var user = await work.Find(userId, cancel);
        if (change(user) is not { } happened)
            return;
        AccountWork.Changes(user);
        await Record(work, user, happened, by.Actor, cancel);
        await work.Save(cancel);
    }

    private static ImmutableHashSet<Role> Checked(AccountFacts facts)
    {
        if (facts.DisplayName.Trim().Length is 0 or > 100)
            throw AccessRefusal.DisplayNameMissing();
        var roles = facts.Roles.ToImmutableHashSet();
        return roles.Contains(Role.Wall) && roles.Count > 1 ? throw AccessRefusal.WallAlone() : roles;
    }

    // No rule about addresses is right but the mail server's; this only keeps out what cannot be one.
    private static string? Email(AccountFacts facts) => string.IsNullOrWhiteSpace(facts.Email) ? null
        : facts.Email.Trim() is { Length: <= 256 } text && MailAddress.TryCreate(text, out var address) && address.Address == text ? text
        : throw AccessRefusal.EmailWrong();

    // Roles are one column of words, which no database can search the same way; the accounts of a city are few enough to look at.
    private static async Task RefuseLastAdministrator(AccountWork work, User leaving, CancellationToken cancel)
    {
        var others = await work.Db.Set<User>().Where(u => u.Active && u.Id != leaving.Id).Select(u => u.Roles).ToListAsync(cancel);
        if (!others.Exists(roles => roles.Contains(Role.Administrator)))
            throw AccessRefusal.LastAdministrator();
    }
}
