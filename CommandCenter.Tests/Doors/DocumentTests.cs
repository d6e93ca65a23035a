using System.Net;
using System.Text.Json;
using CommandCenter.Tests.Hosts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommandCenter.Tests.Doors;

public class DocumentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_describes_every_operation_with_a_summary_and_its_references_resolve()
    {
        await using var server = await TestServer.Start();
        using var stranger = await server.Client();
        var document = (await stranger.Ask("/api/v1/openapi.json")).Json;

        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(o => o.Value.ValueKind == JsonValueKind.Object && o.Value.TryGetProperty("responses", out _)).Select(o => (Name: $"{o.Name.ToUpperInvariant()} {path.Name}", Operation: o.Value))).ToList();
        var mapped = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && !e.RoutePattern.RawText.EndsWith("openapi.json", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}")).ToList();
        Assert.NotEmpty(mapped);
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Select(d => d.Name).Order(StringComparer.Ordinal));
        Assert.All(described, d => Assert.True(d.Operation.TryGetProperty("summary", out var summary) && summary.GetString()!.Length > 10, $"{d.Name} has no summary."));
        Assert.All(References(document), reference => Assert.True(Resolves(document, reference), $"{reference} is nowhere."));
    }

    [Fact]
    public async Task Page_to_browse_the_document_loads()
    {
        await using var server = await TestServer.Start();
        using var stranger = await server.Client();
        using var page = await stranger.GetAsync("/api/docs", Cancel);
        if (page.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently)
            Assert.StartsWith("/api/docs", page.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var loaded = await stranger.GetAsync(page.Headers.Location?.ToString() ?? "/api/docs", Cancel);
        var html = await loaded.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, loaded.StatusCode);
        Assert.Contains("openapi.json", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static bool Resolves(JsonElement document, string reference)
    {
        var node = document;
        foreach (var part in reference.TrimStart('#', '/').Split('/'))
            if (!node.TryGetProperty(part.Replace("~1", "/", StringComparison.Ordinal), out node))
                return false;
        return true;
    }
}
