using System.Net;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.SignIn;
using CommandCenter.DemoCity.Cast;
using Microsoft.AspNetCore.Antiforgery;

namespace CommandCenter.DemoCity.SignIn;

/// <summary>Lets whoever sits at this machine into the invented city as the person of a role, without a password.</summary>
public sealed class DemoSignInDesk(DemoState state, UserDirectory users, SignInDesk signIn, Sessions sessions, IServiceScopeFactory scopes)
{
    /// <summary>The roles that are offered, in the order of a day's work.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [Role.DutyOfficer, Role.CallTaker, Role.DepartmentLead, Role.GridWorker, Role.Supervisor, Role.Administrator, Role.Wall];

    /// <summary>Whether the one-click sign-in is offered to this request: only in the invented city, only from this machine, and not through a proxy.</summary>
    public bool IsOffered(HttpContext http) =>
        state.Now is not null && http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");

    /// <summary>The person of a role; null while nobody of it is there.</summary>
    public async Task<UserRow?> Find(Role role, CancellationToken cancel)
    {
        var wanted = CastPeople.FirstOf(role);
        return (await users.List(cancel)).Where(u => u.Active && u.Roles.Contains(role) && u.UserName.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
            .MinBy(u => u.UserName, StringComparer.Ordinal);
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/demo/sign-in", async (HttpContext http, IAntiforgery forms, DemoSignInDesk desk) =>
        {
            if (!await forms.IsRequestValidAsync(http) || !desk.IsOffered(http) || !Enum.TryParse<Role>(http.Request.Form["role"], out var role) || !Roles.Contains(role)
                || await desk.Find(role, http.RequestAborted) is not { } person)
                return Results.LocalRedirect("/sign-in");
            await desk.Enter(http, person.Id);
            return Results.LocalRedirect(role == Role.Wall ? "/wall/overview?takeover=true" : "/");
        }).AllowAnonymous().ExcludeFromDescription();

    private async Task Enter(HttpContext http, Guid id)
    {
        await using var work = new AccountWork(scopes);
        var user = await work.Find(id, http.RequestAborted);
        await signIn.Welcome(work, user, SignInWay.Demo, http.RequestAborted);
        await sessions.Start(http, user);
    }
}
