using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Http;
using Microsoft.AspNetCore.Authorization;

namespace CommandCenter.Access.Http;

/// <summary>Whoever has a password that somebody else chose gets to choosing their own, and nowhere else.</summary>
internal sealed class MustChangePassword(RequestDelegate next)
{
    /// <summary>The page that stays open.</summary>
    public const string Page = "/account";

    public Task InvokeAsync(HttpContext http)
    {
        if (!http.User.HasClaim(claim => claim.Type == SignInPrincipal.MustChangePasswordClaim) || !IsGuarded(http))
            return next(http);
        if (AccessProblem.IsForPrograms(http.Request))
            return AccessProblem.Write(http, new Refusal(StatusCodes.Status403Forbidden, "change-password", "Choose your own password first, at /account."));
        http.Response.Redirect(Page);
        return Task.CompletedTask;
    }

    private static bool IsGuarded(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null && !http.Request.Path.StartsWithSegments(Page) && !http.Request.Path.StartsWithSegments("/sign-out");
}
