using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CommandCenter.Access.SignIn;

/// <summary>The routes of signing in and out that are no pages.</summary>
internal static class SignInRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", async (HttpContext http, IAntiforgery forms) =>
        {
            if (!await forms.IsRequestValidAsync(http))
                return Results.LocalRedirect("/account"); // another site's form, or a page that is too old: there is a fresh one there
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Results.LocalRedirect("/sign-in");
        }).AllowAnonymous().ExcludeFromDescription();

        if (routes.ServiceProvider.GetRequiredService<AccessOptions>().Oidc is not null)
            routes.MapGet("/sign-in/single", ([FromQuery] string? returnUrl) =>
                Results.Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [SingleSignOn.Scheme])).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The page to go to, if it is one of ours; the start page otherwise.</summary>
    public static string Local(string? url) =>
        url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl) ? url : "/";
}
