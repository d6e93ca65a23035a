using System.Collections.Immutable;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Access.Keys;

/// <summary>A key that was just made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">The key itself; this is the only time it can be seen.</param>
public sealed record NewApiKey(Guid Id, string Key);

/// <summary>Makes, revokes and checks API keys.</summary>
public sealed class ApiKeyDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, TimeProvider clock)
{
    /// <summary>How the Journal calls a key.</summary>
    public const string Subject = "api-key";

    private static readonly TimeSpan UseIsNoted = TimeSpan.FromMinutes(1);

    /// <summary>Makes a key that may do what <paramref name="scopes"/> say.</summary>
    public Task<NewApiKey> Create(string name, IReadOnlyCollection<string> scopes, DateTimeOffset? expiresAt, Caller by, CancellationToken cancel = default) =>
        Create(name, scopes, Scope.All, expiresAt, by, cancel);

    /// <summary>
    /// Makes the key with which the demo city lives: every scope, and <see cref="Scope.ActAs"/>, which no administrator can give. No page and no command calls this;
    /// the Journal shows its scopes as it does any key's.
    /// </summary>
    internal Task<NewApiKey> CreateForDemo(string name, CancellationToken cancel = default) =>
        Create(name, [.. Scope.All, Scope.ActAs], [.. Scope.All, Scope.ActAs], expiresAt: null, Caller.System, cancel);

    private async Task<NewApiKey> Create(string name, IReadOnlyCollection<string> scopes, IReadOnlyCollection<string> allowed, DateTimeOffset? expiresAt, Caller by, CancellationToken cancel)
    {
        AccountDesk.MustAdminister(by);
        var now = clock.Now();
        if (name.Trim().Length is 0 or > 100)
            throw AccessRefusal.KeyNameMissing();
        if (scopes.Count == 0 || scopes.Any(s => !allowed.Contains(s)))
            throw AccessRefusal.NoScopes();
        if (expiresAt <= now)
            throw AccessRefusal.ExpiryPast();
        var (key, prefix) = Secrets.ApiKey();
        var row = new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            Name = name.Trim(),
            Prefix = prefix,
            Hash = Secrets.Hash(key),
            Scopes = [.. scopes],
            CreatedBy = by.Actor.Name.Length > 80 ? by.Actor.Name[..80] : by.Actor.Name,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Add(row);
        await Record(db, row, new ApiKeyCreated(row.Name, prefix, [.. row.Scopes.Order(StringComparer.Ordinal)], expiresAt), by, cancel);
        await db.SaveChangesAsync(cancel);
        return new NewApiKey(row.Id, key);
    }

    /// <summary>Revokes a key; the next request with it is refused. A key that is revoked already stays as it is.</summary>
    public async Task Revoke(Guid id, Caller by, CancellationToken cancel = default)
    {
        AccountDesk.MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var key = await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id, cancel) ?? throw Refusal.NotFound("The API key");
        if (key.RevokedAt is not null)
            return;
        key.RevokedAt = clock.Now();
        await Record(db, key, new ApiKeyRevoked(key.Name, key.Prefix), by, cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Every key, the newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> List(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<ApiKey>().AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync(cancel);
    }

    /// <summary>The row of a key that is presented, or null where it does not let anybody in.</summary>
    internal async Task<ApiKey?> Find(string presented, CancellationToken cancel)
    {
        if (presented.Split('_') is not ["cc", { Length: 8 } prefix, _])
            return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var key = await db.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(k => k.Prefix == prefix, cancel);
        var now = clock.Now();
        if (key is null || !Secrets.Matches(presented, key.Hash) || !key.Works(now))
            return null;
        if (key.LastUsedAt is null || now - key.LastUsedAt >= UseIsNoted)
            await db.Set<ApiKey>().Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), cancel);
        return key;
    }

    private Task Record(CityDb db, ApiKey key, IEvent happened, Caller by, CancellationToken cancel) =>
        journal.Record(db, Subject, happened, new EventContext(key.Id, clock.Now(), by.Actor, History: false), cancel: cancel);
}
