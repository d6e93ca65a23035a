using System.Runtime.CompilerServices;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace CommandCenter.Wall;

/// <summary>
/// <c>/hubs/live</c>: tickets and figures for other programs, subscription only. One method, <c>Subscribe</c>, a stream of <see cref="LiveMessage"/>; see docs/live-hub.md.
/// Open to the roles that may see a wall and to API keys with the scope <c>live:read</c>; a caller is told what the caller may see.
/// </summary>
[Authorize(Policy = Permit.SeeWall)]
public sealed class LiveHub(LiveFeed feed, Sessions sessions, TimeProvider clock) : Hub
{
    /// <summary>
    /// Begins a subscription: snapshot, figures, then changes and figures until the caller stops. It ends with an error when the caller's session is over or the
    /// caller's rights change; the caller connects and subscribes again.
    /// </summary>
    public async IAsyncEnumerable<LiveMessage> Subscribe([EnumeratorCancellation] CancellationToken cancel)
    {
        var user = Context.User!;
        var believedUntil = clock.Now() + sessions.Believed;
        await foreach (var message in feed.Read(Caller.From(user), cancel))
        {
            if (clock.Now() >= believedUntil && !user.HasClaim(c => c.Type == Caller.KeyClaim)) // a key's connection ends by itself after a quarter of an hour
            {
                if (await sessions.Refresh(user, cancel) is not { } now || !SignInPrincipal.Same(now, user))
                    throw new HubException("The session is over or its rights have changed. Connect and subscribe again.");
                believedUntil = clock.Now() + sessions.Believed;
            }
            yield return message;
        }
    }
}
