using System.Threading.Channels;
using CommandCenter.Devices;
using CommandCenter.Intake;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Alarms.Reading;

/// <summary>
/// Reads the intake's queue: takes what came within a short window as one group, stores and judges it in one commit, answers each sending after that, and tells the live
/// pictures. When storing fails, the sendings are told so (their doors acknowledge nothing) and it goes on with the next. A test or an import drives <see cref="Sweep"/> or
/// <see cref="Take"/> itself.
/// </summary>
public sealed partial class SignalReader(
    IntakeQueue queue, IntakeOptions options, SignalCommit commit, DevicesLive devices, AlarmsLive alarms, JournalTail tail, TimeProvider clock, ILogger<SignalReader> logger) : Worker(clock, logger)
{
    private readonly TimeProvider clock = clock;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(100);

    // In a server that has just started devices and rules are not in memory yet: what a sender sends then must wait, not be refused as of an unknown device.
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await tail.Built.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return; // it stops before it has begun
        }
        await base.ExecuteAsync(stoppingToken);
    }

    /// <summary>Waits for sendings and commits one group of them; true: there may be more.</summary>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        IReadOnlyList<SignalBatch> group;
        try
        {
            group = await queue.Take(options.Batch, options.Window, clock, cancel);
        }
        catch (ChannelClosedException)
        {
            return false; // the application stops
        }
        try
        {
            await Take(group, cancel);
        }
        finally
        {
            queue.Release(group);
        }
        return true;
    }

    /// <summary>Commits these sendings as one group and answers each. When that fails each is tried alone, so that one that cannot be stored holds up no other.</summary>
    public async Task Take(IReadOnlyList<SignalBatch> group, CancellationToken cancel)
    {
        try
        {
            await Commit(group, cancel);
        }
        catch (Exception problem) when (group.Count > 1 && problem is not OperationCanceledException)
        {
            LogGroupFailed(problem, group.Count);
            foreach (var batch in group)
                await Take([batch], cancel);
        }
        catch (Exception problem)
        {
            if (problem is not OperationCanceledException)
                LogNotStored(problem, group.Sum(b => b.Signals.Count));
            foreach (var batch in group)
                batch.Fail(problem);
        }
    }

    private async Task Commit(IReadOnlyList<SignalBatch> group, CancellationToken cancel)
    {
        var committed = await commit.Commit(group.Count == 1 ? group[0].Signals : [.. group.SelectMany(b => b.Signals)], cancel);
        var answered = 0;
        foreach (var batch in group)
        {
            batch.Complete(group.Count == 1 ? committed.Receipts : [.. committed.Receipts.Skip(answered).Take(batch.Signals.Count)]);
            answered += batch.Signals.Count;
        }
        devices.Apply(committed.Stored);
        alarms.Apply(committed.Alarms);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A group of {Count} sendings could not be stored; each is tried alone")]
    private partial void LogGroupFailed(Exception problem, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sending of {Count} signals could not be stored; its sender was told so")]
    private partial void LogNotStored(Exception problem, int count);
}
