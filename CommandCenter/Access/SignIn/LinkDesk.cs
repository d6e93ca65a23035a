using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Access.SignIn;

/// <summary>Makes and takes links that work once: for the first administrator, and for walls.</summary>
public sealed class LinkDesk(IServiceScopeFactory scopes, AccountDesk accounts, SignInDesk signIn, TimeProvider clock)
{
    /// <summary>How long the first administrator's link works.</summary>
    public static TimeSpan FirstAdministratorLasts { get; } = TimeSpan.FromHours(24);

    /// <summary>How long a wall's link works: the walk from the desk to the wall.</summary>
    public static TimeSpan WallLasts { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether there is an active administrator.</summary>
    public async Task<bool> SomebodyAdministers(CancellationToken cancel = default)
    {
        await using var work = new AccountWork(scopes);
        return await SomebodyAdministers(work, cancel);
    }

    /// <summary>
    /// The path and token of a link that makes the first administrator, or null where somebody administers already.
    /// For the console at start; called again, an earlier link still works until it expires or an administrator exists.
    /// </summary>
    public async Task<string?> FirstAdministratorLink(CancellationToken cancel = default)
    {
        await using var work = new AccountWork(scopes);
        if (await SomebodyAdministers(work, cancel))
            return null;
        var now = clock.Now();
        await work.Db.Set<OneTimeLink>().Where(l => l.ExpiresAt < now).ExecuteDeleteAsync(cancel);
        var token = Add(work, LinkPurpose.FirstAdministrator, null, now + FirstAdministratorLasts);
        await work.Save(cancel);
        return $"/first-administrator?token={token}";
    }

    /// <summary>Whether the link to make the first administrator works now.</summary>
    public async Task<bool> FirstAdministratorLinkWorks(string? token, CancellationToken cancel = default)
    {
        await using var work = new AccountWork(scopes);
        return await Find(work, LinkPurpose.FirstAdministrator, token, cancel) is not null && !await SomebodyAdministers(work, cancel);
    }

    /// <summary>Makes the first administrator and spends the link.</summary>
    public async Task<User> MakeFirstAdministrator(string? token, string userName, string displayName, string password, CancellationToken cancel = default)
    {
        await using var work = new AccountWork(scopes);
        await using var alone = await work.Alone(cancel);
        var link = await Find(work, LinkPurpose.FirstAdministrator, token, cancel);
        if (link is null || await SomebodyAdministers(work, cancel))
            throw AccessRefusal.LinkSpent();
        link.UsedAt = clock.Now();
        var user = await accounts.Add(work, userName, new AccountFacts(displayName, [Role.Administrator]), password, mustChange: false, Actor.System, cancel);
        await work.Save(cancel, alone);
        await signIn.Welcome(work, user, SignInWay.Link, cancel);
        return user;
    }

    /// <summary>The path and token of a link that signs a wall in once.</summary>
    public async Task<string> WallLink(Guid userId, Caller by, CancellationToken cancel = default)
    {
        AccountDesk.MustAdminister(by);
        await using var work = new AccountWork(scopes);
        var user = await work.Find(userId, cancel);
        if (!user.Active || !user.IsWall)
            throw AccessRefusal.NotAWall();
        var until = clock.Now() + WallLasts;
        var token = Add(work, LinkPurpose.WallSignIn, userId, until);
        await accounts.Record(work, user, new WallLinkMade(until), by.Actor, cancel);
        await work.Save(cancel);
        return $"/wall-sign-in?token={token}";
    }

    /// <summary>Spends a wall's link and returns the wall's account.</summary>
    public async Task<User> SignWallIn(string? token, CancellationToken cancel = default)
    {
        await using var work = new AccountWork(scopes);
        var link = await Find(work, LinkPurpose.WallSignIn, token, cancel) ?? throw AccessRefusal.LinkSpent();
        var user = await work.Find(link.UserId!.Value, cancel);
        if (!user.Active || !user.IsWall)
            throw AccessRefusal.LinkSpent();
        link.UsedAt = clock.Now();
        await work.Save(cancel);
        await signIn.Welcome(work, user, SignInWay.Link, cancel);
        return user;
    }

    private string Add(AccountWork work, LinkPurpose purpose, Guid? userId, DateTimeOffset until)
    {
        var token = Secrets.LinkToken();
        work.Db.Add(new OneTimeLink { Id = Guid.CreateVersion7(clock.Now()), Purpose = purpose, UserId = userId, TokenHash = Secrets.Hash(token), ExpiresAt = until });
        return token;
    }

    private async Task<OneTimeLink?> Find(AccountWork work, LinkPurpose purpose, string? token, CancellationToken cancel)
    {
        var hash = Secrets.Hash((token ?? "").Trim().ToLowerInvariant());
        var link = await work.Db.Set<OneTimeLink>().SingleOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == purpose, cancel);
        return link?.Works(clock.Now()) == true ? link : null;
    }

    private static async Task<bool> SomebodyAdministers(AccountWork work, CancellationToken cancel) =>
        (await work.Db.Set<User>().Where(u => u.Active).Select(u => u.Roles).ToListAsync(cancel)).Exists(r => r.Contains(Role.Administrator));
}
