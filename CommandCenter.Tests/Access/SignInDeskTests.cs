using CommandCenter.Access;
using CommandCenter.Access.SignIn;

namespace CommandCenter.Tests.Access;

public sealed class SignInDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("duty03")]
    [InlineData("nobody")]
    public async Task Fifth_wrong_password_locks_and_an_answer_never_tells_whether_the_account_exists(string name)
    {
        await using var world = await AccessWorld.Open();
        await world.User("duty03", Role.DutyOfficer);
        var answers = new List<(SignInOutcome, int)>();
        for (var i = 0; i < 6; i++)
        {
            var answer = await world.SignIn.Check(name, "guess", Cancel);
            answers.Add((answer.Outcome, answer.TriesLeft));
        }

        Assert.Equal([(SignInOutcome.Wrong, 4), (SignInOutcome.Wrong, 3), (SignInOutcome.Wrong, 2), (SignInOutcome.Wrong, 1), (SignInOutcome.LockedOut, 0), (SignInOutcome.LockedOut, 0)], answers);
    }

    [Fact]
    public async Task Locked_account_refuses_even_the_right_password_for_fifteen_minutes_and_then_counts_anew()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("duty03", Role.DutyOfficer);
        for (var i = 0; i < 5; i++)
            await world.SignIn.Check("duty03", "guess", Cancel);

        var refused = await world.SignIn.Check("duty03", AccessWorld.Password, Cancel);
        Assert.Equal((SignInOutcome.LockedOut, world.Clock.GetUtcNow().AddMinutes(15)), (refused.Outcome, refused.LockedUntil));
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(4, (await world.SignIn.Check("duty03", "guess", Cancel)).TriesLeft);
        Assert.Equal(SignInOutcome.Welcome, (await world.SignIn.Check("duty03", AccessWorld.Password, Cancel)).Outcome);
        Assert.Equal(["UserCreated", "UserLockedOut", "UserSignedIn"], await world.Journal(user.Id));
    }

    [Fact]
    public async Task Right_password_gives_all_tries_back()
    {
        await using var world = await AccessWorld.Open();
        await world.User("duty03", Role.DutyOfficer);
        for (var i = 0; i < 4; i++)
            await world.SignIn.Check("duty03", "guess", Cancel);
        await world.SignIn.Check("duty03", AccessWorld.Password, Cancel);
        Assert.Equal(4, (await world.SignIn.Check("duty03", "guess", Cancel)).TriesLeft);
    }

    [Fact]
    public async Task Many_guesses_at_once_get_no_further_than_five()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("duty03", Role.DutyOfficer);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => world.SignIn.Check("duty03", "guess", Cancel), Cancel)));

        Assert.InRange(answers.Count(a => a.Outcome == SignInOutcome.Wrong), 0, 4);
        Assert.Equal(SignInOutcome.LockedOut, (await world.SignIn.Check("duty03", AccessWorld.Password, Cancel)).Outcome);
        Assert.Single(await world.Journal(user.Id), "UserLockedOut");
    }

    [Fact]
    public async Task Administrator_ends_a_lockout()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("duty03", Role.DutyOfficer);
        for (var i = 0; i < 5; i++)
            await world.SignIn.Check("duty03", "guess", Cancel);
        await world.Accounts.Unlock(user.Id, Caller.System, Cancel);
        Assert.Equal(SignInOutcome.Welcome, (await world.SignIn.Check("duty03", AccessWorld.Password, Cancel)).Outcome);
    }

    [Fact]
    public async Task Closed_account_is_told_so_only_with_the_right_password()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("duty03", Role.DutyOfficer);
        await world.Accounts.Deactivate(user.Id, Caller.System, Cancel);
        Assert.Equal(SignInOutcome.Wrong, (await world.SignIn.Check("duty03", "guess", Cancel)).Outcome);
        Assert.Equal(SignInOutcome.Deactivated, (await world.SignIn.Check("duty03", AccessWorld.Password, Cancel)).Outcome);
        await world.Accounts.Reactivate(user.Id, Caller.System, Cancel);
        Assert.Equal(SignInOutcome.Welcome, (await world.SignIn.Check("duty03", AccessWorld.Password, Cancel)).Outcome);
    }

    [Fact]
    public async Task Account_without_a_password_lets_nobody_in()
    {
        await using var world = await AccessWorld.Open();
        await world.User("oidc", Role.DutyOfficer, password: null);
        Assert.Equal(SignInOutcome.Wrong, (await world.SignIn.Check("oidc", "", Cancel)).Outcome);
    }
}
