using System.Net;
using CommandCenter.Access;
using CommandCenter.Tests.Hosts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommandCenter.Tests.Doors;

public class WhoMayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What anybody may open, on purpose: nothing else may be added without thought.</summary>
    private static readonly string[] ForEverybody =
        ["/", "/health/live", "/health/ready", "/alive", "/language/{culture}", "/api/v1/openapi.json", "/api/docs", "/sign-in", "/sign-in/wall", "/demo/sign-in", "/wall-sign-in", "/sign-out", "/first-administrator", "/status"];

    // The framework's own answer for a file that is not there, under the pages' catch-all; the fallback policy covers it.
    private const string FrameworkFiles = "{**path:file}";

    [Fact]
    public async Task Every_endpoint_of_the_running_application_states_who_may()
    {
        await using var server = await TestServer.Start();
        var endpoints = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 30, $"Only {endpoints.Count} endpoints were found.");
        Assert.Contains(endpoints, e => e.RoutePattern.RawText == "/api/v1/tickets/{number}/{verb}");
        var silent = endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<IAuthorizeData>() is null && e.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            .Select(Name).Where(name => name != FrameworkFiles && !name.StartsWith("_framework", StringComparison.Ordinal) && !name.StartsWith("/_blazor", StringComparison.Ordinal) && !name.StartsWith("/_framework", StringComparison.Ordinal)).ToList();
        Assert.True(silent.Count == 0, $"These say nothing about who may: {string.Join(", ", silent)}");
    }

    [Fact]
    public async Task Only_what_is_meant_for_everybody_is_open_to_strangers()
    {
        await using var server = await TestServer.Start();
        var open = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null && !e.Metadata.OfType<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>().Any())
            .Select(Name).Distinct().Where(name => !Array.Exists(ForEverybody, allowed => name == allowed || (allowed.Length > 1 && name.StartsWith(allowed + "/", StringComparison.Ordinal)))).ToList();
        Assert.True(open.Count == 0, $"These are open to strangers: {string.Join(", ", open)}");
    }

    [Fact]
    public async Task Stranger_gets_401_and_a_key_without_the_scope_403_as_problems_on_every_door()
    {
        await using var server = await TestServer.Start();
        using var stranger = await server.Client();
        using var live = await server.Client(Scope.LiveRead);
        foreach (var (method, path) in Doors(server))
        {
            var asked = method == "GET" ? await stranger.Ask(path) : await stranger.Tell(path, new { });
            Assert.Contains("API key", asked.Problem(HttpStatusCode.Unauthorized), StringComparison.Ordinal);
            var refused = method == "GET" ? await live.Ask(path) : await live.Tell(path, new { });
            Assert.Contains("scope", refused.Problem(HttpStatusCode.Forbidden), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Wrong_expired_and_revoked_keys_open_nothing()
    {
        await using var server = await TestServer.Start();
        using var client = await server.Client();
        client.DefaultRequestHeaders.Add("X-Api-Key", "cc_abcdefgh_wrong");
        (await client.Ask("tickets")).Problem(HttpStatusCode.Unauthorized);
        using var reader = await server.Client(Scope.TicketsRead);
        Assert.Equal(HttpStatusCode.OK, (await reader.Ask("tickets")).Status);
        (await reader.Tell("requests", new { title = "t" })).Problem(HttpStatusCode.Forbidden);
        foreach (var key in await server.Get<CommandCenter.Access.Keys.ApiKeyDesk>().List(Cancel))
            await server.Get<CommandCenter.Access.Keys.ApiKeyDesk>().Revoke(key.Id, Caller.System, Cancel);
        (await reader.Ask("tickets")).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Wall_may_look_and_nothing_else()
    {
        await using var server = await TestServer.Start();
        var wall = await server.SignIn(Role.Wall);
        (await wall.Http.Ask("tickets")).Problem(HttpStatusCode.Forbidden);
        (await wall.Http.Tell("requests", new { title = "t" })).Problem(HttpStatusCode.Forbidden);
        (await wall.Http.Tell("tickets/CC-1/accept")).Problem(HttpStatusCode.Forbidden);
    }

    private static IEnumerable<(string Method, string Path)> Doors(TestServer server) => server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal) && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
        .Select(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0], Path(e)));

    private static string Path(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!
        .Replace("{number}", "CC-1", StringComparison.Ordinal).Replace("{verb}", "accept", StringComparison.Ordinal).Replace("{id:guid}", Guid.Empty.ToString(), StringComparison.Ordinal);

    private static string Name(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText ?? endpoint.DisplayName ?? "?";
}
