using CommandCenter.Platform.Data;
using CommandCenter.Platform.Files;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets.Import;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Desk.Administration;

/// <summary>
/// Carries imports out, one at a time, apart from every page. A row that says it is running while nobody holds the lease was left by a process that died:
/// it is taken up again, and the import itself passes over what is there already.
/// </summary>
public sealed partial class ImportRunner(IDbContextFactory<CityDb> databases, Leases leases, ImportWork work, JournalWriter journal, TimeProvider clock, ILogger<ImportRunner> logger) : Worker(clock, logger)
{
    /// <summary>How often an import is taken up by itself before a person must say so.</summary>
    public const int MostAttempts = 3;

    private const string Lease = "import-runner";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    /// <summary>Carries out the oldest import that waits; true when there was one.</summary>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var next = await db.Set<ImportRun>().AsNoTracking().Where(r => r.State == ImportState.Waiting || r.State == ImportState.Running).OrderBy(r => r.Sequence).FirstOrDefaultAsync(cancel);
        if (next is null || !await leases.TryHold(Lease, cancel))
            return false;
        if (next.CancelRequested)
            await End(next, ImportState.Cancelled, null, null, cancel);
        else if (next.State == ImportState.Running && next.Attempts >= MostAttempts)
            await End(next, ImportState.Interrupted, null, null, cancel);
        else
            await Carry(next, cancel);
        return true;
    }

    private async Task Carry(ImportRun run, CancellationToken cancel)
    {
        await TakeUp(run, cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var progress = new LatestProgress();
        using var done = new CancellationTokenSource();
        var beating = KeepUp(run.Id, progress, stop, done.Token);
        var (state, outcome, problem) = (ImportState.Done, (ImportOutcome?)null, (string?)null);
        try
        {
            outcome = await work.Run(run, progress, stop.Token);
            if (outcome.Refused)
                state = ImportState.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            state = ImportState.Cancelled;
        }
        catch (Exception refused) when (refused is ProfileProblem or CalendarFileProblem or Refusal)
        {
            (state, problem) = (ImportState.Failed, refused.Message);
        }
        catch (Exception failed)
        {
            LogImportFailed(failed, run.FileName);
            (state, problem) = (ImportState.Failed, failed.GetBaseException().Message);
        }
        await done.CancelAsync();
        await beating;
        if (cancel.IsCancellationRequested)
        {
            await GiveBack(run);
            cancel.ThrowIfCancellationRequested();
        }
        await Write(run.Id, progress.Latest, cancel);
        await End(run, state, outcome, problem, cancel);
    }

    private async Task TakeUp(ImportRun run, CancellationToken cancel)
    {
        run.Attempts++;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<ImportRun>().Where(r => r.Id == run.Id).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.State, ImportState.Running).SetProperty(r => r.Attempts, run.Attempts).SetProperty(r => r.ProgressAt, (DateTimeOffset?)clock.Now()), cancel);
    }

    // The server stops in good order: the next start goes on, and this attempt does not count against it.
    private async Task GiveBack(ImportRun run)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.Set<ImportRun>().Where(r => r.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Attempts, run.Attempts - 1), CancellationToken.None);
    }

    // Beside the import: writes the progress, keeps the lease and looks whether somebody wants it stopped.
    private async Task KeepUp(Guid id, LatestProgress progress, CancellationTokenSource stop, CancellationToken done)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (!done.IsCancellationRequested)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(done))
                    return;
                await leases.TryHold(Lease, done);
                if (await Write(id, progress.Latest, done))
                    await stop.CancelAsync();
            }
            catch (OperationCanceledException) when (done.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                LogProgressFailed(problem); // the import itself decides whether it can go on
            }
        }
    }

    /// <returns>Whether somebody wants it stopped.</returns>
    private async Task<bool> Write(Guid id, ImportProgress? progress, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (run, now) = (db.Set<ImportRun>().Where(r => r.Id == id), (DateTimeOffset?)clock.Now());
        if (progress is null)
            await run.ExecuteUpdateAsync(set => set.SetProperty(r => r.ProgressAt, now), cancel);
        else
            await run.ExecuteUpdateAsync(set => set.SetProperty(r => r.ProgressAt, now).SetProperty(r => r.Rows, progress.Rows).SetProperty(r => r.Share, progress.Share)
                .SetProperty(r => r.RowsPerSecond, progress.RowsPerSecond).SetProperty(r => r.Left, progress.Left).SetProperty(r => r.Phase, progress.Phase), cancel);
        return await run.AnyAsync(r => r.CancelRequested, cancel);
    }

    private async Task End(ImportRun run, ImportState state, ImportOutcome? outcome, string? problem, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<ImportRun>().FirstAsync(r => r.Id == run.Id, cancel);
        (row.State, row.Problem, row.FinishedAt, row.CancelRequested) = (state, problem is { Length: > 4_000 } ? problem[..4_000] : problem, clock.Now(), false);
        row.Report = outcome is null ? null : ImportRun.Write(outcome.Lines);
        row.RejectsFile = outcome?.RejectsPath is { } rejects ? Path.GetFileName(rejects) : null;
        await journal.Record(db, ImportDesk.Subject, new ImportEnded(row.FileName, row.Kind, state, row.Problem),
            new EventContext(row.Id, clock.Now(), new Actor(row.StartedById, row.StartedBy), History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The import of {File} failed; what was committed stays, and it can be continued")]
    private partial void LogImportFailed(Exception problem, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The progress of an import could not be written")]
    private partial void LogProgressFailed(Exception problem);

    private sealed class LatestProgress : IProgress<ImportProgress>
    {
        private volatile ImportProgress? latest;

        public ImportProgress? Latest => latest;

        public void Report(ImportProgress value) => latest = value;
    }
}
