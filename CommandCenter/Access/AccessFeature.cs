using CommandCenter.Access.Accounts;
using CommandCenter.Access.Http;
using CommandCenter.Access.Keys;
using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Kit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CommandCenter.Access;

/// <summary>Who gets in: registration, the order at the door, and the routes.</summary>
public static class AccessFeature
{
    private const string AnyScheme = "Access";

    /// <summary>Accounts, keys and links, for any process: a server and a command alike.</summary>
    /// <exception cref="CannotStart">A setting under <c>Access</c> is wrong.</exception>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration) =>
        services.AddAccounts(AccessOptions.Read(configuration));

    /// <summary>Sign-in for a server: cookies, API keys, single sign-on, policies. After the registration of Razor components, whose provider of the signed-in state it replaces.</summary>
    /// <exception cref="CannotStart">A setting under <c>Access</c> is wrong.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var options = AccessOptions.Read(configuration);
        services.AddAccounts(options);
        var sign = services.AddAuthentication(AnyScheme)
            .AddPolicyScheme(AnyScheme, null, scheme => scheme.ForwardDefaultSelector = http =>
                ApiKeyHandler.Presented(http.Request) is null ? IdentityConstants.ApplicationScheme : ApiKeyHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => ConfigureCookie(cookie, options));
        if (options.Oidc is { } oidc)
        {
            services.AddSingleton<SingleSignOn>();
            sign.AddOpenIdConnect(SingleSignOn.Scheme, handler => SingleSignOn.Configure(handler, oidc));
        }
        services.AddAuthorization(Permit.AddPolicies);
        services.AddCascadingAuthenticationState();
        services.Replace(ServiceDescriptor.Scoped<AuthenticationStateProvider, CircuitSignIn>());
        services.AddAntiforgery(form => form.Cookie = CookieOf(options, "form"));
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.Configure<ForwardedHeadersOptions>(forwarded => Forward(forwarded, options));
        services.AddLocalization();
        services.AddSingleton(new TopBarPart(100, typeof(SignedInPart)));
        services.AddSingleton(AdminEntry.Of<AccessText>(10, "person", "Users", "/admin/users"));
        services.AddSingleton(AdminEntry.Of<AccessText>(20, "lock", "ApiKeys", "/admin/api-keys"));
        return services;
    }

    /// <summary>The very first steps of every request: whose word counts, HTTPS, and the headers of every answer. Before static files.</summary>
    public static WebApplication UseFrontDoor(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<AccessOptions>();
        if (options.KnownProxies.Count > 0)
            app.UseForwardedHeaders();
        if (options.RequireHttps)
            app.UseHsts().UseHttpsRedirection();
        app.UseMiddleware<SecurityHeaders>();
        return app;
    }

    /// <summary>Who it is, and whether they may. After static files, which are for everybody, and before the routes.</summary>
    public static WebApplication UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<ActAs>();
        app.UseAuthorization();
        app.UseMiddleware<MustChangePassword>();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>The routes that are no pages.</summary>
    public static WebApplication MapAccess(this WebApplication app)
    {
        SignInRoutes.Map(app);
        return app;
    }

    private static IServiceCollection AddAccounts(this IServiceCollection services, AccessOptions options)
    {
        services.AddSingleton(options);
        services.AddIdentityCore<User>(identity =>
        {
            // Length is what makes a password hard to guess; rules about signs make it hard to remember.
            identity.Password = new PasswordOptions
            {
                RequiredLength = options.MinimumPasswordLength,
                RequiredUniqueChars = 4,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
            };
            identity.User.AllowedUserNameCharacters = ""; // letters of any script; AccountDesk says which signs
        });
        services.AddScoped<IUserStore<User>, UserOnlyStore<User, CityDb, Guid>>();
        services.TryAddSingleton(AccessChoices.None);
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<ApiKeyDesk>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<LinkDesk>();
        services.AddSingleton<Sessions>();
        return services;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie, AccessOptions options)
    {
        cookie.Cookie = CookieOf(options, "session");
        cookie.ExpireTimeSpan = options.Session;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = Sessions.Validate;
        cookie.Events.OnRedirectToLogin = context => AccessProblem.IsForPrograms(context.Request) ? AccessProblem.Unauthorized(context.HttpContext) : SignIn(context);
        cookie.Events.OnRedirectToAccessDenied = context => AccessProblem.IsForPrograms(context.Request) ? AccessProblem.Forbidden(context.HttpContext) : Refuse(context);

        Task SignIn(RedirectContext<CookieAuthenticationOptions> context)
        {
            var asked = context.Request;
            // Who brings a session's cookie and is sent here had one that is over.
            context.RedirectUri = SignInAddress.For(asked.PathBase + asked.Path + asked.QueryString, ended: asked.Cookies.ContainsKey(cookie.Cookie.Name!));
            return Go(context);
        }

        // The answer keeps the address that was asked for; the shell's page for 403 says what it means.
        static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        static Task Go(RedirectContext<CookieAuthenticationOptions> context)
        {
            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }
    }

    // The prefix makes browsers refuse the cookie from anybody but this host over HTTPS, so it can only be used where HTTPS is certain.
    private static CookieBuilder CookieOf(AccessOptions options, string name) => new()
    {
        Name = options.RequireHttps ? $"__Host-commandcenter-{name}" : $"commandcenter-{name}",
        Path = "/",
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        SecurePolicy = options.RequireHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
    };

    private static void Forward(ForwardedHeadersOptions forwarded, AccessOptions options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.KnownProxies)
            forwarded.KnownIPNetworks.Add(network);
    }
}
