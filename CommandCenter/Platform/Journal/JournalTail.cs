using CommandCenter.Platform.Data;
using CommandCenter.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Journal;

/// <summary>Keeps something in this process in step with the Journal, on every node: the live sets.</summary>
public interface IFollowJournal
{
    /// <summary>Builds the picture from the database. Rows up to the Journal's end before the call are in it.</summary>
    Task Rebuild(CancellationToken cancel);

    /// <summary>Follows committed entries, in order; told again after a failure.</summary>
    Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel);
}

/// <summary>Reads what was sealed, on this node or another, and hands it to the followers. Nothing is skipped: the position is advanced after they have followed.</summary>
public sealed class JournalTail(IDbContextFactory<CityDb> databases, IEnumerable<IFollowJournal> followers, TimeProvider clock, ILogger<JournalTail> logger) : Worker(clock, logger)
{
    private const int BatchSize = 2_000;
    private readonly TaskCompletionSource built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? position;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    /// <summary>Whether the followers have been built once; readiness waits for it.</summary>
    public bool Ready => Built.IsCompleted;

    /// <summary>Completes when the followers have been built once: for whoever would take what it does not find in memory for what is not there.</summary>
    public Task Built => built.Task;

    /// <summary>Has the followers built anew at the next sweep: after rows went without an event for each of them.</summary>
    public void Restart()
    {
        position = null;
        Nudge();
    }

    /// <inheritdoc/>
    public override async Task<bool> Sweep(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (position is not { } after)
        {
            position = await db.Set<JournalEntry>().MaxAsync(e => e.Position, cancel) ?? 0;
            foreach (var follower in followers)
                await follower.Rebuild(cancel);
            built.TrySetResult();
            return true;
        }
        var rows = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Position > after).OrderBy(e => e.Position).Take(BatchSize).ToListAsync(cancel);
        foreach (var follower in followers)
            await follower.Follow(rows, cancel);
        if (rows.Count > 0)
            position = rows[^1].Position;
        return rows.Count == BatchSize;
    }
}
