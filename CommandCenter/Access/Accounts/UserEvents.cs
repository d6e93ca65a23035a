using CommandCenter.Platform.Journal;

namespace CommandCenter.Access.Accounts;

/// <summary>An account was made.</summary>
public sealed record UserCreated(string UserName, string DisplayName, IReadOnlyList<Role> Roles, Guid? DepartmentId, Guid? AreaId) : IEvent;

/// <summary>An account's name, roles, department or area changed; the values are those after the change.</summary>
public sealed record UserChanged(string DisplayName, IReadOnlyList<Role> Roles, IReadOnlyList<Role> RolesBefore, Guid? DepartmentId, Guid? AreaId) : IEvent;

/// <summary>An account was closed; its sessions end within a minute.</summary>
public sealed record UserDeactivated : IEvent;

/// <summary>A closed account was opened again.</summary>
public sealed record UserReactivated : IEvent;

/// <summary>An administrator set a temporary password.</summary>
public sealed record UserPasswordReset : IEvent;

/// <summary>Somebody chose their own password.</summary>
public sealed record UserPasswordChanged : IEvent;

/// <summary>Every session of the account was ended.</summary>
public sealed record UserSignedOutEverywhere : IEvent;

/// <summary>Too many wrong passwords in a row.</summary>
/// <param name="Until">When it may be tried again.</param>
public sealed record UserLockedOut(DateTimeOffset Until) : IEvent;

/// <summary>An administrator ended a lockout.</summary>
public sealed record UserUnlocked : IEvent;

/// <summary>Somebody signed in.</summary>
/// <param name="Way">How.</param>
public sealed record UserSignedIn(SignInWay Way) : IEvent;

/// <summary>A link that signs a wall in once was made.</summary>
/// <param name="Until">When it stops working.</param>
public sealed record WallLinkMade(DateTimeOffset Until) : IEvent;

/// <summary>How somebody signed in.</summary>
public enum SignInWay
{
    /// <summary>With a password.</summary>
    Password,

    /// <summary>With a one-time link.</summary>
    Link,

    /// <summary>Through the single sign-on.</summary>
    SingleSignOn,

    /// <summary>With one click, into the demo city on the server's own machine.</summary>
    Demo,
}
