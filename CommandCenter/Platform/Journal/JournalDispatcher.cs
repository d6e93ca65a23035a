using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Journal;

/// <summary>How an after-commit handler stands.</summary>
/// <param name="Name">Its lasting name.</param>
/// <param name="Event">What it handles.</param>
/// <param name="Position">The last position it is through with.</param>
/// <param name="Behind">How many of its events wait.</param>
/// <param name="Failures">Failed attempts at the next ones.</param>
/// <param name="LastError">Why the last attempt failed.</param>
/// <param name="NextAttemptAt">When it is tried again.</param>
public sealed record HandlerStanding(string Name, string Event, long Position, int Behind, int Failures, string? LastError, DateTimeOffset? NextAttemptAt);

/// <summary>
/// Delivers sealed events to the after-commit handlers, each at its own pace: at least once, in order, retried with growing waits.
/// A failing batch is halved until the one event that fails is alone, so that what stands before it is delivered.
/// </summary>
public sealed partial class JournalDispatcher(
    IDbContextFactory<CityDb> databases, IEnumerable<AfterCommitSubscription> subscriptions, Leases leases, IServiceProvider services, TimeProvider clock, ILogger<JournalDispatcher> logger)
    : Worker(clock, logger)
{
    private const int BatchSize = 500;
    private const int BeginAttempts = 3;

    // A cursor far behind for want of events of its kind would make every sweep read the rows between.
    private const int SkipAhead = 5_000;
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);
    private readonly TimeProvider clock = clock;
    private readonly AfterCommitSubscription[] handlers = [.. subscriptions];

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        if (handlers.Length == 0 || !await leases.TryHold("journal-dispatcher", cancel))
            return false;
        var more = false;
        foreach (var handler in handlers)
            more |= await Deliver(handler, cancel);
        return more;
    }

    /// <summary>Gives a handler that is new its place at the Journal's end: what happened before it existed is not news to it. Called once at start.</summary>
    public async Task Begin(CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var known = await db.Set<HandlerCursor>().Select(c => c.Name).ToListAsync(cancel);
            var end = await db.Set<JournalEntry>().MaxAsync(e => e.Position, cancel) ?? 0;
            db.AddRange(handlers.Where(h => !known.Contains(h.Name)).Select(h => new HandlerCursor { Name = h.Name, Position = end }));
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException) when (attempt < BeginAttempts)
            {
                // Another process started at the same moment and gave them theirs; look again.
            }
        }
    }

    /// <summary>How every handler stands, in order of name: for an administrator, and to know when all have caught up.</summary>
    public async Task<IReadOnlyList<HandlerStanding>> Standings(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var cursors = await db.Set<HandlerCursor>().AsNoTracking().ToDictionaryAsync(c => c.Name, cancel);
        var standings = new List<HandlerStanding>();
        foreach (var handler in handlers.OrderBy(h => h.Name, StringComparer.Ordinal))
        {
            var cursor = cursors.GetValueOrDefault(handler.Name) ?? new HandlerCursor { Name = handler.Name };
            var behind = await db.Set<JournalEntry>().CountAsync(e => e.Position > cursor.Position && e.Event == handler.Event, cancel);
            standings.Add(new(handler.Name, handler.Event, cursor.Position, behind, cursor.Failures, cursor.LastError, cursor.NextAttemptAt));
        }
        return standings;
    }

    /// <summary>Tries a handler that failed again now instead of after its wait.</summary>
    public async Task RetryNow(string name, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<HandlerCursor>().Where(c => c.Name == name).ExecuteUpdateAsync(set => set.SetProperty(c => c.NextAttemptAt, (DateTimeOffset?)null), cancel);
        Nudge();
    }

    private async Task<bool> Deliver(AfterCommitSubscription handler, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var cursor = await db.Set<HandlerCursor>().FirstAsync(c => c.Name == handler.Name, cancel);
        if (cursor.NextAttemptAt > clock.Now())
            return false;
        var journal = db.Set<JournalEntry>().AsNoTracking().Where(e => e.Position > cursor.Position);
        var end = await journal.MaxAsync(e => e.Position, cancel) ?? cursor.Position;
        var take = cursor.Failures == 0 ? BatchSize : Math.Max(1, BatchSize >> Math.Min(cursor.Failures, 9));
        var rows = await journal.Where(e => e.Event == handler.Event).OrderBy(e => e.Position).Take(take).ToListAsync(cancel);
        if (rows.Count == 0 && end - cursor.Position < SkipAhead)
            return false;
        await Invoke(handler, rows, cursor, rows.Count < take ? end : rows[^1].Position!.Value, cancel);
        await db.SaveChangesAsync(cancel);
        return cursor.Failures == 0 && rows.Count > 0;
    }

    private async Task Invoke(AfterCommitSubscription handler, List<JournalEntry> rows, HandlerCursor cursor, long reached, CancellationToken cancel)
    {
        try
        {
            if (rows.Count > 0)
                await handler.Invoke(services, rows, cancel);
            (cursor.Position, cursor.Failures, cursor.LastError, cursor.NextAttemptAt) = (reached, 0, null, null);
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            cursor.Failures++;
            cursor.LastError = problem.Message.Length > 2_000 ? problem.Message[..2_000] : problem.Message;
            cursor.NextAttemptAt = clock.Now() + Retry(cursor.Failures);
            LogHandlerFailed(problem, handler.Name, cursor.Failures);
        }
    }

    private static TimeSpan Retry(int failures) => TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, TimeSpan.TicksPerSecond << Math.Min(failures - 1, 12)));

    [LoggerMessage(Level = LogLevel.Error, Message = "Handler {Handler} failed {Failures} times; its events wait and will be delivered again")]
    private partial void LogHandlerFailed(Exception problem, string handler, int failures);
}
