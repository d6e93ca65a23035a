using CommandCenter.Alarms.Rules;
using CommandCenter.Areas;
using CommandCenter.Devices;
using CommandCenter.Intake;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Reading;

/// <summary>What was committed.</summary>
/// <param name="Receipts">One for each signal, in their order.</param>
/// <param name="Stored">The measurements.</param>
/// <param name="Alarms">The alarms that were raised or changed, as they were committed.</param>
public sealed record Committed(IReadOnlyList<SignalReceipt> Receipts, IReadOnlyList<StoredMeasurement> Stored, IReadOnlyList<AlarmView> Alarms);

/// <summary>
/// Stores and judges a group of signals in one transaction: measurements, positions, what was judged, alarms, deadlines and Journal entries are there together or not at all.
/// When another process changed the same condition meanwhile, the whole group is judged again on what it then finds.
/// </summary>
public sealed class SignalCommit(
    IDbContextFactory<CityDb> databases, JournalWriter journal, DeviceIndex devices, MeasurementStore measurements, AlarmRuleIndex rules, AlarmNumbers numbers, AreaIndex areas,
    PositionIntake positions, TimeProvider clock)
{
    private const int Attempts = 8;

    /// <summary>Commits them.</summary>
    /// <param name="signals">In order of arrival.</param>
    /// <param name="cancel">Ends it; nothing is then stored.</param>
    public async Task<Committed> Commit(IReadOnlyList<Signal> signals, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                return await CommitOnce(signals, cancel);
            }
            catch (Exception problem) when (attempt < Attempts && IsCollision(problem))
            {
                // Another process changed a condition, an alarm or a counter in the same moment: judge again on what is there now.
            }
    }

    private static bool IsCollision(Exception problem) => problem is DbUpdateException or System.Data.Common.DbException { IsTransient: true };

    private async Task<Committed> CommitOnce(IReadOnlyList<Signal> signals, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = clock.Now();
        var receipts = new SignalReceipt[signals.Count];
        var stories = new List<SourceStory>();
        var stored = await Store(db, signals, receipts, stories, now, cancel);
        await Place(db, signals, receipts, cancel);
        var book = new AlarmBook(db, journal, numbers, now);
        await TakeOutside(new OutsideAlarms(db, devices, areas, now), signals, receipts, stories, cancel);
        if (stories.Count > 0)
        {
            await book.Load(stories.Select(s => s.Source.Key), cancel);
            await book.Apply(stories, once: null, cancel);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new(receipts, stored, [.. book.Touched.Select(AlarmView.Of)]);
    }

    private async Task<IReadOnlyList<StoredMeasurement>> Store(
        CityDb db, IReadOnlyList<Signal> signals, SignalReceipt[] receipts, List<SourceStory> stories, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = new List<NewMeasurement>();
        var known = new List<(int Index, Device Device, DeviceKind Kind)>();
        for (var i = 0; i < signals.Count; i++)
            if (signals[i] is MeasurementSignal signal)
            {
                if (Resolve(signal, out var device, out var kind, out var quantity) is { } rejected)
                {
                    receipts[i] = rejected;
                    continue;
                }
                rows.Add(new(device.Id, quantity, signal.At, signal.Value, signal.MessageId, signal.ReceivedAt, signal.At > signal.ReceivedAt + IntakeOptions.Ahead));
                known.Add((i, device, kind));
            }
        if (rows.Count == 0)
            return [];
        var stored = await measurements.Write(db, rows, cancel);
        var judged = new List<Measured>(stored.Count);
        for (var i = 0; i < stored.Count; i++)
        {
            var (index, device, kind) = known[i];
            receipts[index] = stored[i].Duplicate ? SignalReceipt.Duplicate : SignalReceipt.Stored;
            if (IsJudged(stored[i], device))
                judged.Add(new(device, kind, stored[i].Measurement.Quantity, stored[i].Measurement.At, stored[i].Measurement.Value, signals[index].Origin.History));
        }
        if (judged.Count > 0)
            stories.AddRange(await new ConditionBook(db, devices, rules, now).Judge(judged, cancel));
        return stored;
    }

    // What comes late or from the future is stored and not judged; what a device says while it is out of service raises nothing.
    private static bool IsJudged(StoredMeasurement stored, Device device) =>
        stored is { Duplicate: false, Doubts: MeasurementDoubts.None or MeasurementDoubts.Correction } && device.State != DeviceState.OutOfService;

    private SignalReceipt? Resolve(MeasurementSignal signal, out Device device, out DeviceKind kind, out string quantity)
    {
        (device, kind, quantity) = (null!, null!, "");
        if (devices.FindByText(signal.Device) is not { } found || devices.Kind(found.KindId) is not { } its)
            return SignalReceipt.Rejected("unknown-device", "device", $"'{signal.Device}' is not a device here, or two are spelled so.");
        var measured = signal.Quantity is null ? its.Quantities.FirstOrDefault() : its.Quantities.Find(q => string.Equals(q.Code, signal.Quantity.Trim(), StringComparison.OrdinalIgnoreCase));
        if (measured is null)
            return SignalReceipt.Rejected("unknown-quantity", "quantity", its.Quantities.Count == 0
                ? $"Devices of the kind {its.Code} measure nothing."
                : $"'{signal.Quantity}' is not what {found.Code} measures: {string.Join(", ", its.Quantities.Select(q => q.Code))}.");
        (device, kind, quantity) = (found, its, measured.Code);
        return null;
    }

    private async Task Place(CityDb db, IReadOnlyList<Signal> signals, SignalReceipt[] receipts, CancellationToken cancel)
    {
        var sent = signals.Select((signal, index) => (Signal: signal as PositionSignal, Index: index)).Where(p => p.Signal is not null).ToList();
        if (sent.Count == 0)
            return;
        var answers = await positions.Record(db, [.. sent.Select(s => s.Signal!)], cancel);
        for (var i = 0; i < sent.Count; i++)
            receipts[sent[i].Index] = answers[i];
    }

    private static async Task TakeOutside(OutsideAlarms outside, IReadOnlyList<Signal> signals, SignalReceipt[] receipts, List<SourceStory> stories, CancellationToken cancel)
    {
        var sent = signals.Select((signal, index) => (Signal: signal as AlarmSignal, Index: index)).Where(p => p.Signal is not null).ToList();
        if (sent.Count == 0)
            return;
        var (answers, happened) = await outside.Take([.. sent.Select(s => s.Signal!)], cancel);
        for (var i = 0; i < sent.Count; i++)
            receipts[sent[i].Index] = answers[i];
        stories.AddRange(happened);
    }
}
