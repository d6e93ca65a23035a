using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.SignIn;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Tests.Access;

public sealed class AccountDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_account_gets_a_temporary_password_that_lets_in_and_must_be_changed()
    {
        await using var world = await AccessWorld.Open();
        var made = await world.Accounts.Create("duty03", new AccountFacts("李敏", [Role.DutyOfficer], AccessWorld.Water), Caller.System, cancel: Cancel);

        var answer = await world.SignIn.Check("DUTY03", made.TemporaryPassword!, Cancel);

        Assert.Equal(SignInOutcome.Welcome, answer.Outcome);
        Assert.True(answer.User!.MustChangePassword);
        Assert.Equal(AccessWorld.Water, answer.User.DepartmentId);
        Assert.Equal(["UserCreated", "UserSignedIn"], await world.Journal(made.UserId));
    }

    [Fact]
    public async Task Neither_the_journal_nor_the_row_holds_a_password()
    {
        await using var world = await AccessWorld.Open();
        var made = await world.Accounts.Create("duty03", new AccountFacts("李敏", [Role.DutyOfficer]), Caller.System, cancel: Cancel);
        await using var db = await world.Database();
        Assert.DoesNotContain(db.Set<JournalEntry>().ToList(), e => e.Payload.Contains(made.TemporaryPassword!, StringComparison.Ordinal));
        Assert.DoesNotContain(made.TemporaryPassword!, (await world.Find(made.UserId)).PasswordHash!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "password-too-short")]
    [InlineData("aaaaaaaaaaaa", "password-too-plain")]
    public async Task Weak_password_is_refused(string password, string code)
    {
        await using var world = await AccessWorld.Open();
        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.User("duty03", Role.DutyOfficer, password));
        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task Least_length_of_passwords_is_a_setting()
    {
        await using var world = await AccessWorld.Open(new() { ["Access:MinimumPasswordLength"] = "14" });
        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.User("duty03", Role.DutyOfficer, "thirteen char"));
        Assert.Equal(14, refusal.Facts["least"]);
    }

    [Fact]
    public async Task Name_that_is_taken_is_refused_in_any_case()
    {
        await using var world = await AccessWorld.Open();
        await world.User("duty03", Role.DutyOfficer);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.User("Duty03", Role.DutyOfficer));
        Assert.Equal(("user-name-taken", 409), (refusal.Code, refusal.Status));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("two words")]
    [InlineData("<script>")]
    public async Task Name_that_is_none_is_refused(string name)
    {
        await using var world = await AccessWorld.Open();
        Assert.Equal("user-name-wrong", (await Assert.ThrowsAsync<Refusal>(() => world.User(name, Role.DutyOfficer))).Code);
    }

    [Fact]
    public async Task Chinese_account_name_is_fine()
    {
        await using var world = await AccessWorld.Open();
        await world.User("值班三席", Role.DutyOfficer);
        Assert.Equal(SignInOutcome.Welcome, (await world.SignIn.Check("值班三席", AccessWorld.Password, Cancel)).Outcome);
    }

    [Fact]
    public async Task Last_active_administrator_stays()
    {
        await using var world = await AccessWorld.Open();
        var last = await world.User("root", Role.Administrator);
        var closed = await world.User("gone", Role.Administrator);
        await world.Accounts.Deactivate(closed.Id, Caller.System, Cancel);

        Assert.Equal("last-administrator", (await Assert.ThrowsAsync<Refusal>(() => world.Accounts.Deactivate(last.Id, Caller.System, Cancel))).Code);
        Assert.Equal("last-administrator", (await Assert.ThrowsAsync<Refusal>(() => world.Accounts.Change(last.Id, new AccountFacts("root", [Role.Supervisor]), Caller.System, Cancel))).Code);
        Assert.True((await world.Find(last.Id)).IsActiveAdministrator);
    }

    [Fact]
    public async Task Two_administrators_who_remove_each_other_leave_one()
    {
        await using var world = await AccessWorld.Open();
        var one = await world.User("one", Role.Administrator);
        var other = await world.User("other", Role.Administrator);

        var attempts = new[] { one, other }.Select(u => Task.Run(async () =>
        {
            try { await world.Accounts.Deactivate(u.Id, Caller.System, Cancel); }
            catch (Refusal) { return false; }
            return true;
        }, Cancel));

        Assert.Single(await Task.WhenAll(attempts), done => done);
    }

    [Fact]
    public async Task Roles_and_department_change_and_the_journal_says_from_what()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("lead", Role.GridWorker);
        await world.Accounts.Change(user.Id, new AccountFacts("王强", [Role.DepartmentLead, Role.Supervisor], AccessWorld.Water), Caller.System, Cancel);

        var now = await world.Find(user.Id);
        Assert.Equal([Role.DepartmentLead, Role.Supervisor], now.Roles.Order());
        Assert.Equal(("王强", AccessWorld.Water), (now.DisplayName, now.DepartmentId));
        await using var db = await world.Database();
        Assert.Contains("\"rolesBefore\":[\"GridWorker\"]", db.Set<JournalEntry>().Single(e => e.Event == "UserChanged").Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wall_is_no_second_role()
    {
        await using var world = await AccessWorld.Open();
        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.Accounts.Create("wall1", new AccountFacts("大屏", [Role.Wall, Role.Administrator]), Caller.System, cancel: Cancel));
        Assert.Equal("wall-alone", refusal.Code);
    }

    [Fact]
    public async Task Own_password_needs_the_present_one_and_ends_other_sessions()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("duty03", Role.DutyOfficer);
        var elsewhere = SignInPrincipal.Of(user);

        Assert.Equal("wrong-password", (await Assert.ThrowsAsync<Refusal>(() => world.Accounts.ChangeOwnPassword(user.Id, "guess", "a whole new sentence", Cancel))).Code);
        Assert.NotNull(await world.Sessions.Refresh(elsewhere, Cancel));
        var changed = await world.Accounts.ChangeOwnPassword(user.Id, AccessWorld.Password, "a whole new sentence", Cancel);

        Assert.Null(await world.Sessions.Refresh(elsewhere, Cancel));
        Assert.NotNull(await world.Sessions.Refresh(SignInPrincipal.Of(changed), Cancel));
        Assert.Equal(SignInOutcome.Welcome, (await world.SignIn.Check("duty03", "a whole new sentence", Cancel)).Outcome);
    }

    [Fact]
    public async Task Password_reset_ends_a_lockout_and_every_session()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("duty03", Role.DutyOfficer);
        for (var i = 0; i < 5; i++)
            await world.SignIn.Check("duty03", "guess", Cancel);

        var temporary = await world.Accounts.ResetPassword(user.Id, Caller.System, Cancel);

        Assert.Null(await world.Sessions.Refresh(SignInPrincipal.Of(user), Cancel));
        var answer = await world.SignIn.Check("duty03", temporary, Cancel);
        Assert.Equal((SignInOutcome.Welcome, true), (answer.Outcome, answer.User!.MustChangePassword));
    }

    [Fact]
    public async Task Only_an_administrator_administers_and_everybody_signs_themselves_out()
    {
        await using var world = await AccessWorld.Open();
        var user = await world.User("duty03", Role.DutyOfficer);
        var other = await world.User("duty04", Role.DutyOfficer);
        var by = Caller.From(SignInPrincipal.Of(user));

        Assert.Equal(403, (await Assert.ThrowsAsync<Refusal>(() => world.Accounts.Create("new", new AccountFacts("new", []), by, cancel: Cancel))).Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<Refusal>(() => world.Accounts.ResetPassword(other.Id, by, Cancel))).Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<Refusal>(() => world.Accounts.SignOutEverywhere(other.Id, by, Cancel))).Status);
        await world.Accounts.SignOutEverywhere(user.Id, by, Cancel);
        Assert.Null(await world.Sessions.Refresh(SignInPrincipal.Of(user), Cancel));
    }
}
