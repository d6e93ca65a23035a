using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;

namespace CommandCenter.Tests.Access;

public sealed class SessionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Principal_tells_the_caller_everything()
    {
        await using var world = await AccessWorld.Open();
        var area = Guid.CreateVersion7(world.Clock.GetUtcNow());
        var made = await world.Accounts.Create("lead", new AccountFacts("王强", [Role.DepartmentLead, Role.GridWorker], AccessWorld.Water, area), Caller.System, cancel: Cancel);

        var caller = Caller.From(SignInPrincipal.Of(await world.Find(made.UserId)));

        Assert.Equal((made.UserId, AccessWorld.Water, area), (caller.UserId, caller.DepartmentId, caller.AreaId));
        Assert.Equal([Role.DepartmentLead, Role.GridWorker], caller.Roles.Order());
        Assert.Equal(($"user:{made.UserId:N}", "王强"), (caller.Actor.Id, caller.Actor.Name));
    }

    [Fact]
    public async Task Session_ends_with_deactivation_and_stays_ended_after_it()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("duty03", Role.DutyOfficer);
        var session = SignInPrincipal.Of(user);
        Assert.NotNull(await world.Sessions.Refresh(session, Cancel));

        await world.Accounts.Deactivate(user.Id, Caller.System, Cancel);
        Assert.Null(await world.Sessions.Refresh(session, Cancel));
        await world.Accounts.Reactivate(user.Id, Caller.System, Cancel);
        Assert.Null(await world.Sessions.Refresh(session, Cancel));
    }

    [Fact]
    public async Task Changed_role_takes_effect_in_a_running_session()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("duty03", Role.DutyOfficer);
        var session = SignInPrincipal.Of(user);
        Assert.True(SignInPrincipal.Same(session, (await world.Sessions.Refresh(session, Cancel))!));

        await world.Accounts.Change(user.Id, new AccountFacts("李敏", [Role.Supervisor]), Caller.System, Cancel);

        var now = await world.Sessions.Refresh(session, Cancel);
        Assert.False(SignInPrincipal.Same(session, now!));
        Assert.True(now!.IsInRole(nameof(Role.Supervisor)));
        Assert.False(now.IsInRole(nameof(Role.DutyOfficer)));
    }

    [Fact]
    public async Task Wall_that_becomes_a_person_loses_its_long_session()
    {
        await using var world = await AccessWorld.Open();
        var wall = await world.User("wall1", Role.Wall, password: null);
        var session = SignInPrincipal.Of(wall);
        await world.Accounts.Change(wall.Id, new AccountFacts("李敏", [Role.DutyOfficer]), Caller.System, Cancel);
        Assert.Null(await world.Sessions.Refresh(session, Cancel));
    }

    [Fact]
    public async Task Stranger_has_no_session()
    {
        await using var world = await AccessWorld.Open();
        Assert.Null(await world.Sessions.Refresh(new ClaimsPrincipal(new ClaimsIdentity()), Cancel));
    }
}
