using System.Collections.Immutable;
using System.Security.Claims;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Access;

/// <summary>
/// Who acts, with what decides what they may: made once at the door from the signed-in principal, then passed as a plain argument.
/// </summary>
/// <param name="Actor">How the Journal names them.</param>
/// <param name="UserId">The person, or null for an API key and for the product itself.</param>
/// <param name="Roles">Their roles.</param>
/// <param name="DepartmentId">The department they belong to.</param>
/// <param name="AreaId">The area (grid) they answer for.</param>
/// <param name="Scopes">The scopes of an API key.</param>
public sealed record Caller(Actor Actor, Guid? UserId, ImmutableHashSet<Role> Roles, Guid? DepartmentId, Guid? AreaId, ImmutableHashSet<string> Scopes)
{
    /// <summary>Claim type of the department's id.</summary>
    public const string DepartmentClaim = "cc:department";

    /// <summary>Claim type of the area's id.</summary>
    public const string AreaClaim = "cc:area";

    /// <summary>Claim type of an API key's scopes, one claim each.</summary>
    public const string ScopeClaim = "cc:scope";

    /// <summary>Claim type of the name people read.</summary>
    public const string DisplayNameClaim = "cc:name";

    /// <summary>Claim type of an API key's id.</summary>
    public const string KeyClaim = "cc:key";

    /// <summary>Claim type of the name of the API key through which a person acts who is not here; see <see cref="Http.ActAs"/>.</summary>
    public const string ViaClaim = "cc:via";

    /// <summary>The product itself: imports and schedules. It may do everything.</summary>
    public static Caller System { get; } = new(Actor.System, null, [Role.Administrator, Role.DutyOfficer], null, null, [.. Scope.All]);

    /// <summary>Whether they have the role.</summary>
    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>
    /// Whether they see only their department's tickets: a department lead without a role that looks at the whole city.
    /// </summary>
    public bool OnlyOwnDepartment => Is(Role.DepartmentLead) && !SeesWholeCity;

    /// <summary>Whether they see only what is assigned to them or lies in their grid.</summary>
    public bool OnlyOwnWork => Is(Role.GridWorker) && !SeesWholeCity && !Is(Role.DepartmentLead);

    /// <summary>Whether requesters' names and phones are shown to them.</summary>
    public bool SeesRequesters => Is(Role.CallTaker) || Is(Role.DutyOfficer) || Is(Role.Supervisor) || Is(Role.Administrator) || Is(Role.DepartmentLead) || Scopes.Contains(Scope.TicketsWrite);

    private bool SeesWholeCity => Is(Role.DutyOfficer) || Is(Role.Supervisor) || Is(Role.CallTaker) || Is(Role.Administrator) || Is(Role.Wall) || UserId is null;

    /// <summary>The caller behind a signed-in principal.</summary>
    public static Caller From(ClaimsPrincipal principal)
    {
        var userId = Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : (Guid?)null;
        var key = principal.FindFirstValue(KeyClaim);
        var name = principal.FindFirstValue(DisplayNameClaim) ?? principal.Identity?.Name ?? "?";
        if (principal.FindFirstValue(ViaClaim) is { } via)
            name = ActedName.Of(name, via);
        return new Caller(
            new Actor(key is not null ? $"key:{key}" : $"user:{userId:N}", name),
            key is null ? userId : null,
            [.. principal.FindAll(ClaimTypes.Role).Select(c => Enum.TryParse<Role>(c.Value, out var role) ? role : (Role?)null).OfType<Role>()],
            Id(principal, DepartmentClaim),
            Id(principal, AreaClaim),
            [.. principal.FindAll(ScopeClaim).Select(c => c.Value)]);
    }

    /// <summary>The caller as a parameter of an endpoint.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext http) => ValueTask.FromResult<Caller?>(From(http.User));

    private static Guid? Id(ClaimsPrincipal principal, string claim) => Guid.TryParse(principal.FindFirstValue(claim), out var id) ? id : null;
}
