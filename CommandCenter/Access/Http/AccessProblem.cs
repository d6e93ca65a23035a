using CommandCenter.Access.Keys;
using CommandCenter.Platform.Http;
using Microsoft.AspNetCore.Authorization;

namespace CommandCenter.Access.Http;

/// <summary>What a program is told that is not let in: ProblemDetails, never a page to sign in on.</summary>
internal static class AccessProblem
{
    /// <summary>Whether a program asks, which can do nothing with a redirect.</summary>
    public static bool IsForPrograms(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hubs");

    /// <summary>401: who are you?</summary>
    public static Task Unauthorized(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Write(http, ApiKeyHandler.Presented(http.Request) is null
            ? new Refusal(StatusCodes.Status401Unauthorized, "who-are-you", "Send an API key in the header 'Authorization: Bearer cc_…' or 'X-Api-Key: cc_…'.")
            : new Refusal(StatusCodes.Status401Unauthorized, "key-not-valid", "The API key is unknown, expired or revoked."));
    }

    /// <summary>403: what would be needed.</summary>
    public static Task Forbidden(HttpContext http)
    {
        var needs = http.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => Permit.Needs(data.Policy)).OfType<string>().ToList() ?? [];
        return Write(http, new Refusal(StatusCodes.Status403Forbidden, "not-permitted", needs.Count == 0 ? "This is not permitted to you." : $"This needs {string.Join(", and ", needs)}."));
    }

    public static Task Write(HttpContext http, Refusal refusal)
    {
        http.Response.StatusCode = refusal.Status;
        return http.Response.WriteAsJsonAsync(refusal.ToProblem(http.Request.Path), options: null, contentType: "application/problem+json", cancellationToken: http.RequestAborted);
    }
}
