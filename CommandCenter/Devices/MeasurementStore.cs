using CommandCenter.Platform.Data;
using CommandCenter.Platform.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Devices;

/// <summary>A measurement of a known device, not yet stored.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Quantity">The quantity's code.</param>
/// <param name="At">When it was measured.</param>
/// <param name="Value">In the quantity's unit; finite.</param>
/// <param name="MessageId">The sender's own id, the identity when there is one.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="Future">Whether its instant lies further in the future than clocks may differ.</param>
public sealed record NewMeasurement(Guid DeviceId, string Quantity, DateTimeOffset At, double Value, string? MessageId, DateTimeOffset ReceivedAt, bool Future);

/// <summary>What became of a measurement.</summary>
/// <param name="Measurement">What was given, its instants truncated as they are stored.</param>
/// <param name="Id">Its identity.</param>
/// <param name="Duplicate">It was there already, or earlier in the same batch: nothing was stored.</param>
/// <param name="Doubts">What is doubtful about it; nothing about a duplicate.</param>
public sealed record StoredMeasurement(NewMeasurement Measurement, Guid Id, bool Duplicate, MeasurementDoubts Doubts);

/// <summary>
/// Stores measurements in the caller's transaction, idempotent by identity, and keeps the newest value of each quantity and the device's <see cref="Device.LastSeenAt"/> with
/// them. A batch costs a handful of statements however many rows it has.
/// </summary>
public sealed class MeasurementStore(TimeProvider clock)
{
    /// <summary>What this process signs its rows with, so that it need not read them back.</summary>
    public Guid Writer { get; } = Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>Stores a batch, in order of arrival. The caller commits.</summary>
    /// <param name="db">A context with a transaction.</param>
    /// <param name="rows">Of known devices; finite values.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>One for each row, in their order.</returns>
    public async Task<IReadOnlyList<StoredMeasurement>> Write(CityDb db, IReadOnlyList<NewMeasurement> rows, CancellationToken cancel)
    {
        rows = [.. rows.Select(r => r with { At = Instants.Truncate(r.At), ReceivedAt = Instants.Truncate(r.ReceivedAt) })];
        var picture = await MeasurementPicture.Read(db, rows, cancel);
        var ids = rows.Select(r => MeasurementIdentity.Of(r.DeviceId, r.Quantity, r.At, r.Value, r.MessageId)).ToList();
        var met = new HashSet<Guid>(rows.Count);
        // What is there twice in the batch says nothing about the rows behind it.
        var measurements = rows.Select((r, i) => Measurement(ids[i], r, met.Add(ids[i]) ? picture.Judge(r) : MeasurementDoubts.None)).ToList();
        var isNew = (await BulkWriter.InsertNew(db, measurements, cancel)).ToHashSet();
        var stored = new List<StoredMeasurement>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var duplicate = !isNew.Remove(ids[i]); // the first of a kind takes it; a second in the batch is a duplicate
            stored.Add(new StoredMeasurement(rows[i], ids[i], duplicate, duplicate ? MeasurementDoubts.None : measurements[i].Doubts));
        }
        await KeepLatest(db, stored, cancel);
        await KeepLastSeen(db, stored, cancel);
        return stored;
    }

    /// <summary>
    /// Stores values of which the caller knows that they are in order and of the past, without looking at what is there: nothing is doubted, and nothing comes back to be
    /// judged. What is there already stays. The newest values and signs of life are <see cref="KeepPast"/>'s, once after the last batch.
    /// </summary>
    /// <param name="db">A context with a transaction; the caller commits.</param>
    /// <param name="rows">Of known devices; finite values.</param>
    /// <param name="cancel">Ends it.</param>
    public static Task WritePast(CityDb db, IEnumerable<NewMeasurement> rows, CancellationToken cancel) =>
        BulkWriter.InsertNew(db, [.. Past(rows).Select(r => Measurement(MeasurementIdentity.Of(r.DeviceId, r.Quantity, r.At, r.Value, r.MessageId), r, MeasurementDoubts.None))], cancel);

    /// <summary>Keeps the newest of values that <see cref="WritePast"/> stored, and when their devices were last heard of.</summary>
    /// <param name="db">A context with a transaction; the caller commits.</param>
    /// <param name="rows">All of them.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task KeepPast(CityDb db, IEnumerable<NewMeasurement> rows, CancellationToken cancel)
    {
        // Only what they say counts here; finding out again what each is called would take as long as storing it did.
        var stored = Past(rows).Select(r => new StoredMeasurement(r, Id: default, Duplicate: false, MeasurementDoubts.None)).ToList();
        await KeepLatest(db, stored, cancel);
        await KeepLastSeen(db, stored, cancel);
    }

    /// <summary>Which of them are the newest of their quantity, the last to arrive where several have one instant. Future ones never are.</summary>
    internal static IEnumerable<NewMeasurement> Newest(IEnumerable<StoredMeasurement> stored)
    {
        var newest = new Dictionary<(Guid, string), NewMeasurement>();
        foreach (var row in stored)
            if (IsTrusted(row) && (!newest.TryGetValue((row.Measurement.DeviceId, row.Measurement.Quantity), out var known) || row.Measurement.At >= known.At))
                newest[(row.Measurement.DeviceId, row.Measurement.Quantity)] = row.Measurement;
        return newest.Values;
    }

    /// <summary>When each device was last heard of by these: the measurement's own time, never later than it came in.</summary>
    internal static IEnumerable<KeyValuePair<Guid, DateTimeOffset>> Seen(IEnumerable<StoredMeasurement> stored) => stored
        .Where(s => !s.Duplicate)
        .GroupBy(s => s.Measurement.DeviceId, (device, rows) => KeyValuePair.Create(device, rows.Max(r => r.Measurement.At < r.Measurement.ReceivedAt ? r.Measurement.At : r.Measurement.ReceivedAt)));

    // The databases order keys alike for all writers, which is what keeps two of them from waiting for each other.
    private Task KeepLatest(CityDb db, IEnumerable<StoredMeasurement> stored, CancellationToken cancel)
    {
        var now = clock.Now();
        var rows = Newest(stored).OrderBy(m => m.DeviceId).ThenBy(m => m.Quantity, StringComparer.Ordinal)
            .Select(m => new DeviceLatest { DeviceId = m.DeviceId, Quantity = m.Quantity, Value = m.Value, At = m.At, WrittenAt = now, Writer = Writer }).ToList();
        return BulkWriter.Upsert(db, rows, nameof(DeviceLatest.At), cancel);
    }

    private static Task KeepLastSeen(CityDb db, IEnumerable<StoredMeasurement> stored, CancellationToken cancel) =>
        BulkWriter.Advance<Device>(db, nameof(Device.LastSeenAt), [.. Seen(stored).OrderBy(s => s.Key)], cancel);

    private static bool IsTrusted(StoredMeasurement row) => row is { Duplicate: false, Measurement.Future: false };

    private static IEnumerable<NewMeasurement> Past(IEnumerable<NewMeasurement> rows) =>
        rows.Select(r => r with { At = Instants.Truncate(r.At), ReceivedAt = Instants.Truncate(r.ReceivedAt) });

    private static Measurement Measurement(Guid id, NewMeasurement row, MeasurementDoubts doubts) => new()
    {
        Id = id,
        DeviceId = row.DeviceId,
        Quantity = row.Quantity,
        At = row.At,
        Value = row.Value,
        ReceivedAt = row.ReceivedAt,
        Doubts = doubts,
    };
}
