using System.Security.Claims;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Access.Http;

/// <summary>
/// The header <c>X-Act-As: &lt;user name&gt;</c> of the demo city's key: the request runs as that person, with their roles, department and area and none of the key's scopes,
/// and the Journal names both: <c>李敏 (via Demo city)</c>. A name beyond ASCII is percent-encoded. Administrators cannot be acted as, so that the key opens no more than the people's own doors.
/// </summary>
internal sealed class ActAs(RequestDelegate next, IDbContextFactory<CityDb> databases, ILookupNormalizer names)
{
    /// <summary>The header.</summary>
    public const string Header = "X-Act-As";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Headers[Header].ToString() is { Length: > 0 } asked && http.User.Identity?.IsAuthenticated == true)
            try
            {
                http.User = await Person(http.User, Uri.UnescapeDataString(asked.Trim()), http.RequestAborted);
            }
            catch (Refusal refusal)
            {
                await AccessProblem.Write(http, refusal);
                return;
            }
        await next(http);
    }

    private async Task<ClaimsPrincipal> Person(ClaimsPrincipal key, string name, CancellationToken cancel)
    {
        if (!key.HasClaim(Caller.ScopeClaim, Scope.ActAs))
            throw AccessRefusal.MayNotActAs();
        var normalized = names.NormalizeName(name);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var user = await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == normalized && u.Active, cancel) ?? throw AccessRefusal.ActAsUnknown(name);
        if (user.Roles.Contains(Role.Administrator))
            throw AccessRefusal.ActAsAdministrator();
        // Nobody sits before a screen who could choose a password.
        user.MustChangePassword = false;
        var person = SignInPrincipal.Of(user);
        ((ClaimsIdentity)person.Identity!).AddClaim(new Claim(Caller.ViaClaim, Caller.From(key).Actor.Name));
        return person;
    }
}
