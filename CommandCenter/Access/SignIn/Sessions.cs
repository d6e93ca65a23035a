using System.Security.Claims;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Access.SignIn;

/// <summary>
/// One rule for requests and for open circuits: every half minute a session is held against its account. Deactivation, a new password and
/// "sign out everywhere" end it; changed roles or a changed department take effect in it.
/// </summary>
public sealed class Sessions(IDbContextFactory<CityDb> databases, AccessOptions options, TimeProvider clock)
{
    /// <summary>How long a session is believed without looking.</summary>
    public TimeSpan Believed => options.SessionBelieved;

    /// <summary>The principal as the account stands now, or null where the session is over.</summary>
    public async Task<ClaimsPrincipal?> Refresh(ClaimsPrincipal principal, CancellationToken cancel = default)
    {
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var user = await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, cancel);
        return user is { Active: true } && user.SecurityStamp == principal.FindFirstValue(SignInPrincipal.StampClaim) ? SignInPrincipal.Of(user) : null;
    }

    /// <summary>Starts a session in the browser behind <paramref name="http"/>.</summary>
    public async Task Start(HttpContext http, User user)
    {
        var principal = SignInPrincipal.Of(user);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, principal, PropertiesOf(user));
        http.User = principal;
        if (user.Language is { } language)
            http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
    }

    /// <summary>How long the session lasts: a wall's must not expire while it is shown, and outlives its browser.</summary>
    internal AuthenticationProperties PropertiesOf(User user) => user.IsWall
        ? new AuthenticationProperties { IsPersistent = true, AllowRefresh = true, IssuedUtc = clock.GetUtcNow(), ExpiresUtc = clock.GetUtcNow() + options.WallSession }
        : new AuthenticationProperties { AllowRefresh = true };

    /// <summary>Checks the session of a request that brought a cookie.</summary>
    internal static async Task Validate(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var sessions = services.GetRequiredService<Sessions>();
        if (services.GetRequiredService<TimeProvider>().GetUtcNow() - context.Properties.IssuedUtc < sessions.Believed)
            return;
        if (await sessions.Refresh(context.Principal!, context.HttpContext.RequestAborted) is { } now)
        {
            context.ReplacePrincipal(now);
            context.ShouldRenew = true; // a new issue date, and with it the whole span again
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
