using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Access;

public sealed class LinkDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task First_administrator_is_made_once()
    {
        await using var world = await AccessWorld.Open();
        var token = Token(await world.Links.FirstAdministratorLink(Cancel));
        Assert.True(await world.Links.FirstAdministratorLinkWorks(token, Cancel));

        var user = await world.Links.MakeFirstAdministrator(token, "root", "管理员", AccessWorld.Password, Cancel);

        Assert.True(user.IsActiveAdministrator);
        Assert.False(user.MustChangePassword);
        Assert.Equal(["UserCreated", "UserSignedIn"], await world.Journal(user.Id));
        Assert.False(await world.Links.FirstAdministratorLinkWorks(token, Cancel));
        Assert.Equal("link-spent", (await Assert.ThrowsAsync<Refusal>(() => world.Links.MakeFirstAdministrator(token, "second", "x", AccessWorld.Password, Cancel))).Code);
        Assert.Null(await world.Links.FirstAdministratorLink(Cancel));
    }

    [Fact]
    public async Task Earlier_link_is_worth_nothing_once_somebody_administers()
    {
        await using var world = await AccessWorld.Open();
        var token = Token(await world.Links.FirstAdministratorLink(Cancel));
        await world.User("root", Role.Administrator);
        Assert.False(await world.Links.FirstAdministratorLinkWorks(token, Cancel));
        await Assert.ThrowsAsync<Refusal>(() => world.Links.MakeFirstAdministrator(token, "second", "x", AccessWorld.Password, Cancel));
    }

    [Fact]
    public async Task Weak_password_does_not_spend_the_link()
    {
        await using var world = await AccessWorld.Open();
        var token = Token(await world.Links.FirstAdministratorLink(Cancel));
        Assert.Equal("password-too-short", (await Assert.ThrowsAsync<Refusal>(() => world.Links.MakeFirstAdministrator(token, "root", "管理员", "short", Cancel))).Code);
        Assert.True(await world.Links.FirstAdministratorLinkWorks(token, Cancel));
    }

    [Fact]
    public async Task Link_expires_and_a_guess_never_works()
    {
        await using var world = await AccessWorld.Open();
        var token = Token(await world.Links.FirstAdministratorLink(Cancel));
        Assert.False(await world.Links.FirstAdministratorLinkWorks(token + "x", Cancel));
        Assert.False(await world.Links.FirstAdministratorLinkWorks(null, Cancel));
        world.Clock.Advance(LinkDesk.FirstAdministratorLasts);
        Assert.False(await world.Links.FirstAdministratorLinkWorks(token, Cancel));
    }

    [Fact]
    public async Task Wall_signs_in_once_with_its_link_typed_in_any_case()
    {
        await using var world = await AccessWorld.Open();
        var wall = await world.User("wall1", Role.Wall, password: null);
        var token = Token(await world.Links.WallLink(wall.Id, Caller.System, Cancel));

        var user = await world.Links.SignWallIn($" {token.ToUpperInvariant()} ", Cancel);

        Assert.Equal(wall.Id, user.Id);
        await Assert.ThrowsAsync<Refusal>(() => world.Links.SignWallIn(token, Cancel));
        await using var db = await world.Database();
        Assert.DoesNotContain(await db.Set<OneTimeLink>().ToListAsync(Cancel), l => l.TokenHash.Contains(token, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Wall_link_is_for_walls_and_expires()
    {
        await using var world = await AccessWorld.Open();
        var person = await world.User("duty03", Role.DutyOfficer);
        Assert.Equal("not-a-wall", (await Assert.ThrowsAsync<Refusal>(() => world.Links.WallLink(person.Id, Caller.System, Cancel))).Code);
        var wall = await world.User("wall1", Role.Wall, password: null);
        var token = Token(await world.Links.WallLink(wall.Id, Caller.System, Cancel));
        world.Clock.Advance(LinkDesk.WallLasts);
        Assert.Equal("link-spent", (await Assert.ThrowsAsync<Refusal>(() => world.Links.SignWallIn(token, Cancel))).Code);
    }

    private static string Token(string? link) => link![(link!.IndexOf('=', StringComparison.Ordinal) + 1)..];
}
