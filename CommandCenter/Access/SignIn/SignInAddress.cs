namespace CommandCenter.Access.SignIn;

/// <summary>
/// Where to sign in for a page. When a session has ended, the page says so: a person goes on where they were, and a wall, in front of which nobody has a password,
/// asks for a code from an administrator.
/// </summary>
public static class SignInAddress
{
    /// <summary>Pages below it are walls.</summary>
    private const string Walls = "/wall/";

    /// <summary>The address of signing in for the page <paramref name="path"/> (with its query). <paramref name="ended"/>: there was a session, and it is over.</summary>
    public static string For(string path, bool ended) =>
        ended && path.StartsWith(Walls, StringComparison.OrdinalIgnoreCase) ? "/wall-sign-in?ended=true"
        : $"/sign-in?returnUrl={Uri.EscapeDataString(path)}{(ended ? "&ended=true" : "")}";
}
