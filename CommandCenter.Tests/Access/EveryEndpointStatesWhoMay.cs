using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommandCenter.Tests.Access;

/// <summary>Finds endpoints, pages and hubs that do not say who may. The fallback policy would keep strangers out, but nobody would have thought about it.</summary>
public static class EveryEndpointStatesWhoMay
{
    /// <summary>The endpoints of <paramref name="source"/> without a policy and without "anybody may"; what is static or of the framework itself is named by <paramref name="framework"/>.</summary>
    public static IReadOnlyList<string> SilentOnes(EndpointDataSource source, Func<RouteEndpoint, bool>? framework = null) =>
        [.. source.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            .Where(e => framework?.Invoke(e) != true)
            .Select(e => $"{e.RoutePattern.RawText} ({e.DisplayName})")];
}

public sealed class EveryEndpointStatesWhoMayTests
{
    [Fact]
    public void Only_an_endpoint_that_says_nothing_is_found()
    {
        var source = new DefaultEndpointDataSource(
            At("/open", new AllowAnonymousAttribute()), At("/closed", new AuthorizeAttribute("SeeTickets")), At("/silent"), At("/framework.js"));
        Assert.Equal(["/silent (silent)"], EveryEndpointStatesWhoMay.SilentOnes(source, e => e.RoutePattern.RawText!.EndsWith(".js", StringComparison.Ordinal)));

        static RouteEndpoint At(string path, params object[] metadata) =>
            new(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse(path), 0, new EndpointMetadataCollection(metadata), path[1..]);
    }
}
