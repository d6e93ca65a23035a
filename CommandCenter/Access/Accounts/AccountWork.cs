using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommandCenter.Access.Accounts;

/// <summary>
/// One operation on accounts: a context, and Identity's manager over it, which is told not to save by itself,
/// so that the account and its Journal row are saved together. A row that is there already is changed as a tracked row and not
/// through the manager, whose store forgets at each update what the row was read as, and with it what to refuse.
/// </summary>
internal sealed class AccountWork : IAsyncDisposable
{
    private readonly AsyncServiceScope scope;

    public AccountWork(IServiceScopeFactory scopes)
    {
        scope = scopes.CreateAsyncScope();
        Db = scope.ServiceProvider.GetRequiredService<CityDb>();
        ((UserOnlyStore<User, CityDb, Guid>)scope.ServiceProvider.GetRequiredService<IUserStore<User>>()).AutoSaveChanges = false;
        Users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
    }

    public CityDb Db { get; }

    public UserManager<User> Users { get; }

    /// <summary>The account, or a refusal.</summary>
    public async Task<User> Find(Guid id, CancellationToken cancel) =>
        await Db.Set<User>().SingleOrDefaultAsync(u => u.Id == id, cancel) ?? throw Refusal.NotFound("The user");

    /// <summary>Nobody else may change who administers until this is committed: two administrators could remove each other.</summary>
    public Task<IDbContextTransaction> Alone(CancellationToken cancel) => Db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);

    /// <summary>Sets a password by the rules of passwords; every session made before ends.</summary>
    public async Task SetPassword(User user, string password, bool mustChange)
    {
        foreach (var rule in Users.PasswordValidators)
            Accept(await rule.ValidateAsync(Users, user, password));
        user.PasswordHash = Users.PasswordHasher.HashPassword(user, password);
        user.MustChangePassword = mustChange;
        EndSessions(user);
    }

    /// <summary>Whether <paramref name="password"/> is the account's.</summary>
    public bool Knows(User user, string password) =>
        user.PasswordHash is { } hash && Users.PasswordHasher.VerifyHashedPassword(user, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Says that the account's row changes, so that a second change at the same moment is refused.</summary>
    public static void Changes(User user) => user.ConcurrencyStamp = RandomNumberGenerator.GetHexString(32);

    /// <summary>Ends every session that was made until now.</summary>
    public static void EndSessions(User user)
    {
        user.SecurityStamp = RandomNumberGenerator.GetHexString(32);
        Changes(user);
    }

    /// <summary>Saves what changed and what the Journal says about it; <paramref name="alone"/> is committed with it.</summary>
    public async Task Save(CancellationToken cancel, IDbContextTransaction? alone = null)
    {
        try
        {
            await Db.SaveChangesAsync(cancel);
            if (alone is not null)
                await alone.CommitAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile();
        }
        catch (Exception problem) when (problem.GetBaseException() is DbException { SqlState: "40001" }) // what servers call a serialization failure
        {
            throw ChangedMeanwhile();
        }
    }

    /// <summary>Turns Identity's first complaint into a refusal.</summary>
    public void Accept(IdentityResult result)
    {
        if (result.Succeeded)
            return;
        var error = result.Errors.First();
        throw error.Code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) => AccessRefusal.PasswordTooShort(Users.Options.Password.RequiredLength),
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => AccessRefusal.PasswordTooPlain(Users.Options.Password.RequiredUniqueChars),
            nameof(IdentityErrorDescriber.DuplicateUserName) => AccessRefusal.UserNameTaken(),
            _ => Refusal.Invalid("user", error.Description),
        };
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();

    private static Refusal ChangedMeanwhile() =>
        new(StatusCodes.Status409Conflict, "changed-meanwhile", "Somebody else changed this account at the same moment. Look at it again, then repeat.");
}
