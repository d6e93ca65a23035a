using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.DemoCity.Scenarios;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Time;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>A city that lives, and the key with which it knocks at the product's doors.</summary>
/// <param name="Cast">The city.</param>
/// <param name="KeyName">The key's name, which MQTT clients give as their user.</param>
/// <param name="Key">The key, with the scope <c>act-as</c>.</param>
public sealed record SimulatedCity(CityCast Cast, string KeyName, string Key)
{
    /// <summary>When it began to live: what was open then is its backlog.</summary>
    public DateTimeOffset BegunAt { get; init; }
}

/// <summary>A scenario as it stands.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Elapsed">How far its own time is; null while it is not played.</param>
/// <param name="Told">What the narrator said last.</param>
public sealed record ScenarioStanding(Scenario Scenario, TimeSpan? Elapsed, PlanName? Told)
{
    /// <summary>Whether everything has happened; its devices stay as they are for a while, so that one can look.</summary>
    public bool IsTold => Elapsed >= Scenario.Lasts;
}

/// <summary>How the simulator stands.</summary>
/// <param name="Ready">Whether it has a city; before, nothing can be started.</param>
/// <param name="Paused">Whether time stands.</param>
/// <param name="Pace">How many seconds of its time pass in one of ours, 1 to 60.</param>
/// <param name="Local">The city's own time.</param>
/// <param name="Scenarios">Every scenario.</param>
public sealed record SimulatorStanding(bool Ready, bool Paused, int Pace, DateTime Local, IReadOnlyList<ScenarioStanding> Scenarios);

/// <summary>What a page, a program and the simulator itself share: which scenarios run, at what pace, and how far they are. Steering is here, acting is <see cref="SimulatorService"/>'s.</summary>
public sealed class SimulatorControl(DemoOptions options, City city, TimeProvider clock)
{
    /// <summary>How long a told scenario's devices stay as they are, by the real clock, before the daily life takes them back.</summary>
    public static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Running> running = [];
    private SimulatedCity? simulated;
    private IReadOnlyList<Scenario> scenarios = [];
    private DateTime local;
    private int pace = options.Pace;
    private bool paused;

    /// <summary>The city; null until <see cref="Begin"/>.</summary>
    public SimulatedCity? City => simulated;

    /// <summary>Gives the simulator its city; it begins to live at the next beat, at the real time of day.</summary>
    public void Begin(SimulatedCity it)
    {
        lock (gate)
        {
            scenarios = ScenarioBook.Of(it.Cast);
            local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), city.Zone).DateTime;
            simulated = it;
        }
    }

    /// <summary>Takes the city away: nothing lives any more, and no story goes on.</summary>
    public void End()
    {
        lock (gate)
        {
            simulated = null;
            running.Clear();
        }
    }

    /// <summary>How everything stands.</summary>
    public SimulatorStanding Look()
    {
        lock (gate)
            return new(simulated is not null, paused, pace, local, [.. scenarios.Select(s => running.TryGetValue(s.Code, out var run) ? new ScenarioStanding(s, run.Elapsed, run.Told) : new(s, null, null))]);
    }

    /// <summary>Starts a scenario, or starts it anew.</summary>
    /// <exception cref="Refusal">There is no such scenario, another one has its devices, or there is no city yet.</exception>
    public void Start(string code)
    {
        lock (gate)
        {
            var scenario = Find(code);
            if (running.Values.FirstOrDefault(r => r.Scenario.Code != code && r.Scenario.Devices.Overlaps(scenario.Devices)) is { } other)
                throw new Refusal(StatusCodes.Status409Conflict, "devices-taken", $"'{other.Scenario.Code}' is using devices of '{code}'. Stop it first.");
            running[code] = new Running(scenario);
        }
    }

    /// <summary>Ends a scenario; its devices go back to the daily life. One that is not played stays so.</summary>
    /// <param name="code">Which; null for all.</param>
    public void Stop(string? code)
    {
        lock (gate)
            foreach (var each in code is null ? [.. running.Keys] : new[] { Find(code).Code })
                running.Remove(each);
    }

    /// <summary>Sets the pace.</summary>
    public void SetPace(int next)
    {
        if (next is < 1 or > DemoOptions.Fastest)
            throw Refusal.Invalid("pace", $"must be a whole number from 1 to {DemoOptions.Fastest}.");
        lock (gate)
            pace = next;
    }

    /// <summary>Stops the city's time: nothing new happens and nobody does anything. Devices go on saying what they said, else everything would be missed.</summary>
    public void Pause(bool stand)
    {
        lock (gate)
            paused = stand;
    }

    /// <summary>Lets time pass, and says what happens in it, in order. Only the simulator calls this.</summary>
    internal Beat Pass(TimeSpan real)
    {
        lock (gate)
        {
            var acts = new List<Act>();
            var from = local;
            if (!paused)
            {
                local += real * pace;
                foreach (var run in running.Values)
                    acts.AddRange(run.Pass(real, pace));
            }
            foreach (var over in running.Values.Where(r => r.Since > Aftermath).ToList())
                running.Remove(over.Scenario.Code);
            return new Beat(from, local, pace, paused, acts, running.Values.SelectMany(r => r.Scenario.Devices).ToHashSet());
        }
    }

    private Scenario Find(string code) => simulated is null
        ? throw new Refusal(StatusCodes.Status409Conflict, "demo-not-ready", "The demo city is still being built. Try again in a moment.")
        : scenarios.FirstOrDefault(s => s.Code == code)
            ?? throw new Refusal(StatusCodes.Status404NotFound, "not-found", $"There is no scenario '{code}'. Scenarios: {string.Join(", ", scenarios.Select(s => s.Code))}.");

    private sealed class Running(Scenario scenario)
    {
        private int next;

        public Scenario Scenario => scenario;

        public TimeSpan Elapsed { get; private set; }

        public TimeSpan Since { get; private set; }

        public PlanName? Told { get; private set; }

        public List<Act> Pass(TimeSpan real, int pace)
        {
            Elapsed += real * Math.Min(pace, scenario.FastestPace);
            var acts = new List<Act>();
            for (; next < scenario.Steps.Count && scenario.Steps[next].At <= Elapsed; next++)
                acts.Add(scenario.Steps[next].Act);
            Told = acts.OfType<Tell>().LastOrDefault()?.Words ?? Told;
            if (Elapsed < scenario.Lasts)
                return acts;
            Elapsed = scenario.Lasts;
            Since += real;
            return acts;
        }
    }
}

/// <summary>A stretch of the city's time that has passed.</summary>
/// <param name="From">When it began, in the city's own time.</param>
/// <param name="To">When it ended.</param>
/// <param name="Pace">The pace.</param>
/// <param name="Paused">Whether time stood.</param>
/// <param name="Acts">What happens in it, in order.</param>
/// <param name="Taken">Devices that a scenario has.</param>
internal sealed record Beat(DateTime From, DateTime To, int Pace, bool Paused, IReadOnlyList<Act> Acts, IReadOnlySet<string> Taken);
