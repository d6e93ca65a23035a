using CommandCenter.Intake.Problems;
using CommandCenter.Intake.Reading;

namespace CommandCenter.Intake;

/// <summary>
/// The one way from every door into the queue: offers what could be read, waits for the commit, counts, and puts what was refused among the intake problems. A door that gets
/// its answer may acknowledge; a door that gets none, or an exception, must not.
/// </summary>
public sealed partial class Reception(IntakeQueue queue, IntakeProblems problems, IntakeMeters meters, TimeProvider clock, ILogger<Reception> logger)
{
    /// <summary>Takes a sending, and returns after the commit.</summary>
    /// <param name="origin">Where it came in.</param>
    /// <param name="items">Its items; all of one kind.</param>
    /// <param name="patience">How long the sender may be held back while there is no room.</param>
    /// <param name="cancel">Ends the waiting; whether it was stored is then not known, and the same sending again does no harm.</param>
    /// <returns>One receipt for each item, in their order; null when there was no room, and nothing was stored.</returns>
    /// <exception cref="NotStored">Storing failed; nothing may be acknowledged.</exception>
    public async Task<IReadOnlyList<SignalReceipt>?> Take(SignalOrigin origin, IReadOnlyList<ArrivedItem> items, TimeSpan patience, CancellationToken cancel)
    {
        var offered = await Offer(origin, items, patience, cancel);
        return offered is null ? null : await offered.WaitAsync(cancel);
    }

    /// <summary>Takes a sending, and returns as soon as it is in the queue: for a door that has others to take meanwhile.</summary>
    /// <returns>The receipts, once it is committed; null when there was no room.</returns>
    public async Task<Task<IReadOnlyList<SignalReceipt>>?> Offer(SignalOrigin origin, IReadOnlyList<ArrivedItem> items, TimeSpan patience, CancellationToken cancel)
    {
        var batch = new SignalBatch([.. items.Select(i => i.Signal).OfType<Signal>()]);
        if (batch.Signals.Count == 0)
            batch.Complete([]);
        else if (!await queue.Offer(batch, patience, clock, cancel))
        {
            meters.HeldBack(origin.Door);
            return null;
        }
        return Answer(origin, items, batch);
    }

    private async Task<IReadOnlyList<SignalReceipt>> Answer(SignalOrigin origin, IReadOnlyList<ArrivedItem> items, SignalBatch batch)
    {
        var kind = items.Count > 0 ? items[0].Kind.ToString() : "";
        using var activity = meters.Sending(origin.Door, kind, items.Count);
        var stored = await Committed(origin, batch);
        if (batch.Signals.Count > 0)
            meters.Committed(batch.Signals[0].ReceivedAt);
        var receipts = new SignalReceipt[items.Count];
        for (var (i, next) = (0, 0); i < items.Count; i++)
        {
            var item = items[i];
            receipts[i] = item.Refused ?? stored[next++];
            var doubtful = receipts[i].Outcome == SignalOutcome.Stored && item.Doubt is not null;
            meters.Count(origin.Door, kind, receipts[i].Outcome, doubtful);
            if (receipts[i].Outcome == SignalOutcome.Rejected)
                problems.Note(origin, item, receipts[i], kept: false);
            else if (doubtful)
                problems.Note(origin, item, item.Doubt!, kept: true);
        }
        var rejected = receipts.Count(r => r.Outcome == SignalOutcome.Rejected);
        if (rejected > 0)
            LogRejected(rejected, items.Count, origin.Door, origin.Sender, Array.Find(receipts, r => r.Outcome == SignalOutcome.Rejected)!.Code);
        return receipts;
    }

    private async Task<IReadOnlyList<SignalReceipt>> Committed(SignalOrigin origin, SignalBatch batch)
    {
        try
        {
            return await batch.Done;
        }
        catch (Exception problem)
        {
            LogNotStored(problem, batch.Signals.Count, origin.Door, origin.Sender);
            throw new NotStored(problem);
        }
    }

    // The payload stays out of the log: it may hold where somebody is.
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Rejected} of {Items} items by {Door} from {Sender} were rejected, the first as {Code}")]
    private partial void LogRejected(int rejected, int items, string door, string sender, string? code);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} signals by {Door} from {Sender} were not stored and not acknowledged")]
    private partial void LogNotStored(Exception problem, int count, string door, string sender);
}

/// <summary>A sending was not stored: its door must not acknowledge it.</summary>
public sealed class NotStored(Exception inner) : Exception("The sending was not stored.", inner);
