using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace CommandCenter.Access.SignIn;

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInOutcome
{
    /// <summary>They are who they say.</summary>
    Welcome,

    /// <summary>The account or the password is wrong; which of them is not said.</summary>
    Wrong,

    /// <summary>Too many wrong passwords in a row.</summary>
    LockedOut,

    /// <summary>The password is right, and the account is closed.</summary>
    Deactivated,
}

/// <summary>The answer to an attempt to sign in.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="User">The account, where it is <see cref="SignInOutcome.Welcome"/>.</param>
/// <param name="TriesLeft">Tries that are left, where it is <see cref="SignInOutcome.Wrong"/>.</param>
/// <param name="LockedUntil">When it may be tried again, where it is <see cref="SignInOutcome.LockedOut"/>.</param>
public sealed record SignInAnswer(SignInOutcome Outcome, User? User = null, int TriesLeft = 0, DateTimeOffset? LockedUntil = null);

/// <summary>
/// Checks passwords and locks accounts. A try is counted in the database before the password is looked at, so that a hundred tries at once
/// get no further than five, on however many nodes. A name nobody has counts down like any other, so that an answer never tells which accounts exist.
/// </summary>
public sealed class SignInDesk(IServiceScopeFactory scopes, JournalWriter journal, AccessOptions options, IOptions<PasswordHasherOptions> hashing, TimeProvider clock) : IDisposable
{
    private static readonly User Nobody = new() { DisplayName = "", CreatedAt = default };
    private readonly MemoryCache strangers = new(new MemoryCacheOptions { SizeLimit = 10_000 });
    private readonly string nobodysHash = new PasswordHasher<User>(hashing).HashPassword(Nobody, Secrets.LinkToken());

    /// <summary>Checks a name and a password.</summary>
    public async Task<SignInAnswer> Check(string userName, string password, CancellationToken cancel = default)
    {
        await using var work = new AccountWork(scopes);
        var name = work.Users.NormalizeName(userName.Trim()) ?? "";
        var user = await work.Db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == name, cancel);
        if (user is null)
            return Stranger(work, name, password);
        if (await Locked(work, user, cancel) is { } until)
            return new SignInAnswer(SignInOutcome.LockedOut, LockedUntil: until);
        // An account that signs in elsewhere has no password; the same work is done, so that the answer takes as long.
        var verdict = work.Users.PasswordHasher.VerifyHashedPassword(user, user.PasswordHash ?? nobodysHash, password);
        if (verdict == PasswordVerificationResult.Failed || user.PasswordHash is null)
            return await Wrong(work, user, cancel);
        if (!user.Active)
            return new SignInAnswer(SignInOutcome.Deactivated);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
            await work.Db.Set<User>().Where(u => u.Id == user.Id && u.PasswordHash == user.PasswordHash)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, work.Users.PasswordHasher.HashPassword(user, password)), cancel);
        await Welcome(work, user, SignInWay.Password, cancel);
        return new SignInAnswer(SignInOutcome.Welcome, user);
    }

    /// <summary>Notes that <paramref name="user"/> signed in: when, and that the tries start anew.</summary>
    internal async Task Welcome(AccountWork work, User user, SignInWay way, CancellationToken cancel)
    {
        var now = clock.Now();
        // Not through the tracked row: two sign-ins of one account at one moment are no conflict.
        await using var both = await work.Db.Database.BeginTransactionAsync(cancel);
        await work.Db.Set<User>().Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.AccessFailedCount, 0)
            .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null)
            .SetProperty(u => u.LastSignInAt, now), cancel);
        await Record(work, user, new UserSignedIn(way), cancel);
        await work.Db.SaveChangesAsync(cancel);
        await both.CommitAsync(cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => strangers.Dispose();

    private async Task<DateTimeOffset?> Locked(AccountWork work, User user, CancellationToken cancel)
    {
        var users = work.Db.Set<User>().Where(u => u.Id == user.Id);
        if (user.LockoutEnd is { } end)
        {
            if (end > clock.Now())
                return end;
            await users.Where(u => u.LockoutEnd == end).ExecuteUpdateAsync(set => set
                .SetProperty(u => u.AccessFailedCount, 0)
                .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), cancel);
        }
        var counted = await users.Where(u => u.AccessFailedCount < options.LockoutTries)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), cancel);
        return counted == 0 ? await Lock(work, user, cancel) : null;
    }

    private async Task<SignInAnswer> Wrong(AccountWork work, User user, CancellationToken cancel)
    {
        var failed = await work.Db.Set<User>().Where(u => u.Id == user.Id).Select(u => u.AccessFailedCount).SingleAsync(cancel);
        return failed < options.LockoutTries
            ? new SignInAnswer(SignInOutcome.Wrong, TriesLeft: options.LockoutTries - failed)
            : new SignInAnswer(SignInOutcome.LockedOut, LockedUntil: await Lock(work, user, cancel));
    }

    private async Task<DateTimeOffset> Lock(AccountWork work, User user, CancellationToken cancel)
    {
        var until = clock.Now() + options.Lockout;
        await using var both = await work.Db.Database.BeginTransactionAsync(cancel);
        var locked = await work.Db.Set<User>().Where(u => u.Id == user.Id && u.LockoutEnd == null)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, until), cancel);
        if (locked == 1)
            await Record(work, user, new UserLockedOut(until), cancel);
        await work.Db.SaveChangesAsync(cancel);
        await both.CommitAsync(cancel);
        return until;
    }

    private SignInAnswer Stranger(AccountWork work, string name, string password)
    {
        work.Users.PasswordHasher.VerifyHashedPassword(Nobody, nobodysHash, password);
        var key = name.Length > 64 ? name[..64] : name;
        var (tries, until) = strangers.TryGetValue(key, out (int, DateTimeOffset) kept) && kept.Item2 > clock.Now() ? kept : (0, clock.Now() + options.Lockout);
        if (tries < options.LockoutTries)
            strangers.Set(key, (++tries, until = clock.Now() + options.Lockout), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = options.Lockout });
        return tries < options.LockoutTries
            ? new SignInAnswer(SignInOutcome.Wrong, TriesLeft: options.LockoutTries - tries)
            : new SignInAnswer(SignInOutcome.LockedOut, LockedUntil: until);
    }

    private Task Record(AccountWork work, User user, IEvent happened, CancellationToken cancel) =>
        journal.Record(work.Db, AccountDesk.Subject, happened, new EventContext(user.Id, clock.Now(), AccountDesk.ActorOf(user), History: false), cancel: cancel);
}
