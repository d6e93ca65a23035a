using CommandCenter.Alarms.Judging;
using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Rules;

/// <summary>An alarm that a rule would have raised.</summary>
/// <param name="Device">The device.</param>
/// <param name="RaisedAt">When.</param>
/// <param name="ClearedAt">When it would have cleared; null while it would stand.</param>
/// <param name="Worst">The highest level.</param>
/// <param name="Value">The value at the highest level.</param>
public sealed record DryAlarm(Device Device, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt, int Worst, double? Value);

/// <summary>What a rule would have done.</summary>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="Devices">How many devices it is for.</param>
/// <param name="Measurements">How many stored measurements were judged.</param>
/// <param name="Alarms">What it would have raised, the newest first.</param>
/// <param name="Chattering">How many devices would have chattered.</param>
/// <param name="Unset">How many devices have none of the thresholds it asks for, so that it never alarms there.</param>
public sealed record DryRunReport(DateTimeOffset From, DateTimeOffset To, int Devices, int Measurements, IReadOnlyList<DryAlarm> Alarms, int Chattering, int Unset);

/// <summary>Replays stored measurements through the judge under a rule that need not be stored. Nothing is written and nobody is told.</summary>
public sealed class AlarmDryRun(IDbContextFactory<CityDb> databases, DeviceIndex devices, TimeProvider clock)
{
    /// <summary>How far back.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(7);

    /// <summary>The most devices that are replayed: enough to see what a rule does.</summary>
    public const int MostDevices = 500;

    /// <summary>Replays the last seven days.</summary>
    public async Task<DryRunReport> Run(AlarmRule rule, CancellationToken cancel)
    {
        var (to, from) = (clock.Now(), clock.Now() - Period);
        var kind = devices.KindByCode(rule.KindCode);
        var judged = devices.All.Where(d => d.KindId == kind?.Id && (rule.DeviceId is null || d.Id == rule.DeviceId)).Take(MostDevices).ToList();
        if (rule.Quantity is null)
            return new(from, to, judged.Count, 0, [], 0, 0);
        var (alarms, measurements, chattering, unset) = (new List<DryAlarm>(), 0, 0, 0);
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var device in judged)
        {
            var replay = new Replay(rule, device, devices);
            var rows = db.Set<Measurement>().AsNoTracking()
                .Where(m => m.DeviceId == device.Id && m.Quantity == rule.Quantity && m.At >= from && m.At < to && (m.Doubts & (MeasurementDoubts.Late | MeasurementDoubts.Future)) == 0)
                .OrderBy(m => m.At).ThenBy(m => m.ReceivedAt).Select(m => new { m.At, m.Value });
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            {
                replay.Take(row.At, row.Value);
                measurements++;
            }
            replay.End(to);
            alarms.AddRange(replay.Alarms);
            chattering += replay.Chattered ? 1 : 0;
            unset += replay.CouldAlarm ? 0 : 1;
        }
        return new(from, to, judged.Count, measurements, [.. alarms.OrderByDescending(a => a.RaisedAt)], chattering, unset);
    }

    private sealed class Replay(AlarmRule rule, Device device, DeviceIndex devices)
    {
        private readonly bool byThreshold = rule.Levels.Exists(l => l.Threshold is not null);
        private ConditionState state = ConditionState.Quiet;
        private JudgeTerms? terms;

        public List<DryAlarm> Alarms { get; } = [];

        public bool Chattered { get; private set; }

        public bool CouldAlarm => (terms ?? Terms(DateTimeOffset.MaxValue)).CanAlarm;

        public void Take(DateTimeOffset at, double value)
        {
            terms = terms is null || byThreshold ? Terms(at) : terms;
            Keep(AlarmJudge.Measure(terms, state, at, value));
        }

        public void End(DateTimeOffset at)
        {
            if (terms is not null)
                Keep(AlarmJudge.Advance(terms, state, at));
        }

        private JudgeTerms Terms(DateTimeOffset at) => JudgeTerms.Of(rule, byThreshold ? devices.ThresholdsAt(device.Id, rule.Quantity!, at) : null);

        private void Keep(Judgement judgement)
        {
            state = judgement.State;
            Chattered |= state.Chattering;
            foreach (var step in judgement.Transitions)
                if (step.Kind == TransitionKind.Raised)
                    Alarms.Add(new(device, step.At, null, step.To, step.Value));
                else if (step.Kind == TransitionKind.Cleared)
                    Alarms[^1] = Alarms[^1] with { ClearedAt = step.At };
                else if (step.To > Alarms[^1].Worst)
                    Alarms[^1] = Alarms[^1] with { Worst = step.To, Value = step.Value };
        }
    }
}
