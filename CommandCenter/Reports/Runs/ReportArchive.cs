using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Reports.Runs;

/// <summary>A stored report without its file.</summary>
public sealed record ListedRun(
    Guid Id, ReportKind Kind, DateOnly On, DateOnly From, DateOnly To, DateTimeOffset MadeAt, int Received, int CompletedInTime, int CompletionDecided, int Breached, string FileName);

/// <summary>Reads stored reports. They are about the whole city, so they are not for who sees only a part of it.</summary>
public sealed class ReportArchive(IDbContextFactory<CityDb> databases)
{
    private const int Most = 200;

    /// <summary>Whether a caller may read stored reports.</summary>
    public static bool IsFor(Caller caller) => !caller.OnlyOwnDepartment && !caller.OnlyOwnWork;

    /// <summary>The newest of them; none for who may not read them.</summary>
    public async Task<IReadOnlyList<ListedRun>> List(Caller caller, CancellationToken cancel)
    {
        if (!IsFor(caller))
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<ReportRun>().OrderByDescending(r => r.On).Take(Most)
            .Select(r => new ListedRun(r.Id, r.Kind, r.On, r.From, r.To, r.MadeAt, r.Received, r.CompletedInTime, r.CompletionDecided, r.Breached, r.FileName))
            .ToListAsync(cancel);
    }

    /// <summary>One with its file.</summary>
    /// <exception cref="Refusal">There is none the caller may read.</exception>
    public async Task<ReportRun> Get(Caller caller, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var run = IsFor(caller) ? await db.Set<ReportRun>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel) : null;
        return run ?? throw Refusal.NotFound($"Report {id}");
    }
}
