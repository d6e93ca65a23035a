using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace CommandCenter.Access.Accounts;

/// <summary>The principal of a signed-in user: everything <see cref="Caller.From"/> reads, and the stamp that a session is checked against.</summary>
public static class SignInPrincipal
{
    /// <summary>Claim type of the security stamp the session was made with.</summary>
    public const string StampClaim = "cc:stamp";

    /// <summary>Claim type that is there while a password must be changed before anything else.</summary>
    public const string MustChangePasswordClaim = "cc:must-change-password";

    /// <summary>Claim type of the language they chose.</summary>
    public const string LanguageClaim = "cc:language";

    /// <summary>The principal of <paramref name="user"/> as the row stands now.</summary>
    public static ClaimsPrincipal Of(User user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, user.UserName!));
        identity.AddClaim(new Claim(Caller.DisplayNameClaim, user.DisplayName));
        identity.AddClaim(new Claim(StampClaim, user.SecurityStamp!));
        foreach (var role in user.Roles.Order())
            identity.AddClaim(new Claim(ClaimTypes.Role, role.ToString()));
        Add(Caller.DepartmentClaim, user.DepartmentId?.ToString());
        Add(Caller.AreaClaim, user.AreaId?.ToString());
        Add(LanguageClaim, user.Language);
        Add(MustChangePasswordClaim, user.MustChangePassword ? "true" : null);
        return new ClaimsPrincipal(identity);

        void Add(string type, string? value)
        {
            if (value is not null)
                identity.AddClaim(new Claim(type, value));
        }
    }

    /// <summary>Whether two principals say the same, so that an unchanged one need not be handed on.</summary>
    public static bool Same(ClaimsPrincipal one, ClaimsPrincipal other) =>
        one.Claims.Select(c => (c.Type, c.Value)).ToHashSet().SetEquals(other.Claims.Select(c => (c.Type, c.Value)));
}
