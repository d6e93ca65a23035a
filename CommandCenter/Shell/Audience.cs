namespace CommandCenter.Shell;

/// <summary>Tells a person's browser from a program. A person gets a page for what went wrong; a program gets a problem document, never a page that would hide it.</summary>
public static class Audience
{
    /// <summary>Whether a person will read the answer.</summary>
    public static bool IsPerson(HttpContext http) =>
        http.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true)
        && !http.Request.Path.StartsWithSegments("/api");
}
