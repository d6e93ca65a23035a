using System.CommandLine;
using CommandCenter.Access;
using CommandCenter.Access.SignIn;

namespace CommandCenter.Tests.Access;

public sealed class AccessCommandsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Administrator_with_a_made_up_password_that_alone_stands_on_standard_output()
    {
        await using var world = await AccessWorld.Open();
        var (code, output, _) = await Run(world, "admin create --name root");
        Assert.Equal(0, code);
        var answer = await world.SignIn.Check("root", output.TrimEnd(), Cancel);
        Assert.Equal((SignInOutcome.Welcome, true), (answer.Outcome, answer.User!.MustChangePassword));
        Assert.True(answer.User.IsActiveAdministrator);
    }

    [Fact]
    public async Task Password_from_standard_input_is_not_printed()
    {
        await using var world = await AccessWorld.Open();
        var (code, output, error) = await Run(world, "admin create --name root --display-name 管理员 --password-stdin", AccessWorld.Password + "\n");
        Assert.Equal((0, ""), (code, output));
        Assert.DoesNotContain(AccessWorld.Password, error, StringComparison.Ordinal);
        Assert.Equal("管理员", (await world.SignIn.Check("root", AccessWorld.Password, Cancel)).User!.DisplayName);
    }

    [Fact]
    public async Task Refusal_is_one_line_and_exit_code_one()
    {
        await using var world = await AccessWorld.Open();
        await Run(world, "admin create --name root");
        var (code, output, error) = await Run(world, "admin create --name root");
        Assert.Equal((1, ""), (code, output));
        Assert.Equal("There is already an account with this name.", error.TrimEnd());
    }

    [Fact]
    public async Task Api_key_is_printed_once_and_works()
    {
        await using var world = await AccessWorld.Open();
        var (code, output, _) = await Run(world, "apikey create --name hotline --scope requests:write --scope tickets:read --expires 2026-12-31");
        Assert.Equal(0, code);
        var key = await world.Keys.Find(output.TrimEnd(), Cancel);
        Assert.Equal([Scope.RequestsWrite, Scope.TicketsRead], key!.Scopes.Order(StringComparer.Ordinal));
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero), key.ExpiresAt);
    }

    [Theory]
    [InlineData("admin create")]
    [InlineData("apikey create --name x")]
    [InlineData("apikey create --name x --scope everything")]
    [InlineData("apikey create --name x --scope live:read --expires tomorrow")]
    public void Words_that_are_not_understood_are_errors_before_anything_is_opened(string line) =>
        Assert.NotEmpty(Root(() => throw new InvalidOperationException("opened")).Parse(line).Errors);

    private static RootCommand Root(Func<Task<IServiceProvider>> open, TextReader? input = null) =>
        new() { AccessCommands.Admin(open, input), AccessCommands.ApiKey(open) };

    private static async Task<(int Code, string Output, string Error)> Run(AccessWorld world, string line, string input = "")
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var parsed = Root(() => Task.FromResult(world.Services), new StringReader(input)).Parse(line);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, Cancel);
        return (code, output.ToString(), error.ToString());
    }
}
