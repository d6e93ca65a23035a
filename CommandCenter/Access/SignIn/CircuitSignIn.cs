using CommandCenter.Access.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CommandCenter.Access.SignIn;

/// <summary>Who is signed in on a circuit. A circuit makes no requests, so its session is held against the account here.</summary>
public sealed class CircuitSignIn(ILoggerFactory logs, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(logs)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => sessions.Believed;

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellationToken)
    {
        if (state.User.Identity?.IsAuthenticated != true)
            return true;
        if (await sessions.Refresh(state.User, cancellationToken) is not { } now)
            return false;
        if (!SignInPrincipal.Same(now, state.User))
            SetAuthenticationState(Task.FromResult(new AuthenticationState(now)));
        return true;
    }
}
