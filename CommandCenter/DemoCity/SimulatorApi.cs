using CommandCenter.Access;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Http;

namespace CommandCenter.DemoCity;

/// <summary>A scenario as programs see it.</summary>
/// <param name="Code">What it is started by.</param>
/// <param name="Name">Its name.</param>
/// <param name="Story">What happens.</param>
/// <param name="Minutes">How long it is, of its own time.</param>
/// <param name="FastestPace">The fastest it can be played.</param>
/// <param name="ElapsedMinutes">How far it is; absent while it is not played.</param>
/// <param name="Told">What the narrator said last.</param>
public sealed record ListedScenario(string Code, PlanName Name, PlanName Story, double Minutes, int FastestPace, double? ElapsedMinutes, PlanName? Told);

/// <summary>The simulator as programs see it.</summary>
/// <param name="Ready">Whether the city is there.</param>
/// <param name="Paused">Whether its time stands.</param>
/// <param name="Pace">1 to 60.</param>
/// <param name="Local">The city's own time.</param>
/// <param name="Scenarios">Every scenario.</param>
public sealed record DemoStanding(bool Ready, bool Paused, int Pace, DateTime Local, IReadOnlyList<ListedScenario> Scenarios)
{
    internal static DemoStanding Of(SimulatorStanding now) => new(now.Ready, now.Paused, now.Pace, now.Local,
        [.. now.Scenarios.Select(s => new ListedScenario(s.Scenario.Code, s.Scenario.Name, s.Scenario.Story, s.Scenario.Lasts.TotalMinutes, s.Scenario.FastestPace, s.Elapsed is { } far ? Math.Round(far.TotalMinutes, 1) : null, s.Told))]);
}

/// <summary>A pace.</summary>
public sealed record PaceInput
{
    /// <summary>1 to 60; needed.</summary>
    public int? Pace { get; init; }
}

/// <summary>The doors by which the demo is steered, under <c>/api/v1/demo</c>: for administrators, and for the demo's own key, which alone has the scope <c>act-as</c>.</summary>
public static class SimulatorApi
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var demo = api.MapGroup("").RequireAuthorization(Permit.SteerDemo).WithTags("Demo")
            // Where there is no demo city there is nothing to steer.
            .AddEndpointFilter(async (call, next) => call.HttpContext.RequestServices.GetRequiredService<DemoState>().Now is null ? Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "no-demo", detail: "This database holds no demo city.") : await next(call));
        demo.MapGet("demo", Look).WithSummary("How the simulator stands, with every scenario and its story.");
        demo.MapPost("demo/scenarios/{code}/start", (string code, SimulatorControl control) => Do(control, c => c.Start(code))).WithSummary("Start a scenario, or start it anew.").ProducesProblem(404).ProducesProblem(409);
        demo.MapPost("demo/scenarios/{code}/stop", (string code, SimulatorControl control) => Do(control, c => c.Stop(code))).WithSummary("End a scenario; its devices go back to the daily life.").ProducesProblem(404);
        demo.MapPost("demo/stop", (SimulatorControl control) => Do(control, c => c.Stop(null))).WithSummary("End every scenario.");
        demo.MapPost("demo/pace", (PaceInput input, SimulatorControl control) => Do(control, c => c.SetPace(input.Pace ?? throw Refusal.Invalid("pace", "is needed.")))).WithSummary("Set the pace, 1 to 60.").ProducesProblem(422);
        demo.MapPost("demo/pause", (SimulatorControl control) => Do(control, c => c.Pause(true))).WithSummary("Stop the city's time.");
        demo.MapPost("demo/resume", (SimulatorControl control) => Do(control, c => c.Pause(false))).WithSummary("Let the city's time go on.");
    }

    private static DemoStanding Look(SimulatorControl control) => DemoStanding.Of(control.Look());

    private static DemoStanding Do(SimulatorControl control, Action<SimulatorControl> act)
    {
        act(control);
        return Look(control);
    }
}
