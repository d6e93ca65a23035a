using System.Diagnostics;
using CommandCenter.Areas;
using CommandCenter.DemoCity.Cast;
using CommandCenter.DemoCity.Plan;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.DemoCity.Building;

/// <summary>
/// Builds the invented city into the database, stage by stage, through the rooms' own imports and desks. A stage that was cut off is done again from its beginning and finds
/// what is there, so a build that was killed goes on at the next start and ends with the same city.
/// </summary>
public sealed partial class DemoBuilder(IDbContextFactory<CityDb> databases, DemoState state, IServiceProvider services, TimeProvider clock, ILogger<DemoBuilder> log)
{
    // Measured shares of the whole, so that the bar moves evenly.
    private static readonly (DemoStage Stage, double Share, Func<DemoWork, Task> Build)[] Stages =
    [
        (DemoStage.Ground, 0.08, GroundStage.Build),
        (DemoStage.People, 0.10, PeopleStage.Build),
        (DemoStage.Rules, 0.06, RulesStage.Build),
        (DemoStage.Devices, 0.16, DevicesStage.Build),
        (DemoStage.Tickets, 0.14, TicketsStage.Build),
        (DemoStage.Alarms, 0.08, AlarmsStage.Build),
        (DemoStage.Measurements, 0.38, MeasurementsStage.Build),
    ];

    /// <summary>The city of this database; null where it holds none.</summary>
    public async Task<DemoRecord?> Find(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<DemoRecord>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == DemoRecord.OnlyId, cancel);
    }

    /// <summary>Writes down that this database is to hold the invented city; <see cref="Build"/> then builds it.</summary>
    /// <exception cref="Refusal">It holds one already, or something of a real city.</exception>
    public async Task Begin(int seed, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<DemoRecord>().AnyAsync(cancel))
            throw new Refusal(StatusCodes.Status409Conflict, "demo-there", "This database holds the demo city already; 'demo remove' removes it.");
        if (await db.Set<Area>().AnyAsync(cancel) || await db.Set<Ticket>().AnyAsync(cancel) || await db.Set<Devices.Device>().AnyAsync(cancel))
            throw new Refusal(StatusCodes.Status409Conflict, "city-there", "This database holds areas, devices or tickets of a city; the demo city goes into an empty one only.");
        db.Add(new DemoRecord { Seed = seed, BegunAt = clock.Now() });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Builds what does not stand yet.</summary>
    /// <returns>Who and what the city has, and when its history ends; null where this database holds none.</returns>
    public async Task<(CityCast Cast, DateTimeOffset Present)?> Build(CancellationToken cancel)
    {
        if (await Find(cancel) is not { } record)
            return null;
        if (record.ReadyAt is not null)
        {
            state.Say(new(record.Seed, DemoStage.Ready, 1));
            return (await Cast(record, cancel), record.BegunAt);
        }
        var done = Stages.Take(record.Stage).Sum(s => s.Share);
        state.Say(new(record.Seed, Stages[Math.Min(record.Stage, Stages.Length - 1)].Stage, done));
        var cast = await Cast(record, cancel);
        for (var i = record.Stage; i < Stages.Length; i++)
        {
            var (stage, share, build) = Stages[i];
            var (began, before) = (Stopwatch.GetTimestamp(), done);
            await build(new DemoWork(cast, record.BegunAt, services, part => state.Say(new(record.Seed, stage, before + (share * part))), cancel));
            await Stood(i + 1, cancel);
            done += share;
            LogStage(stage, clock.GetElapsedTime(began).TotalSeconds);
        }
        await JournalFeature.CatchUp(services, cancel);
        services.GetRequiredService<JournalTail>().Restart(); // values of the past come in without an event for each
        state.Say(new(record.Seed, DemoStage.Ready, 1));
        return (cast, record.BegunAt);
    }

    private static Task<CityCast> Cast(DemoRecord record, CancellationToken cancel) => Task.Run(() => CityCast.Of(CityPlanner.Draw(record.Seed)), cancel);

    private async Task Stood(int stages, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var record = await db.Set<DemoRecord>().SingleAsync(cancel);
        record.Stage = stages;
        if (stages == Stages.Length)
            record.ReadyAt = clock.Now();
        await db.SaveChangesAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Demo city: {Stage} stands, {Seconds:0.0} s")]
    private partial void LogStage(DemoStage stage, double seconds);
}

/// <summary>What a stage works with.</summary>
/// <param name="Cast">The city.</param>
/// <param name="Present">The end of its history.</param>
/// <param name="Services">The rooms.</param>
/// <param name="Tell">Told how much of the stage stands, from 0 to 1.</param>
/// <param name="Cancel">Ends it; the stage is begun again at the next start.</param>
internal sealed record DemoWork(CityCast Cast, DateTimeOffset Present, IServiceProvider Services, Action<double> Tell, CancellationToken Cancel)
{
    /// <summary>How far its history goes back.</summary>
    public static readonly TimeSpan Past = TimeSpan.FromDays(30);

    /// <summary>The city's places and days.</summary>
    public City City => Get<City>();

    /// <summary>A service of a room.</summary>
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A generator of its own for each purpose, so that one stage's draws do not move another's.</summary>
    public Random Random(int purpose) => new(unchecked((Cast.Plan.Seed * 31) + purpose));
}
