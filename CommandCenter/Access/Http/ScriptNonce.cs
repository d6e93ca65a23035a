using System.Security.Cryptography;

namespace CommandCenter.Access.Http;

/// <summary>Lets one script within a page run, although scripts otherwise come from our files only: the import map, which HTML allows nowhere else.</summary>
public static class ScriptNonce
{
    private static readonly object Key = new();

    /// <summary>The number to write on the script of this answer: <c>&lt;ImportMap nonce="@ScriptNonce.Of(Http)" /&gt;</c>.</summary>
    public static string Of(HttpContext http) => (string)(http.Items[Key] ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)))!;

    /// <summary>What the policy adds for it; nothing where no page asked.</summary>
    internal static string Source(HttpContext http) => http.Items[Key] is string nonce ? $" 'nonce-{nonce}'" : "";
}
