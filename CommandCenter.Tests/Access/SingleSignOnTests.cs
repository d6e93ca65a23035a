using System.Security.Claims;
using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Http;

namespace CommandCenter.Tests.Access;

public sealed class SingleSignOnTests
{
    private static readonly OidcOptions Options = new()
    {
        Authority = "https://login.example.org",
        ClientId = "city",
        RoleClaim = "groups",
        RoleMap = new Dictionary<string, Role> { ["dispatchers"] = Role.DutyOfficer },
        DepartmentClaim = "department",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Newcomer_gets_an_account_with_mapped_roles_and_department()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.SingleSignOn.Welcome(Vouched("s-1", "limin", "dispatchers", "supervisor", "wall", "chess club"), Options, Cancel);

        var row = await world.Find(user.Id);
        Assert.Equal([Role.DutyOfficer, Role.Supervisor], row.Roles.Order());
        Assert.Equal(("limin", "李敏", AccessWorld.Water), (row.UserName, row.DisplayName, row.DepartmentId));
        Assert.Null(row.PasswordHash);
        Assert.Equal(["UserCreated", "UserChanged", "UserSignedIn"], await world.Journal(user.Id));
    }

    [Fact]
    public async Task Second_sign_in_is_the_same_account_even_under_a_new_name_and_roles_follow()
    {
        await using var world = await AccessWorld.Open();
        var first = await world.SingleSignOn.Welcome(Vouched("s-1", "limin", "dispatchers"), Options, Cancel);
        var second = await world.SingleSignOn.Welcome(Vouched("s-1", "li.min", "supervisor"), Options, Cancel);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal([Role.Supervisor], (await world.Find(first.Id)).Roles);
    }

    [Fact]
    public async Task Account_that_was_prepared_without_a_password_is_linked()
    {
        await using var world = await AccessWorld.Open();
        var prepared = await world.User("limin", Role.DutyOfficer, password: null);
        var user = await world.SingleSignOn.Welcome(Vouched("s-1", "limin", "dispatchers"), Options, Cancel);
        Assert.Equal(prepared.Id, user.Id);
    }

    [Fact]
    public async Task Nobody_takes_over_an_account_with_a_password_by_its_name()
    {
        await using var world = await AccessWorld.Open();
        await world.User("root", Role.Administrator);
        Assert.Equal("has-own-password", (await Assert.ThrowsAsync<Refusal>(() => world.SingleSignOn.Welcome(Vouched("s-9", "root"), Options, Cancel))).Code);
    }

    [Fact]
    public async Task Closed_account_stays_closed()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.SingleSignOn.Welcome(Vouched("s-1", "limin", "dispatchers"), Options, Cancel);
        await world.Accounts.Deactivate(user.Id, Caller.System, Cancel);
        Assert.Equal("deactivated", (await Assert.ThrowsAsync<Refusal>(() => world.SingleSignOn.Welcome(Vouched("s-1", "limin", "dispatchers"), Options, Cancel))).Code);
    }

    private static ClaimsPrincipal Vouched(string subject, string name, params string[] groups) => new(new ClaimsIdentity(
        [new("sub", subject), new("preferred_username", name), new("name", "李敏"), new("department", "水务局"), .. groups.Select(g => new Claim("groups", g))], "oidc"));
}
