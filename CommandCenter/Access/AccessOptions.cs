using System.Net;
using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Settings;

namespace CommandCenter.Access;

/// <summary>Who gets in and how: section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Access";

    /// <summary>Characters a password has at least, 8 to 16. <c>MinimumPasswordLength</c>, default 10.</summary>
    public int MinimumPasswordLength { get; init; } = 10;

    /// <summary>Wrong passwords in a row that lock an account. <c>LockoutTries</c>, default 5.</summary>
    public int LockoutTries { get; init; } = 5;

    /// <summary>How long an account stays locked. <c>LockoutMinutes</c>, default 15.</summary>
    public TimeSpan Lockout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a person may be away before they sign in again. <c>SessionHours</c>, default 12.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a wall may be dark before it must be signed in again. <c>WallSessionDays</c>, default 400, which is also the longest that browsers allow.</summary>
    public TimeSpan WallSession { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long a session is believed before it is held against its account again: half a minute. Not a setting; a test cannot wait as long.</summary>
    public TimeSpan SessionBelieved { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether plain HTTP is sent to HTTPS and cookies never travel without it. <c>RequireHttps</c>, default false.</summary>
    public bool RequireHttps { get; init; }

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of the proxies whose <c>X-Forwarded-*</c> headers are believed. <c>KnownProxies</c>, default none.</summary>
    public IReadOnlyList<IPNetwork> KnownProxies { get; init; } = [];

    /// <summary>Other hosts that images may come from: a tile server. <c>ImageHosts</c>, default none.</summary>
    public IReadOnlyList<string> ImageHosts { get; init; } = [];

    /// <summary>Single sign-on; null where <c>Access:Oidc:Authority</c> is not set.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>Reads the section; all mistakes at once, each naming its key.</summary>
    /// <exception cref="CannotStart">A setting is wrong.</exception>
    public static AccessOptions Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration.GetSection(Section));
        var options = new AccessOptions
        {
            MinimumPasswordLength = read.Whole(nameof(MinimumPasswordLength), 10, 8, 16),
            LockoutTries = read.Whole(nameof(LockoutTries), 5, 2, 100),
            Lockout = TimeSpan.FromMinutes(read.Whole("LockoutMinutes", 15, 1, 1440)),
            Session = TimeSpan.FromHours(read.Whole("SessionHours", 12, 1, 720)),
            WallSession = TimeSpan.FromDays(read.Whole("WallSessionDays", 400, 1, 400)),
            RequireHttps = read.Flag(nameof(RequireHttps), false),
            KnownProxies = [.. read.Many(nameof(KnownProxies), text => Network(text) is null ? null : text, "an address or a network such as 10.0.0.0/8").Select(text => Network(text)!.Value)],
            ImageHosts = read.Many(nameof(ImageHosts), Host, "an origin such as https://tiles.example.org"),
            Oidc = OidcOptions.Read(read),
        };
        return read.Done(options);
    }

    private static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    // Stands in a response header as it is, so nothing but scheme, host and port may be in it.
    private static string? Host(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Authority) : null;
}
