using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Data;

namespace CommandCenter.DemoCity;

/// <summary>
/// <c>simulate list | start &lt;scenario&gt; | stop [scenario] | pace &lt;n&gt; | pause | resume</c>: asks the running server by its HTTP door. Exit codes: 0 done, 1 refused or not reached.
/// The key is the demo's; it comes from <c>--key</c>, from the variable <see cref="KeyVariable"/>, or from the data folder where the server runs on this machine.
/// </summary>
public static class SimulatorCommands
{
    /// <summary>The environment variable that holds the key where <c>--key</c> is not given.</summary>
    public const string KeyVariable = "COMMANDCENTER_DEMO_KEY";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The verb.</summary>
    /// <param name="handler">What carries the requests; the network if left out.</param>
    public static Command Simulate(Func<HttpMessageHandler>? handler = null)
    {
        var server = new Option<string>("--server") { Description = "Where the server is", DefaultValueFactory = _ => "http://localhost:5080", Recursive = true };
        server.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                result.AddError("--server is no address such as http://localhost:5080.");
        });
        var key = new Option<string?>("--key") { Description = $"The demo's API key; the variable {KeyVariable}, or the key in the data folder, if left out", Recursive = true };
        var scenario = new Argument<string>("scenario") { Description = "A scenario's name; 'simulate list' shows them" };
        var which = new Argument<string?>("scenario") { Description = "Which; all if left out", Arity = ArgumentArity.ZeroOrOne };
        var pace = new Argument<int>("pace") { Description = $"1 to {DemoOptions.Fastest}" };
        return new Command("simulate", "Steer the demo city of a running server.")
        {
            server, key,
            Verb("list", "How it stands, and every scenario with its story.", [], _ => null, stories: true),
            Verb("start", "Start a scenario.", [scenario], parsed => ($"/scenarios/{Uri.EscapeDataString(parsed.GetRequiredValue(scenario))}/start", null)),
            Verb("stop", "End a scenario, or all.", [which], parsed => parsed.GetValue(which) is { } code ? ($"/scenarios/{Uri.EscapeDataString(code)}/stop", null) : ("/stop", null)),
            Verb("pace", "Set how fast the city's time goes.", [pace], parsed => ("/pace", new { pace = parsed.GetRequiredValue(pace) })),
            Verb("pause", "Stop the city's time.", [], _ => ("/pause", null)),
            Verb("resume", "Let the city's time go on.", [], _ => ("/resume", null)),
        };

        Command Verb(string name, string about, Argument[] arguments, Func<ParseResult, (string Path, object? Body)?> act, bool stories = false)
        {
            var verb = new Command(name, about);
            foreach (var argument in arguments)
                verb.Add(argument);
            verb.SetAction(async (parsed, cancel) =>
            {
                using var http = new HttpClient(handler?.Invoke() ?? new HttpClientHandler()) { BaseAddress = new Uri(parsed.GetRequiredValue(server)) };
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable) ?? KeyOfThisMachine());
                return await Ask(http, act(parsed), stories, parsed.InvocationConfiguration, cancel);
            });
            return verb;
        }
    }

    private static string KeyOfThisMachine()
    {
        var configuration = new ConfigurationManager();
        Rooms.AddSettings(configuration, Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production, []);
        var path = DemoKey.PathIn(new DataFolder(DataFeature.ReadSettings(configuration).DataFolder));
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }

    private static async Task<int> Ask(HttpClient http, (string Path, object? Body)? act, bool stories, InvocationConfiguration console, CancellationToken cancel)
    {
        try
        {
            using var answer = act is { } verb ? await http.PostAsJsonAsync("/api/v1/demo" + verb.Path, verb.Body ?? new { }, cancel) : await http.GetAsync("/api/v1/demo", cancel);
            if (!answer.IsSuccessStatusCode)
            {
                await console.Error.WriteLineAsync(await Reason(answer, cancel));
                return 1;
            }
            await Show((await answer.Content.ReadFromJsonAsync<DemoStanding>(Json, cancel))!, stories, console.Output);
            return 0;
        }
        catch (HttpRequestException problem)
        {
            await console.Error.WriteLineAsync($"{http.BaseAddress} cannot be reached: {problem.Message}");
            return 1;
        }
    }

    private static async Task<string> Reason(HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return $"HTTP {(int)answer.StatusCode}";
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString()! : $"HTTP {(int)answer.StatusCode}";
    }

    private static async Task Show(DemoStanding now, bool stories, TextWriter output)
    {
        await output.WriteLineAsync(FormattableString.Invariant($"{(now.Ready ? now.Paused ? "paused" : "running" : "being built")}, pace {now.Pace}, city's time {now.Local:yyyy-MM-dd HH:mm}"));
        foreach (var scenario in now.Scenarios)
        {
            var far = scenario.ElapsedMinutes is { } minutes ? FormattableString.Invariant($"{minutes:0} of {scenario.Minutes:0} min") : "-";
            await output.WriteLineAsync($"  {scenario.Code,-16} {far,-16} {scenario.Name.English} · {scenario.Name.Chinese}{(scenario.Told is { } told ? $" · {told.English}" : "")}");
            if (stories)
                await output.WriteLineAsync($"      {scenario.Story.English}");
        }
    }
}
