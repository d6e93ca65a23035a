namespace CommandCenter.Shell;

/// <summary>Light or dark, for desks and phones; walls are always dark. Kept in a cookie that the browser's script writes.</summary>
public sealed class ScreenTheme(bool dark)
{
    /// <summary>The cookie: <c>light</c> or <c>dark</c>.</summary>
    public const string Cookie = "cc-theme";

    /// <summary>Whether the screen is dark.</summary>
    public bool Dark { get; set; } = dark;

    /// <summary>The value of <c>data-theme</c>.</summary>
    public string Name => NameOf(Dark);

    /// <summary>Reads the cookie; light when there is none.</summary>
    public static bool IsDark(HttpContext? http) => http?.Request.Cookies[Cookie] == "dark";

    /// <summary>The value of <c>data-theme</c>.</summary>
    public static string NameOf(bool dark) => dark ? "dark" : "light";
}
