using System.Security.Claims;
using System.Text.Encodings.Web;
using CommandCenter.Access.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CommandCenter.Access.Keys;

/// <summary>Lets in who presents an API key: <c>Authorization: Bearer cc_…</c> or <c>X-Api-Key: cc_…</c>, and for the hubs of browsers, which cannot set headers, <c>?access_token=cc_…</c>.</summary>
public sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder urls, ApiKeyDesk keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, urls)
{
    /// <summary>The authentication scheme.</summary>
    public const string SchemeName = "ApiKey";

    // A hub's connection outlives its request, so it is told when to come again: a revoked key does not come back.
    private static readonly TimeSpan ConnectionLasts = TimeSpan.FromMinutes(15);

    /// <summary>The key a request presents, whether it is right or not; null where it presents none.</summary>
    public static string? Presented(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"].ToString() is { Length: > 0 } header)
            return header.Trim();
        if (request.Headers.Authorization.ToString() is { } bearer && bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return bearer["Bearer ".Length..].Trim();
        return request.Path.StartsWithSegments("/hubs") && request.Query["access_token"].ToString() is { Length: > 0 } query ? query : null;
    }

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Presented(Request) is not { } presented)
            return AuthenticateResult.NoResult();
        if (await keys.Find(presented, Context.RequestAborted) is not { } key)
            return AuthenticateResult.Fail("The API key is unknown, expired or revoked.");
        var identity = new ClaimsIdentity(SchemeName, Caller.DisplayNameClaim, ClaimTypes.Role);
        identity.AddClaim(new Claim(Caller.KeyClaim, key.Id.ToString("N")));
        identity.AddClaim(new Claim(Caller.DisplayNameClaim, key.Name));
        identity.AddClaims(key.Scopes.Select(scope => new Claim(Caller.ScopeClaim, scope)));
        var until = TimeProvider.GetUtcNow() + ConnectionLasts;
        var properties = new AuthenticationProperties { ExpiresUtc = key.ExpiresAt < until ? key.ExpiresAt : until };
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, SchemeName));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AccessProblem.Unauthorized(Context);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessProblem.Forbidden(Context);
}
