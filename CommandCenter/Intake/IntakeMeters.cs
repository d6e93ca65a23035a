using System.Diagnostics;
using System.Diagnostics.Metrics;
using CommandCenter.Platform.Data;

namespace CommandCenter.Intake;

/// <summary>How the intake stands in this process, at one instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Stored">Signals committed since the start.</param>
/// <param name="Duplicates">Signals that were there already.</param>
/// <param name="Rejected">Items that could not be taken.</param>
/// <param name="Doubtful">Signals that were committed although something is doubtful about them.</param>
/// <param name="HeldBack">Sendings that found no room.</param>
/// <param name="Depth">Signals that wait or are being stored.</param>
/// <param name="Capacity">How many may.</param>
/// <param name="Lag">From the receipt of the last committed sending to its commit; null before the first.</param>
/// <param name="LastAt">When the last sending was committed; null before the first.</param>
public sealed record IntakeFigures(
    DateTimeOffset At, long Stored, long Duplicates, long Rejected, long Doubtful, long HeldBack, int Depth, int Capacity, TimeSpan? Lag, DateTimeOffset? LastAt);

/// <summary>
/// The intake's meters and activities, under the name <c>CommandCenter.Intake</c>: <c>intake.depth</c> (signals), <c>intake.lag</c> (seconds from receipt to commit),
/// <c>intake.items</c> (by door, kind and outcome) and <c>intake.held_back</c> (sendings that found no room).
/// </summary>
public sealed class IntakeMeters : IDisposable
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "CommandCenter.Intake";

    private readonly Meter meter = new(Name);
    private readonly ActivitySource activities = new(Name);
    private readonly Histogram<double> lags;
    private readonly Counter<long> items;
    private readonly Counter<long> heldBack;
    private readonly IntakeQueue queue;
    private readonly TimeProvider clock;
    private long stored;
    private long duplicates;
    private long rejected;
    private long doubtful;
    private long withoutRoom;
    private Tuple<TimeSpan, DateTimeOffset>? last;

    /// <summary>Meters of one queue.</summary>
    public IntakeMeters(IntakeQueue queue, TimeProvider clock)
    {
        (this.queue, this.clock) = (queue, clock);
        meter.CreateObservableGauge("intake.depth", () => queue.Depth, "{signal}", "Signals that wait or are being stored.");
        lags = meter.CreateHistogram<double>("intake.lag", "s", "From receipt to commit.");
        items = meter.CreateCounter<long>("intake.items", "{item}", "Items of sendings, by outcome.");
        heldBack = meter.CreateCounter<long>("intake.held_back", "{sending}", "Sendings that found no room.");
    }

    /// <summary>How it stands now.</summary>
    public IntakeFigures Read() => new(
        clock.Now(), Interlocked.Read(ref stored), Interlocked.Read(ref duplicates), Interlocked.Read(ref rejected), Interlocked.Read(ref doubtful),
        Interlocked.Read(ref withoutRoom), queue.Depth, queue.Capacity, Volatile.Read(ref last)?.Item1, Volatile.Read(ref last)?.Item2);

    /// <summary>The activity of one sending; null where nobody listens.</summary>
    internal Activity? Sending(string door, string kind, int count) =>
        activities.StartActivity("intake.sending", ActivityKind.Consumer)?.SetTag("door", door).SetTag("kind", kind).SetTag("items", count);

    internal void Committed(DateTimeOffset receivedAt)
    {
        var now = clock.Now();
        var lag = now > receivedAt ? now - receivedAt : TimeSpan.Zero;
        lags.Record(lag.TotalSeconds);
        Volatile.Write(ref last, Tuple.Create(lag, now));
    }

    internal void Count(string door, string kind, SignalOutcome outcome, bool isDoubtful)
    {
        Interlocked.Increment(ref outcome == SignalOutcome.Stored ? ref stored : ref outcome == SignalOutcome.Duplicate ? ref duplicates : ref rejected);
        if (isDoubtful)
            Interlocked.Increment(ref doubtful);
        items.Add(1, new("door", door), new("kind", kind), new("outcome", outcome.ToString()));
    }

    internal void HeldBack(string door)
    {
        Interlocked.Increment(ref withoutRoom);
        heldBack.Add(1, new KeyValuePair<string, object?>("door", door));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        meter.Dispose();
        activities.Dispose();
    }
}
