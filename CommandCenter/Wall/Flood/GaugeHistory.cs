using System.Collections.Immutable;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Wall.Flood;

/// <summary>What the flood wall knows beyond the present values.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Levels">Of each level gauge the value nearest to an hour before its newest one, with its instant; missing where nothing that old is known.</param>
/// <param name="Rain">Rain of each full hour of the last day, millimetres, the mean over the gauges that reported in it; null where none did. Oldest first.</param>
/// <param name="RainSum">Rain of the last 24 hours, millimetres, the mean of the gauges' sums; null where none reported.</param>
public sealed record GaugePast(DateTimeOffset At, ImmutableDictionary<Guid, LatestValue> Levels, IReadOnlyList<(DateTimeOffset From, double? Millimetres)> Rain, double? RainSum)
{
    /// <summary>Nothing is known yet.</summary>
    public static GaugePast None { get; } = new(default, [], [], null);
}

/// <summary>Reads once a minute what trends and the rain of the day are made of, so that no wall asks the database. Each node keeps its own.</summary>
public sealed class GaugeHistory(IDbContextFactory<CityDb> databases, DeviceIndex index, DevicesLive live, TimeProvider clock, ILogger<GaugeHistory> logger) : Worker(clock, logger)
{
    private const int ReadBatch = 200;
    private const int Hours = 24;
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(45);
    private readonly TimeProvider clock = clock;

    /// <summary>What was read last.</summary>
    public GaugePast Past { get; private set; } = GaugePast.None;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        var now = clock.Now();
        var (rain, sum) = await Rain(now, cancel);
        Past = new(now, await Levels(now, cancel), rain, sum);
        return false;
    }

    private async Task<ImmutableDictionary<Guid, LatestValue>> Levels(DateTimeOffset now, CancellationToken cancel)
    {
        // A gauge that is silent has no trend; its last value is shown as stale.
        var gauges = Of(BuiltInKinds.WaterLevel).Select(d => (d.Id, Newest: d.LatestOf(FloodQuantities.Level))).Where(g => g.Newest is not null && now - g.Newest.At < TimeSpan.FromHours(6)).ToList();
        var found = ImmutableDictionary.CreateBuilder<Guid, LatestValue>();
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var chunk in gauges.Chunk(ReadBatch))
        {
            var ids = chunk.Select(g => g.Id).ToList();
            var (from, to) = (chunk.Min(g => g.Newest!.At) - Before - Slack, chunk.Max(g => g.Newest!.At) - Before + Slack);
            var rows = await db.Set<Measurement>().AsNoTracking()
                .Where(m => ids.Contains(m.DeviceId) && m.Quantity == FloodQuantities.Level && m.At >= from && m.At <= to && (m.Doubts & MeasurementDoubts.Future) == 0)
                .Select(m => new { m.DeviceId, m.At, m.Value }).ToListAsync(cancel);
            foreach (var (id, newest) in chunk)
                if (rows.Where(r => r.DeviceId == id && (newest!.At - Before - r.At).Duration() <= Slack).MinBy(r => (newest!.At - Before - r.At).Duration()) is { } row)
                    found[id] = new(FloodQuantities.Level, row.Value, row.At);
        }
        return found.ToImmutable();
    }

    private async Task<(IReadOnlyList<(DateTimeOffset, double?)> Hours, double? Sum)> Rain(DateTimeOffset now, CancellationToken cancel)
    {
        var first = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour - Hours + 1), TimeSpan.Zero);
        var perHour = new List<double>[Hours];
        var sums = new List<double>();
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var ids in Of(FloodQuantities.RainGauge).Select(d => d.Id).Chunk(ReadBatch))
        {
            var rows = await db.Set<Measurement>().AsNoTracking()
                .Where(m => ids.Contains(m.DeviceId) && m.Quantity == FloodQuantities.Rain && m.At >= first && m.At <= now)
                .Select(m => new { m.DeviceId, m.At, m.Value }).ToListAsync(cancel);
            foreach (var gauge in rows.GroupBy(r => r.DeviceId))
            {
                sums.Add(gauge.Sum(r => r.Value));
                foreach (var hour in gauge.GroupBy(r => (int)(r.At - first).TotalHours).Where(h => h.Key is >= 0 and < Hours))
                    (perHour[hour.Key] ??= []).Add(hour.Sum(r => r.Value));
            }
        }
        return ([.. perHour.Select((values, i) => (first.AddHours(i), values is { Count: > 0 } ? values.Average() : (double?)null))], sums.Count > 0 ? sums.Average() : null);
    }

    private IEnumerable<DeviceView> Of(string kind) => index.KindByCode(kind) is null ? [] : live.Set.Items.Values.Where(d => d.KindCode == kind);
}

/// <summary>The kinds and quantities that the flood wall speaks of, by the codes they come with.</summary>
public static class FloodQuantities
{
    /// <summary>The water level of a gauge, metres.</summary>
    public const string Level = "level";

    /// <summary>The kind of rain gauges.</summary>
    public const string RainGauge = "rain-gauge";

    /// <summary>Rain in the interval since the last report, millimetres.</summary>
    public const string Rain = "rain";

    /// <summary>Rain rate, millimetres an hour.</summary>
    public const string Rate = "rate";
}
