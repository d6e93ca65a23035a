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
/// Carries imports out, one at a time, apart from every page, each on the node that has its file. A row that says it is running while nobody holds the lease was left
/// by a process that died: it is taken up again, and the import itself passes over what is there already.
/// </summary>
public sealed partial class ImportRunner(
    IDbContextFactory<CityDb> databases, Leases leases, ImportDesk desk, ImportWork work, JournalWriter journal, TimeProvider clock, ILogger<ImportRunner> logger) : Worker(clock, logger)
{
    /// <summary>How often an import is taken up by itself before a person must say so.</summary>
    public const int MostAttempts = 3;

    private const string Lease = "import-runner";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    /// <summary>Starts the loop, without what is left in the folder of imports that are no more.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await desk.Tidy(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Carries out the oldest import that waits for this node; true when there was one.</summary>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var waiting = await db.Set<ImportRun>().AsNoTracking().Where(r => r.State == ImportState.Waiting || r.State == ImportState.Running).OrderBy(r => r.Sequence).ToListAsync(cancel);
        if (waiting.FirstOrDefault(IsForUs) is not { } next || !await leases.TryHold(Lease, cancel))
            return false;
        if (next.CancelRequested)
            await End(next, ImportState.Cancelled, null, null, cancel);
        else if (next.State == ImportState.Running && next.Attempts >= MostAttempts)
            await End(next, ImportState.Interrupted, null, null, cancel);
        else
            await Carry(next, cancel);
        return true;
    }

    // Any node can end what is to be ended, also for a node that is gone. Of a file that this node lost it says so; another node's file waits for that node.
    private bool IsForUs(ImportRun run) => run.CancelRequested || desk.IsHere(run) || desk.IsOurs(run);

    private async Task Carry(ImportRun run, CancellationToken cancel)
    {
        var before = run.Attempts;
        try
        {
            await TakeUp(run, cancel);
            var (state, outcome, problem, progress) = await Work(run, cancel);
            // What was done is written down even while the server stops: nobody would know it otherwise.
            await Write(run.Id, progress, CancellationToken.None);
            await End(run, state, outcome, problem, CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await GiveBack(run.Id, before);
            throw;
        }
    }

    private async Task<(ImportState State, ImportOutcome? Outcome, string? Problem, ImportProgress? Progress)> Work(ImportRun run, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var progress = new LatestProgress();
        using var done = new CancellationTokenSource();
        var beating = KeepUp(run.Id, progress, stop, done.Token);
        try
        {
            var outcome = await work.Run(run, progress, stop.Token);
            return (outcome.Refused ? ImportState.Failed : ImportState.Done, outcome, null, progress.Latest);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel); // whatever the stop looked like to the database or the file
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (ImportState.Cancelled, null, null, progress.Latest);
        }
        catch (Exception refused) when (refused is ProfileProblem or CalendarFileProblem or Refusal)
        {
            return (ImportState.Failed, null, refused.Message, progress.Latest);
        }
        catch (Exception failed)
        {
            LogImportFailed(failed, run.FileName);
            return (ImportState.Failed, null, failed.GetBaseException().Message, progress.Latest);
        }
        finally
        {
            await done.CancelAsync();
            await beating;
        }
    }

    private async Task TakeUp(ImportRun run, CancellationToken cancel)
    {
        run.Attempts++;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<ImportRun>().Where(r => r.Id == run.Id).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.State, ImportState.Running).SetProperty(r => r.Attempts, run.Attempts).SetProperty(r => r.ProgressAt, (DateTimeOffset?)clock.Now()), cancel);
    }

    // The server stops in good order, wherever in the import: the next start goes on, and this attempt does not count against it.
    private async Task GiveBack(Guid id, int attempts)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.Set<ImportRun>().Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Attempts, attempts), CancellationToken.None);
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
