using CommandCenter.Alarms.Judging;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.Intake;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Reading;

/// <summary>
/// What outside systems say about their own alarms, through the same life. A system may send late, twice or out of order: what is older than the last thing known of a key
/// changes nothing; a clear that came before its raise is kept, and the raise, when it comes, is an alarm that has cleared already.
/// </summary>
internal sealed class OutsideAlarms(CityDb db, DeviceIndex devices, AreaIndex areas, DateTimeOffset now)
{
    // The value of a condition of which a raise is known.
    private const double Raised = 1;
    private const int Chunk = 500;
    private readonly Dictionary<string, AlarmCondition> conditions = [];

    /// <summary>Takes them in order of arrival: their receipts and what happened.</summary>
    public async Task<(IReadOnlyList<SignalReceipt> Receipts, IReadOnlyList<SourceStory> Stories)> Take(IReadOnlyList<AlarmSignal> signals, CancellationToken cancel)
    {
        var sources = signals.Select(Source).ToList();
        foreach (var chunk in sources.Select(s => s.Key).Distinct().Order(StringComparer.Ordinal).Chunk(Chunk))
            foreach (var row in await db.Set<AlarmCondition>().Where(c => chunk.Contains(c.Key)).ToListAsync(cancel))
                conditions[row.Key] = row;
        var (receipts, stories) = (new List<SignalReceipt>(), new List<SourceStory>());
        for (var i = 0; i < signals.Count; i++)
        {
            var steps = Steps(signals[i], sources[i], out var receipt);
            receipts.Add(receipt);
            if (steps.Count > 0)
                stories.Add(new(sources[i], [.. steps.Select(s => (s, signals[i].Origin.History))]));
        }
        return (receipts, stories);
    }

    private OutsideSource Source(AlarmSignal signal)
    {
        var device = devices.FindByText(signal.Device);
        var area = signal is { Latitude: { } lat, Longitude: { } lon } ? areas.SmallestAt(lat, lon)?.Id : null;
        return new(signal.Origin.Sender, signal.Key, signal.Title?.Trim() ?? signal.Key, device, signal.Device?.Trim(), device is null ? null : devices.Kind(device.KindId)?.Code,
            signal.Latitude, signal.Longitude, signal.PlaceText, area);
    }

    private List<Transition> Steps(AlarmSignal signal, OutsideSource source, out SignalReceipt receipt)
    {
        receipt = SignalReceipt.Stored;
        var (at, level) = (Instants.Truncate(signal.At), 0);
        if (signal.Kind == AlarmSignalKind.Raise)
        {
            if (!Enum.TryParse<AlarmPriority>(signal.Priority, ignoreCase: true, out var priority) || !Enum.IsDefined(priority))
            {
                receipt = SignalReceipt.Rejected("invalid-priority", "priority", $"'{signal.Priority}' is not one of {string.Join(", ", Enum.GetNames<AlarmPriority>())}.");
                return [];
            }
            level = OutsideSource.LevelOf(priority);
        }
        var known = conditions.GetValueOrDefault(source.Key);
        if (known?.Knows(signal.MessageId) == true)
        {
            receipt = SignalReceipt.Duplicate;
            return [];
        }
        if (known?.At is { } before && (at < before || (at == before && (level == known.Level || known.Value is null))))
            return Late(at, level, known, ref receipt);
        known ??= Begin(source);
        var from = known.Level;
        known.Remember(signal.MessageId);
        known.Write(new ConditionState { Switches = Levels(level), At = at, Value = level > 0 ? Raised : known.Value });
        return level == from ? level == 0 ? [] : [new(TransitionKind.Repeated, at, from, level, null, null)] : [new(Kind(from, level), at, from, level, null, null)];
    }

    // Sent twice, or overtaken. But where only a clear is known, a raise from before it was an alarm, and has cleared.
    private static List<Transition> Late(DateTimeOffset at, int level, AlarmCondition known, ref SignalReceipt receipt)
    {
        if (level == 0 || known.Value is not null)
        {
            receipt = SignalReceipt.Duplicate;
            return [];
        }
        known.Write(new ConditionState { Switches = Levels(0), At = known.At, Value = Raised });
        return [new(TransitionKind.Raised, at, 0, level, null, null), new(TransitionKind.Cleared, known.At!.Value, level, 0, null, null)];
    }

    private AlarmCondition Begin(OutsideSource source)
    {
        var row = new AlarmCondition { Id = Guid.CreateVersion7(now), Key = source.Key, DeviceId = source.Device?.Id };
        db.Add(row);
        return conditions[source.Key] = row;
    }

    private static TransitionKind Kind(int from, int to) =>
        from == 0 ? TransitionKind.Raised : to == 0 ? TransitionKind.Cleared : to > from ? TransitionKind.Rose : TransitionKind.Fell;

    private static System.Collections.Immutable.ImmutableArray<LevelSwitch> Levels(int level) =>
        [.. Enumerable.Range(1, 4).Select(k => new LevelSwitch(k <= level, null))];
}
