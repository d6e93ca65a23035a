using CommandCenter.DemoCity.Cast;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Time;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>
/// Lets the demo city live: each second it asks what has happened and brings it to the product's doors, by HTTP and, where our broker is set up, by MQTT. It touches no row.
/// What is measured is stamped with the real instant; the pace only says how much of the city's time passes between two beats.
/// </summary>
internal sealed partial class SimulatorService(SimulatorControl control, DemoDoors doors, DemoBroker broker, Leases leases, City city, TimeProvider clock, ILogger<SimulatorService> logger)
    : Worker(clock, logger)
{
    private const string LeaseName = "demo.simulator";
    private static readonly TimeSpan LongestBeat = TimeSpan.FromSeconds(5); // after a stop of the machine the city goes on, it does not catch up
    private static readonly TimeSpan Looks = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Strides = TimeSpan.FromSeconds(20);
    private readonly TimeProvider clock = clock;
    private Life? life;
    private DateTimeOffset last;
    private DateTimeOffset looked;
    private DateTimeOffset strode;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        if (control.City is not { } its)
            return false;
        var now = clock.Now();
        if (life?.Cast != its.Cast)
            Begin(its, now);
        // One node lets it live; on another it would live twice.
        if (!doors.Open || !await leases.TryHold(LeaseName, cancel))
            return false; // nothing passes while nobody listens, so that no part of a story is lost
        var beat = control.Pass(now - last < LongestBeat ? now - last : LongestBeat);
        last = now;
        await Report(life!, beat, now, cancel);
        if (!beat.Paused)
        {
            await life!.Callers.Call(beat, now, cancel);
            if (now - looked >= Looks)
            {
                looked = now;
                await life.People.Look(now, beat.Pace, beat.Taken, cancel);
            }
        }
        return false;
    }

    private void Begin(SimulatedCity its, DateTimeOffset now)
    {
        doors.Key = its.Key;
        broker.As(its.KeyName, its.Key);
        life = new Life(its.Cast, new DeviceRounds(its.Cast, now), new Walks(its.Cast), new DemoCallers(its.Cast, city, doors), new DemoPeople(its.Cast, city, doors, its.BegunAt));
        last = now;
        LogBegins(its.Cast.Devices.Count, its.Cast.People.Count, its.Cast.Plan.Seed);
    }

    private async Task Report(Life its, Beat beat, DateTimeOffset now, CancellationToken cancel)
    {
        var said = its.Devices.Say(now, beat);
        var byBroker = said.Where(s => broker.Carries(s.Device.KindCode)).ToList();
        var byHttp = byBroker.Count > 0 && await broker.Publish(byBroker, now, cancel) ? [.. said.Where(s => !broker.Carries(s.Device.KindCode))] : said;
        // Refused is refused; but a door that asked for patience has heard nothing.
        if (byHttp.Count > 0 && !await doors.Measure(byHttp, now, cancel) && !doors.Open)
            its.Devices.Unheard(byHttp, now);
        if (now - strode < Strides)
            return;
        strode = now;
        // People walk by the real clock: at sixty they would fly.
        var local = TimeZoneInfo.ConvertTime(now, city.Zone).DateTime;
        var walking = its.Walks.Walkers.Where(p => its.Walks.OnRound(p, beat.To)).Select(p => (p, its.Walks.At(p, local))).ToList();
        if (walking.Count > 0)
            await doors.Walk(walking, now, cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo city lives: {Devices} devices, {People} people, seed {Seed}")]
    private partial void LogBegins(int devices, int people, int seed);

    private sealed record Life(CityCast Cast, DeviceRounds Devices, Walks Walks, DemoCallers Callers, DemoPeople People);
}
