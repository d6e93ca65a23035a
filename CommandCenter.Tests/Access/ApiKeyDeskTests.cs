using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Http;

namespace CommandCenter.Tests.Access;

public sealed class ApiKeyDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_lets_in_and_only_its_hash_is_kept()
    {
        await using var world = await AccessWorld.Open();
        var made = await world.Keys.Create("12345 热线", [Scope.RequestsWrite], null, Caller.System, Cancel);

        var found = await world.Keys.Find(made.Key, Cancel);

        Assert.Equal(made.Id, found!.Id);
        var secret = made.Key[(made.Key.LastIndexOf('_') + 1)..];
        Assert.Equal(64, secret.Length); // 256 bits in hexadecimal
        Assert.DoesNotContain(secret, found.Hash + found.Prefix, StringComparison.Ordinal);
        Assert.Equal(["ApiKeyCreated"], await world.Journal(made.Id));
    }

    [Fact]
    public async Task Wrong_secret_behind_a_right_prefix_is_refused()
    {
        await using var world = await AccessWorld.Open();
        var made = await world.Keys.Create("hotline", [Scope.RequestsWrite], null, Caller.System, Cancel);
        var last = made.Key[^1] == '0' ? '1' : '0';
        Assert.Null(await world.Keys.Find(made.Key[..^1] + last, Cancel));
        Assert.Null(await world.Keys.Find("cc_", Cancel));
        Assert.Null(await world.Keys.Find("", Cancel));
    }

    [Fact]
    public async Task Revoked_key_is_refused_at_once()
    {
        await using var world = await AccessWorld.Open();
        var made = await world.Keys.Create("hotline", [Scope.RequestsWrite], null, Caller.System, Cancel);
        await world.Keys.Revoke(made.Id, Caller.System, Cancel);
        Assert.Null(await world.Keys.Find(made.Key, Cancel));
        Assert.Equal(["ApiKeyCreated", "ApiKeyRevoked"], await world.Journal(made.Id));
    }

    [Fact]
    public async Task Key_works_until_the_instant_it_expires()
    {
        await using var world = await AccessWorld.Open();
        var made = await world.Keys.Create("hotline", [Scope.RequestsWrite], world.Clock.GetUtcNow().AddHours(1), Caller.System, Cancel);
        world.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await world.Keys.Find(made.Key, Cancel));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await world.Keys.Find(made.Key, Cancel));
    }

    [Fact]
    public async Task Use_is_noted_at_most_once_a_minute()
    {
        await using var world = await AccessWorld.Open();
        var made = await world.Keys.Create("hotline", [Scope.RequestsWrite], null, Caller.System, Cancel);
        var first = world.Clock.GetUtcNow();
        await world.Keys.Find(made.Key, Cancel);
        world.Clock.Advance(TimeSpan.FromSeconds(59));
        await world.Keys.Find(made.Key, Cancel);
        Assert.Equal(first, (await world.Keys.List(Cancel))[0].LastUsedAt);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Keys.Find(made.Key, Cancel);
        Assert.Equal(first.AddMinutes(1), (await world.Keys.List(Cancel))[0].LastUsedAt);
    }

    [Fact]
    public async Task Key_needs_known_scopes_a_name_a_future_and_an_administrator()
    {
        await using var world = await AccessWorld.Open();
        Assert.Equal("no-scopes", await Code([], "x", null, Caller.System));
        Assert.Equal("no-scopes", await Code(["everything"], "x", null, Caller.System));
        Assert.Equal("key-name-wrong", await Code([Scope.LiveRead], " ", null, Caller.System));
        Assert.Equal("expiry-past", await Code([Scope.LiveRead], "x", world.Clock.GetUtcNow(), Caller.System));
        var user = await world.User("duty03", Role.DutyOfficer);
        Assert.Equal("not-permitted", await Code([Scope.LiveRead], "x", null, Caller.From(SignInPrincipal.Of(user))));

        async Task<string> Code(string[] scopes, string name, DateTimeOffset? expires, Caller by) =>
            (await Assert.ThrowsAsync<Refusal>(() => world.Keys.Create(name, scopes, expires, by, Cancel))).Code;
    }
}
