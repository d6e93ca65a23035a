namespace CommandCenter.Access.Http;

/// <summary>
/// Metadata of an endpoint whose page brings scripts within itself, as the pages of Hangfire and of the API's reference do.
/// Everything else runs scripts from our own files only.
/// </summary>
public sealed class InlineScripts;

/// <summary>The headers that tell a browser what our pages may do: nothing comes from another host, and nobody frames us.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, AccessOptions options)
{
    private readonly string rest = Rest(options);

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            var inline = http.GetEndpoint()?.Metadata.GetMetadata<InlineScripts>() is not null;
            headers.ContentSecurityPolicy = $"script-src 'self'{(inline ? " 'unsafe-inline'" : ScriptNonce.Source(http))}; {rest}";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(http);
    }

    // Styles may stand in elements: popovers and the map are placed that way.
    private static string Rest(AccessOptions options) =>
        $"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src {string.Join(' ', ["'self'", "data:", "blob:", .. options.ImageHosts])}; " +
        "font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
