using CommandCenter.Platform.Time;
using Microsoft.AspNetCore.Diagnostics;
using MudBlazor.Services;

namespace CommandCenter.Shell;

/// <summary>The frame around every screen: layouts, navigation, language, theme, reconnecting, and the pages for what goes wrong.</summary>
public static class ShellFeature
{
    private static readonly string Instance = Guid.NewGuid().ToString("N");

    /// <summary>Registers Razor components on circuits, MudBlazor, the languages and the city's face.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services, City city)
    {
        services.AddServing();
        services.AddSingleton<SiteFiles>();
        services.AddSingleton(Languages.Localization(city.Language));
        services.AddLocalization();
        services.AddMudServices();
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationCore();
        services.AddSingleton<ScreenMeter>();
        services.AddScoped(s => s.GetRequiredService<ScreenMeter>().Handler());
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            // A map or a pasted reply sends more than SignalR's 32 KB, which would end the circuit.
            hub.MaximumReceiveMessageSize = 256 * 1024;
            // A lost network shows after seconds, not after half a minute; browsers slow the timers of hidden tabs, so their silence is forgiven longer.
            hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(90);
        });
        return services;
    }

    /// <summary>The middleware of the shell. Call it before sign-in and endpoints, so that their answers are in the reader's language too.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        app.UseRequestLocalization(app.Services.GetRequiredService<RequestLocalizationOptions>());
        app.UseExceptionHandler("/status/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.Use((http, next) =>
        {
            if (!Audience.IsPerson(http)) http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
            return next(http);
        });
        return app;
    }

    /// <summary>The pages of every room, the start page, the language switch and the sign of life that screens look for before they load again.</summary>
    public static RazorComponentsEndpointConventionBuilder MapShell(this WebApplication app)
    {
        app.MapGet("/", HomePage.Open).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/language/{culture}", Languages.Choose).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/alive", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return Instance;
        }).AllowAnonymous().ExcludeFromDescription();
        return app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
