using System.Security.Claims;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Access.SignIn;

/// <summary>
/// Sign-in through the city's own identity provider. The provider says who it is; the account here says what they may, unless a role claim is
/// configured, in which case roles follow the provider at every sign-in.
/// </summary>
public sealed class SingleSignOn(IServiceScopeFactory scopes, AccountDesk accounts, SignInDesk signIn, AccessChoices choices)
{
    /// <summary>The authentication scheme, and the provider's name beside linked accounts.</summary>
    public const string Scheme = "oidc";

    /// <summary>The account of somebody the provider vouches for: found, linked or made.</summary>
    /// <exception cref="Refusal">The name belongs to somebody else, or the account is closed.</exception>
    public async Task<User> Welcome(ClaimsPrincipal vouchedFor, OidcOptions options, CancellationToken cancel = default)
    {
        var subject = vouchedFor.FindFirstValue("sub") ?? vouchedFor.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw Refusal.Invalid("sub", "the provider sent no subject.");
        await using var work = new AccountWork(scopes);
        var user = await work.Users.FindByLoginAsync(Scheme, subject) ?? await LinkOrMake(work, vouchedFor, options, subject, cancel);
        if (!user.Active)
            throw AccessRefusal.Deactivated();
        await Follow(work, user, vouchedFor, options, cancel);
        await work.Save(cancel);
        await signIn.Welcome(work, user, SignInWay.SingleSignOn, cancel);
        return user;
    }

    /// <summary>Tells the handler of OpenID Connect what is configured, and what to do with whom it brings.</summary>
    internal static void Configure(OpenIdConnectOptions handler, OidcOptions options)
    {
        handler.SignInScheme = IdentityConstants.ApplicationScheme;
        handler.Authority = options.Authority;
        handler.RequireHttpsMetadata = options.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        handler.ClientId = options.ClientId;
        handler.ClientSecret = options.ClientSecret;
        handler.ResponseType = "code";
        handler.ResponseMode = "query"; // the answer comes back as a link, for which a Lax cookie is sent; a form from elsewhere would need less strict ones
        handler.CorrelationCookie.SameSite = SameSiteMode.Lax;
        handler.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        handler.NonceCookie.SameSite = SameSiteMode.Lax;
        handler.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        handler.UsePkce = true;
        handler.MapInboundClaims = false;
        handler.SaveTokens = false;
        handler.GetClaimsFromUserInfoEndpoint = true;
        handler.ClaimActions.Clear();
        handler.ClaimActions.MapAllExcept("iss", "aud", "exp", "iat", "nonce", "at_hash", "c_hash");
        handler.Scope.Clear();
        handler.Scope.Add("openid");
        handler.Scope.Add("profile");
        // Ours, not the provider's, is what the cookie holds: its claims are the account's, and its stamp ends with the account.
        handler.Events.OnTicketReceived = async context =>
        {
            var services = context.HttpContext.RequestServices;
            try
            {
                var user = await services.GetRequiredService<SingleSignOn>().Welcome(context.Principal!, options, context.HttpContext.RequestAborted);
                context.Principal = SignInPrincipal.Of(user);
                context.Properties = services.GetRequiredService<Sessions>().PropertiesOf(user);
            }
            catch (Refusal refusal)
            {
                context.HandleResponse();
                context.Response.Redirect($"/sign-in?refused={Uri.EscapeDataString(refusal.Code)}");
            }
        };
        handler.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect("/sign-in?refused=single-sign-on-failed");
            return Task.CompletedTask;
        };
    }

    private async Task<User> LinkOrMake(AccountWork work, ClaimsPrincipal vouchedFor, OidcOptions options, string subject, CancellationToken cancel)
    {
        var name = vouchedFor.FindFirstValue(options.NameClaim) ?? throw Refusal.Invalid(options.NameClaim, "the provider sent no such claim.");
        var user = await work.Users.FindByNameAsync(name);
        if (user is { PasswordHash: not null } && !options.LinkByName)
            throw AccessRefusal.HasOwnPassword(name);
        user ??= await accounts.Add(work, name, new AccountFacts(vouchedFor.FindFirstValue("name") ?? name, []), null, mustChange: false, new Actor("system", "OpenID Connect"), cancel);
        work.Db.Add(new IdentityUserLogin<Guid> { LoginProvider = Scheme, ProviderKey = subject, ProviderDisplayName = options.Authority, UserId = user.Id });
        return user;
    }

    private async Task Follow(AccountWork work, User user, ClaimsPrincipal vouchedFor, OidcOptions options, CancellationToken cancel)
    {
        var roles = options.RoleClaim is null ? user.Roles : [.. vouchedFor.FindAll(options.RoleClaim).Select(c => RoleOf(c.Value, options)).OfType<Role>()];
        var department = options.DepartmentClaim is null ? user.DepartmentId : await DepartmentOf(vouchedFor.FindFirstValue(options.DepartmentClaim), cancel);
        if (roles.SetEquals(user.Roles) && department == user.DepartmentId)
            return;
        var before = user.Roles;
        (user.Roles, user.DepartmentId) = (roles, department);
        AccountWork.Changes(user);
        await accounts.Record(work, user, new UserChanged(user.DisplayName, [.. roles.Order()], [.. before.Order()], department, user.AreaId), AccountDesk.ActorOf(user), cancel);
    }

    // A wall's session lasts for months, which is nothing a group in a directory should hand out.
    private static Role? RoleOf(string value, OidcOptions options) =>
        options.RoleMap.TryGetValue(value, out var mapped) ? mapped
        : Enum.GetValues<Role>().Where(role => role != Role.Wall && role.ToString().Equals(value, StringComparison.OrdinalIgnoreCase)).Cast<Role?>().FirstOrDefault();

    private async Task<Guid?> DepartmentOf(string? value, CancellationToken cancel)
    {
        var found = (await choices.Departments(cancel)).Where(d => string.Equals(d.Name, value, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(value, out var id) && id == d.Id)).ToList();
        return found.Count == 1 ? found[0].Id : null;
    }
}
