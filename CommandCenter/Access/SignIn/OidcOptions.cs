using CommandCenter.Platform.Settings;

namespace CommandCenter.Access.SignIn;

/// <summary>
/// Single sign-on by OpenID Connect: section <c>Access:Oidc</c>. It is offered when <c>Authority</c> is set. Somebody who signs in
/// for the first time gets an account; an account without a password and of the same name is taken to be theirs.
/// </summary>
public sealed class OidcOptions
{
    /// <summary>The provider's address; HTTPS, except on this machine. <c>Authority</c>.</summary>
    public required string Authority { get; init; }

    /// <summary>The name the provider knows us by. <c>ClientId</c>.</summary>
    public required string ClientId { get; init; }

    /// <summary>The secret the provider gave us; none for a public client. <c>ClientSecret</c>.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The claim with the account's name. <c>NameClaim</c>, default <c>preferred_username</c>.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The claim with roles or groups; where it is set, roles follow the provider at each sign-in. <c>RoleClaim</c>.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>From the provider's values to roles: <c>RoleMap:dispatchers = DutyOfficer</c>. A value that is a role's name needs no entry.</summary>
    public IReadOnlyDictionary<string, Role> RoleMap { get; init; } = new Dictionary<string, Role>();

    /// <summary>The claim with the department's name or id. <c>DepartmentClaim</c>.</summary>
    public string? DepartmentClaim { get; init; }

    /// <summary>Whether an account with a password and the same name is theirs, too. Only where the provider lets nobody choose their name. <c>LinkByName</c>, default false.</summary>
    public bool LinkByName { get; init; }

    internal static OidcOptions? Read(SettingsReader access)
    {
        var read = access.Within("Oidc");
        if (read.Text(nameof(Authority)) is not { } authority)
            return null;
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || !(uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)))
            read.Wrong(nameof(Authority), authority, "an https address");
        if (read.Text(nameof(ClientId)) is null)
            read.Problems.Add($"{AccessOptions.Section}:Oidc:{nameof(ClientId)} is not set; the provider at {authority} needs one.");
        return new OidcOptions
        {
            Authority = authority,
            ClientId = read.Text(nameof(ClientId)) ?? "",
            ClientSecret = read.Text(nameof(ClientSecret)),
            NameClaim = read.Text(nameof(NameClaim)) ?? "preferred_username",
            RoleClaim = read.Text(nameof(RoleClaim)),
            RoleMap = read.Map<Role>(nameof(RoleMap), text => Enum.TryParse<Role>(text, ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : null,
                $"one of {string.Join(", ", Enum.GetNames<Role>())}"),
            DepartmentClaim = read.Text(nameof(DepartmentClaim)),
            LinkByName = read.Flag(nameof(LinkByName), false),
        };
    }
}
