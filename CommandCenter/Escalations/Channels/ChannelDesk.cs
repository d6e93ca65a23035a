using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Escalations.Chains;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Channels;

/// <summary>What administrators do with the ways out of the product: webhook targets, and trying whether a channel works.</summary>
public sealed class ChannelDesk(
    IDbContextFactory<CityDb> databases, JournalWriter journal, Mailer mailer, MailText texts, WebhookSender webhooks, TimeProvider clock)
{
    /// <summary>Every target by name.</summary>
    public async Task<IReadOnlyList<WebhookTarget>> Targets(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return [.. (await db.Set<WebhookTarget>().AsNoTracking().ToListAsync(cancel)).OrderBy(t => t.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>Adds a target.</summary>
    /// <returns>Its id, and the secret that calls are signed with; it is shown this once.</returns>
    /// <exception cref="Refusal">Name or address are wrong.</exception>
    public async Task<(Guid Id, string Secret)> Add(Caller by, string name, string url, CancellationToken cancel)
    {
        ChainDesk.MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var secret = WebhookSignature.NewSecret();
        var target = new WebhookTarget
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Name = await FreeName(db, null, name, cancel),
            Url = Address(url),
            ProtectedSecret = webhooks.Protect(secret),
        };
        db.Add(target);
        await Commit(db, target, "added", by, cancel);
        return (target.Id, secret);
    }

    /// <summary>Changes name, address or whether it is called.</summary>
    /// <exception cref="Refusal">A value is wrong, or somebody else changed it.</exception>
    public async Task Change(Caller by, Guid id, int version, string name, string url, bool active, CancellationToken cancel)
    {
        ChainDesk.MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var target = await Find(db, id, version, cancel);
        (target.Name, target.Url, target.Active) = (await FreeName(db, id, name, cancel), Address(url), active);
        await Commit(db, target, "changed", by, cancel);
    }

    /// <summary>Gives it a new secret, which is shown this once; calls from now on are signed with it.</summary>
    public async Task<string> NewSecret(Caller by, Guid id, int version, CancellationToken cancel)
    {
        ChainDesk.MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var target = await Find(db, id, version, cancel);
        var secret = WebhookSignature.NewSecret();
        target.ProtectedSecret = webhooks.Protect(secret);
        await Commit(db, target, "secret", by, cancel);
        return secret;
    }

    /// <summary>Removes a target. Steps that name it fall to the last resort.</summary>
    /// <exception cref="Refusal">Chains name it.</exception>
    public async Task Remove(Caller by, Guid id, int version, CancellationToken cancel)
    {
        ChainDesk.MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var target = await Find(db, id, version, cancel);
        var chains = await db.Set<EscalationChain>().AsNoTracking().ToListAsync(cancel);
        if (chains.FirstOrDefault(c => c.Read().Steps.Any(s => s.WebhookId == id)) is { } chain)
            throw new Refusal(StatusCodes.Status409Conflict, "target-in-use", $"The chain '{chain.Name}' names it; give that step another one first.") { Facts = new Dictionary<string, object?> { ["chain"] = chain.Name } };
        db.Remove(target);
        await Commit(db, target, "removed", by, cancel);
    }

    /// <summary>Calls a target with a body of type <c>test</c>; null when it took it.</summary>
    public async Task<DeliveryFailure?> TestWebhook(Caller by, Guid id, CancellationToken cancel)
    {
        ChainDesk.MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var target = await db.Set<WebhookTarget>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, cancel) ?? throw Refusal.NotFound("The target");
        var (delivery, at) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.Now());
        return await webhooks.Send(target, delivery, new WebhookBody("test", delivery, at, null, null, null, null, null, null), at, cancel);
    }

    /// <summary>Sends an e-mail to the caller's own address; null when the server took it.</summary>
    /// <exception cref="Refusal">The caller has no address.</exception>
    public async Task<DeliveryFailure?> TestMail(Caller by, CancellationToken cancel)
    {
        ChainDesk.MustAdminister(by);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var user = await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == by.UserId, cancel);
        return user?.Email is { Length: > 0 } address
            ? await mailer.Send(address, user.DisplayName, texts.Test(CultureInfo.CurrentUICulture), Guid.CreateVersion7(clock.GetUtcNow()), cancel)
            : throw new Refusal(StatusCodes.Status409Conflict, "no-own-address", "Your account has no e-mail address; give it one under Users first.");
    }

    private static async Task<WebhookTarget> Find(CityDb db, Guid id, int version, CancellationToken cancel)
    {
        var target = await db.Set<WebhookTarget>().FirstOrDefaultAsync(t => t.Id == id, cancel) ?? throw Refusal.NotFound("The target");
        return target.Version == version ? target : throw ChangedMeanwhile(target.Name);
    }

    private static async Task<string> FreeName(CityDb db, Guid? id, string name, CancellationToken cancel)
    {
        name = name.Trim();
        if (name.Length is 0 or > WebhookTarget.NameLength)
            throw Refusal.Invalid("targetName", $"must have 1 to {WebhookTarget.NameLength} characters.");
        return await db.Set<WebhookTarget>().AnyAsync(t => t.Id != id && t.Name == name, cancel)
            ? throw new Refusal(StatusCodes.Status409Conflict, "target-name-taken", $"name: another target is called '{name}'.") { Field = "targetName" }
            : name;
    }

    private static string Address(string url) =>
        url.Trim() is { Length: <= WebhookTarget.UrlLength } text && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0
            ? text : throw Refusal.Invalid("url", "must be an address that begins with https:// or http://, without a password in it.");

    private async Task Commit(CityDb db, WebhookTarget target, string change, Caller by, CancellationToken cancel)
    {
        await journal.Record(db, ChainIndex.Subject, new WebhookTargetChanged(target.Name, change), new EventContext(target.Id, clock.Now(), by.Actor, History: false), cancel: cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(target.Name);
        }
    }

    private static Refusal ChangedMeanwhile(string name) =>
        new(StatusCodes.Status409Conflict, "changed-meanwhile", $"'{name}' was changed by somebody else; look at it again.");
}
