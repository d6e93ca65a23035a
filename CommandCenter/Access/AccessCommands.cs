using System.CommandLine;
using System.Globalization;
using CommandCenter.Access.Accounts;
using CommandCenter.Access.Keys;
using CommandCenter.Platform.Http;

namespace CommandCenter.Access;

/// <summary>
/// The command line's doors into this room. They return 0 when it was done, 1 when it was refused, and the caller's parser 2 when the words were not understood.
/// What a program reads (a password, a key) goes to standard output, alone on its line; everything else to standard error.
/// </summary>
public static class AccessCommands
{
    private const int Done = 0;
    private const int RefusedCode = 1;

    /// <summary><c>admin create</c>: makes an administrator, with a password from standard input or one that is made up and printed once.</summary>
    /// <param name="open">Opens the application's services on its database; called only when the command really runs.</param>
    /// <param name="input">Where a password is read from; the console if left out.</param>
    public static Command Admin(Func<Task<IServiceProvider>> open, TextReader? input = null)
    {
        var name = new Option<string>("--name") { Description = "The name to sign in with.", Required = true };
        var displayName = new Option<string?>("--display-name") { Description = "The name people read; the account's name if left out." };
        var fromInput = new Option<bool>("--password-stdin") { Description = "Read the password as one line from standard input, instead of making one up." };
        var create = new Command("create", "Make an administrator. A made-up password is printed once and must be changed at the first sign-in.") { name, displayName, fromInput };
        create.SetAction((parsed, cancel) => Run(parsed, async () =>
        {
            var password = parsed.GetValue(fromInput) ? await (input ?? Console.In).ReadLineAsync(cancel) ?? "" : null;
            var services = await open();
            var facts = new AccountFacts(parsed.GetValue(displayName) ?? parsed.GetValue(name)!, [Role.Administrator]);
            var made = await services.GetRequiredService<AccountDesk>().Create(parsed.GetValue(name)!, facts, Caller.System, password, cancel: cancel);
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Administrator '{parsed.GetValue(name)}' was made.{(made.TemporaryPassword is null ? "" : " The password follows; it is shown once.")}");
            if (made.TemporaryPassword is not null)
                await parsed.InvocationConfiguration.Output.WriteLineAsync(made.TemporaryPassword);
        }));
        return new Command("admin", "Administrators.") { create };
    }

    /// <summary><c>apikey create</c>: makes an API key and prints it once.</summary>
    /// <param name="open">Opens the application's services on its database; called only when the command really runs.</param>
    public static Command ApiKey(Func<Task<IServiceProvider>> open)
    {
        var name = new Option<string>("--name") { Description = "What uses the key.", Required = true };
        var scope = new Option<string[]>("--scope") { Description = $"What it may do; repeat for several: {string.Join(", ", Scope.All)}.", Required = true, AllowMultipleArgumentsPerToken = true };
        scope.AcceptOnlyFromAmong([.. Scope.All]);
        var expires = new Option<string?>("--expires") { Description = "The first instant it no longer works, e.g. 2027-01-01 or 2027-01-01T00:00:00+08:00 (a date is midnight UTC); never if left out." };
        expires.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Instant(text) is null)
                result.AddError($"--expires '{text}' is neither a date nor an instant such as 2027-01-01T00:00:00+08:00.");
        });
        var create = new Command("create", "Make an API key and print it. It is shown once.") { name, scope, expires };
        create.SetAction((parsed, cancel) => Run(parsed, async () =>
        {
            var services = await open();
            var until = parsed.GetValue(expires) is { } text ? Instant(text) : null;
            var made = await services.GetRequiredService<ApiKeyDesk>().Create(parsed.GetValue(name)!, parsed.GetValue(scope)!, until, Caller.System, cancel);
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"API key '{parsed.GetValue(name)}' was made. It follows; it is shown once.");
            await parsed.InvocationConfiguration.Output.WriteLineAsync(made.Key);
        }));
        return new Command("apikey", "Keys that let programs in.") { create };
    }

    private static async Task<int> Run(ParseResult parsed, Func<Task> act)
    {
        try
        {
            await act();
            return Done;
        }
        catch (Refusal refusal)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(refusal.Message);
            return RefusedCode;
        }
    }

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
