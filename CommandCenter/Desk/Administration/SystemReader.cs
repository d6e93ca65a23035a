using System.Reflection;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Deadlines;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Desk.Administration;

/// <summary>A background worker of this process.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Runs">Whether its loop runs.</param>
/// <param name="LastSweepAt">When its last sweep succeeded.</param>
/// <param name="LastError">Why the last one failed.</param>
public sealed record WorkerStanding(string Name, bool Runs, DateTimeOffset? LastSweepAt, string? LastError);

/// <summary>How many deadlines stand how.</summary>
/// <param name="Pending">Waiting for their instant.</param>
/// <param name="Overdue">Past their instant, and not yet acted on.</param>
/// <param name="Claimed">Handed to a job that has not ended.</param>
/// <param name="Paused">With a stopped clock.</param>
/// <param name="Next">The earliest instant that is waited for.</param>
public sealed record DeadlineCounts(int Pending, int Overdue, int Claimed, int Paused, DateTimeOffset? Next);

/// <summary>How the inside of the product stands, at one instant.</summary>
public sealed record SystemPicture(
    DateTimeOffset At, IReadOnlyList<WorkerStanding> Workers, IReadOnlyList<HandlerStanding> Handlers, long JournalSealed, int JournalUnsealed,
    DeadlineCounts Deadlines, IReadOnlyList<Lease> Leases)
{
    /// <summary>Whether everything is as it should be.</summary>
    public bool IsWell => Workers.All(w => w is { Runs: true, LastError: null }) && Handlers.All(h => h.Failures == 0) && Deadlines.Overdue == 0;
}

/// <summary>Reads how the inside of the product stands, for an administrator.</summary>
public sealed class SystemReader(
    IDbContextFactory<CityDb> databases, IEnumerable<IHostedService> hosted, JournalDispatcher dispatcher, DatabaseOptions database, DataFolder folder, TimeProvider clock)
{
    // The pump works every second; what is a little late is its ordinary work.
    private static readonly TimeSpan Ordinary = TimeSpan.FromSeconds(10);

    /// <summary>Which database.</summary>
    public DatabaseProvider Database => database.Provider;

    /// <summary>The folder of this installation.</summary>
    public string Folder => folder.Path;

    /// <summary>The version of the product.</summary>
    public static string Version { get; } =
        typeof(SystemReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";

    /// <summary>Everything at once.</summary>
    public async Task<SystemPicture> Read(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.Now();
        var journal = db.Set<JournalEntry>();
        return new SystemPicture(
            now,
            [.. hosted.OfType<Worker>().Select(w => new WorkerStanding(w.GetType().Name, w.Runs, w.LastSweepAt, w.LastError))],
            await dispatcher.Standings(cancel),
            await journal.MaxAsync(e => e.Position, cancel) ?? 0,
            await journal.CountAsync(e => e.Position == null, cancel),
            await Deadlines(db.Set<Deadline>(), now, cancel),
            await db.Set<Lease>().AsNoTracking().OrderBy(l => l.Name).ToListAsync(cancel));
    }

    /// <summary>Tries a failing handler again at once.</summary>
    public Task RetryNow(string handler, CancellationToken cancel) => dispatcher.RetryNow(handler, cancel);

    /// <summary>Reads the whole Journal; null when every row is as it was sealed, else the first thing wrong.</summary>
    public async Task<string?> VerifyJournal(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await JournalChain.Verify(db, cancel);
    }

    private static async Task<DeadlineCounts> Deadlines(DbSet<Deadline> deadlines, DateTimeOffset now, CancellationToken cancel)
    {
        var late = now - Ordinary;
        var pending = deadlines.Where(d => d.State == DeadlineState.Pending);
        return new(
            await pending.CountAsync(cancel),
            await pending.CountAsync(d => d.DueAt < late, cancel),
            await deadlines.CountAsync(d => d.ClaimedUntil > now, cancel),
            await deadlines.CountAsync(d => d.State == DeadlineState.Paused, cancel),
            await pending.Where(d => d.DueAt >= now).MinAsync(d => (DateTimeOffset?)d.DueAt, cancel));
    }
}
