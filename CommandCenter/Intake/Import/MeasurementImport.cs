using CommandCenter.Access;
using CommandCenter.Devices;
using CommandCenter.Devices.Import;
using CommandCenter.Intake.Problems;
using CommandCenter.Intake.Reading;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Intake.Import;

/// <summary>
/// Plays the measurements of a file in time order through the queue and its reader, as if they came in one after another: what they would have raised they raise, by their own
/// time. They are history unless they are said to be live. A measurement is known again by its identity, so that a second import changes nothing and an interrupted one continues.
/// </summary>
public sealed class MeasurementImport(
    IntakeQueue queue, IntakeProblems problems, IntakeMeters meters, IntakeOptions settings, DeviceIndex devices, DeviceDeriver deriver, DataFolder folder, IServiceProvider services, TimeProvider clock)
{
    /// <summary>The door's name.</summary>
    public const string Door = "file";

    private const int PreviewRows = 20;

    // Enough sendings wait that the reader never does; few enough that an end in the middle leaves little to find again.
    private const int Ahead = 3;

    /// <summary>The first rows as they would become.</summary>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    public static async Task<(IReadOnlyList<MappedReading> Readings, IReadOnlyList<RejectedRow> Rejected)> Preview(MeasurementImportOptions options, CancellationToken cancel)
    {
        await using var source = SourceFile.Open(options.Path, options.Profile);
        var (rows, readings, rejected, read) = (new MeasurementRows(options.Profile), new List<MappedReading>(), new List<RejectedRow>(), 0);
        await foreach (var row in source.Rows(cancel))
        {
            var (mapped, reject) = rows.Map(row);
            readings.AddRange(mapped);
            if (reject is not null)
                rejected.Add(reject);
            if (++read == PreviewRows)
                break;
        }
        return (readings, [.. rejected, .. source.Malformed]);
    }

    /// <summary>Imports, and returns when every handler has caught up.</summary>
    /// <param name="options">File, profile and how.</param>
    /// <param name="caller">Who imports: devices that the file derives are theirs in the Journal.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Ends it; what was committed stays, and the same import continues.</param>
    /// <exception cref="ProfileProblem">The file does not fit the profile.</exception>
    /// <exception cref="NotStored">Storing failed; what was committed stays, and the same import continues.</exception>
    public async Task<MeasurementReport> Run(MeasurementImportOptions options, Caller caller, IProgress<MeasurementProgress>? progress, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var report = new MeasurementReport();
        await using var rejects = new RejectsFile(options.RejectsPath ?? Path.Combine(folder.Folder("imports"), $"{Path.GetFileNameWithoutExtension(options.Path)}.rejects.csv"));
        var readings = await Read(options, report, rejects, cancel);
        var derived = await deriver.Derive(options.Profile, readings, caller, cancel);
        (report.Devices, report.Aliases, report.Thresholds) = (derived.Devices, derived.Aliases, derived.Thresholds);
        // Sources mix up the order, and a level is judged by what came before it; of one instant the row that stands later counts later.
        await Play(options, [.. readings.OrderBy(r => r.At).ThenBy(r => r.Line)], report, rejects, Tell, cancel);
        Tell(catchingUp: true);
        await problems.Sweep(cancel);
        await JournalFeature.CatchUp(services, cancel);
        (report.Took, report.RejectsPath) = (clock.GetElapsedTime(started), rejects.Written ? rejects.Path : null);
        return report;

        void Tell(bool catchingUp)
        {
            var (done, took) = (report.Stored + report.Duplicates + report.NotTaken, clock.GetElapsedTime(started));
            TimeSpan? left = done > 0 ? took * ((double)(readings.Count - done) / done) : null;
            progress?.Report(new MeasurementProgress(done, readings.Count, done / Math.Max(0.001, took.TotalSeconds), left, catchingUp));
        }
    }

    private static async Task<List<MappedReading>> Read(MeasurementImportOptions options, MeasurementReport report, RejectsFile rejects, CancellationToken cancel)
    {
        await using var source = SourceFile.Open(options.Path, options.Profile);
        var (rows, readings) = (new MeasurementRows(options.Profile), new List<MappedReading>());
        await foreach (var row in source.Rows(cancel))
        {
            report.Rows++;
            var (mapped, reject) = rows.Map(row);
            readings.AddRange(mapped);
            if (reject is not null)
                await Reject(reject);
        }
        foreach (var malformed in source.Malformed)
        {
            report.Rows++;
            await Reject(malformed);
        }
        report.Readings = readings.Count;
        return readings;

        async Task Reject(RejectedRow row)
        {
            report.RejectedRows++;
            await rejects.Write(row);
        }
    }

    private async Task Play(MeasurementImportOptions options, IReadOnlyList<MappedReading> readings, MeasurementReport report, RejectsFile rejects, Action<bool> tell, CancellationToken cancel)
    {
        var origin = new SignalOrigin(Door, options.Profile.Name.Length > SignalOrigin.SenderLength ? options.Profile.Name[..SignalOrigin.SenderLength] : options.Profile.Name, History: !options.Live);
        var now = options.AsOf ?? clock.Now();
        var waiting = new Queue<(MappedReading[] Readings, SignalBatch Batch)>();
        foreach (var part in readings.Chunk(settings.Batch))
        {
            var batch = new SignalBatch([.. part.Select(r => Signal(r, options.Profile, now, origin))]);
            if (!await queue.Offer(batch, Timeout.InfiniteTimeSpan, clock, cancel))
                throw new NotStored(new OperationCanceledException("The intake has closed."));
            waiting.Enqueue((part, batch));
            if (waiting.Count > Ahead)
                await Settle(waiting.Dequeue());
        }
        while (waiting.TryDequeue(out var rest))
            await Settle(rest);

        async Task Settle((MappedReading[] Readings, SignalBatch Batch) sent)
        {
            var receipts = await Stored(sent.Batch, cancel);
            for (var i = 0; i < receipts.Count; i++)
                await Count(sent.Readings[i], (MeasurementSignal)sent.Batch.Signals[i], receipts[i], origin, report, rejects);
            tell(false);
        }
    }

    private static async Task<IReadOnlyList<SignalReceipt>> Stored(SignalBatch batch, CancellationToken cancel)
    {
        try
        {
            return await batch.Done.WaitAsync(cancel);
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            throw new NotStored(problem);
        }
    }

    private async Task Count(MappedReading reading, MeasurementSignal signal, SignalReceipt receipt, SignalOrigin origin, MeasurementReport report, RejectsFile rejects)
    {
        var future = reading.At > signal.ReceivedAt + IntakeOptions.Ahead;
        meters.Count(Door, nameof(SignalKind.Measurements), receipt.Outcome, receipt.Outcome == SignalOutcome.Stored && future);
        switch (receipt.Outcome)
        {
            case SignalOutcome.Stored:
                report.Stored++;
                report.InTheFuture += future ? 1 : 0;
                break;
            case SignalOutcome.Duplicate:
                report.Duplicates++;
                break;
            default:
                report.NotTaken++;
                await rejects.Write(new RejectedRow(reading.Line, receipt.Reason ?? receipt.Code ?? "It cannot be taken."));
                problems.Note(origin, SignalKind.Measurements, receipt, signal.Device, $"line {reading.Line}: {reading.Device}, {reading.Reading.Quantity} {reading.Value:R}, {reading.At:o}", kept: false);
                break;
        }
    }

    // A spelling that means a device here means it; else the profile says what is meant by it.
    private MeasurementSignal Signal(MappedReading reading, MeasurementProfile profile, DateTimeOffset now, SignalOrigin origin)
    {
        var device = reading.Device;
        if (devices.FindByText(device) is null && profile.Aliases.TryGetValue(device[..^reading.Reading.Suffix.Length], out var meant))
            device = meant + reading.Reading.Suffix;
        var id = reading.MessageId is null ? null : MessageIdentity.Of(origin.Sender, reading.MessageId);
        return new MeasurementSignal(device, reading.Reading.Quantity, reading.At, reading.Value, id, now, origin);
    }
}
