using CommandCenter.Access.SignIn;
using CommandCenter.DemoCity.Building;
using CommandCenter.DemoCity.SignIn;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace CommandCenter.DemoCity;

/// <summary>The invented city: made by a first start, named as a demo on every page, removed with one button or one command.</summary>
public static class DemoCityFeature
{
    /// <summary>What any process needs to build it or remove it.</summary>
    public static IServiceCollection AddDemoCity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(DemoOptions.Read(configuration));
        services.AddSingleton<DemoState>();
        services.AddDemoTargets();
        services.AddSingleton<DemoBuilder>();
        services.AddSingleton<DemoKey>();
        services.AddSingleton<DemoRemover>();
        return services;
    }

    /// <summary>The targets of the invented city, while it stands.</summary>
    internal static IServiceCollection AddDemoTargets(this IServiceCollection services) => services
        .AddSingleton<DemoTargets>()
        .AddSingleton<IPostConfigureOptions<FigureTargets>>(s => s.GetRequiredService<DemoTargets>())
        .AddSingleton<IOptionsChangeTokenSource<FigureTargets>>(s => s.GetRequiredService<DemoTargets>());

    /// <summary>What a server has beside that: the build in the background, the one-click sign-in and the tag on every page.</summary>
    public static IServiceCollection AddDemoCityWork(this IServiceCollection services)
    {
        services.AddHostedService<DemoHost>();
        services.AddSimulator();
        services.AddSingleton<DemoSignInDesk>();
        services.AddSingleton(new PageBanner(typeof(DemoTag)));
        services.AddSingleton(s => new SignInPart(typeof(DemoSignIn), () => s.GetRequiredService<DemoState>().Now is not null));
        return services;
    }

    /// <summary>
    /// Decides whether this start shows the invented city: only where it has just made the embedded database itself, nobody forbids it, and it is served to browsers.
    /// Other databases get one by <c>demo create</c> alone.
    /// </summary>
    /// <param name="app">The server, before it serves.</param>
    /// <param name="made">Whether this start made the database.</param>
    public static async Task BeginDemoCity(this WebApplication app, bool made)
    {
        var (options, database) = (app.Services.GetRequiredService<DemoOptions>(), app.Services.GetRequiredService<DatabaseOptions>());
        // A test's server has no address.
        var served = app.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>() is not null;
        if (made && served && options.Enabled && database is { Provider: DatabaseProvider.Sqlite, ConnectionString: null })
            await app.Services.GetRequiredService<DemoBuilder>().Begin(options.Seed, CancellationToken.None);
    }

    /// <summary><c>POST /demo/sign-in</c>, by which who comes from this machine is let in as the person of a role, and <c>/api/v1/demo</c>, by which the city is steered.</summary>
    public static IEndpointRouteBuilder MapDemoCity(this IEndpointRouteBuilder routes)
    {
        DemoSignInDesk.Map(routes);
        SimulatorApi.Map(routes.MapGroup("/api/v1"));
        return routes;
    }
}
