using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Intake.Problems;

/// <summary>Which problems are asked for; null for all.</summary>
/// <param name="Sender">Only those of a sender.</param>
/// <param name="Code">Only those with a code.</param>
public sealed record ProblemFilter(string? Sender = null, string? Code = null);

/// <summary>The problems that were found.</summary>
/// <param name="Rows">The newest first, at most <see cref="IntakeProblemDesk.Shown"/>.</param>
/// <param name="Total">How many there are under the filter.</param>
/// <param name="Senders">Every sender of any problem, for the filter.</param>
/// <param name="Codes">Every code of any problem.</param>
public sealed record ProblemList(IReadOnlyList<IntakeProblem> Rows, int Total, IReadOnlyList<string> Senders, IReadOnlyList<string> Codes);

/// <summary>What administrators do with intake problems: look, filter, and take off the list what they have mended.</summary>
public sealed class IntakeProblemDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, TimeProvider clock)
{
    /// <summary>The Journal's subject.</summary>
    public const string Subject = "intake-problem";

    /// <summary>The most rows of one list.</summary>
    public const int Shown = 200;

    /// <summary>The problems under a filter.</summary>
    public async Task<ProblemList> List(ProblemFilter filter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var all = db.Set<IntakeProblem>().AsNoTracking();
        var rows = all.Where(p => (filter.Sender == null || p.Sender == filter.Sender) && (filter.Code == null || p.Code == filter.Code));
        return new ProblemList(
            await rows.OrderByDescending(p => p.LastAt).ThenBy(p => p.Key).Take(Shown).ToListAsync(cancel),
            await rows.CountAsync(cancel),
            await all.Select(p => p.Sender).Distinct().OrderBy(s => s).ToListAsync(cancel),
            await all.Select(p => p.Code).Distinct().OrderBy(c => c).ToListAsync(cancel));
    }

    /// <summary>Takes a problem off the list. It comes back when it is sent again.</summary>
    /// <exception cref="Refusal">Not an administrator, or it is gone already.</exception>
    public async Task Dismiss(string key, Caller by, CancellationToken cancel)
    {
        if (!by.Is(Role.Administrator))
            throw new Refusal(StatusCodes.Status403Forbidden, "not-permitted", "Only an administrator takes intake problems off the list.");
        await using var db = await databases.CreateDbContextAsync(cancel);
        var problem = await db.Set<IntakeProblem>().FirstOrDefaultAsync(p => p.Key == key, cancel) ?? throw Refusal.NotFound("The intake problem");
        db.Remove(problem);
        await journal.Record(db, Subject, new IntakeProblemDismissed(problem.Door, problem.Sender, problem.Code, problem.Named, problem.Count),
            new EventContext(Guid.CreateVersion7(clock.Now()), clock.Now(), by.Actor, History: false), cancel: cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new Refusal(StatusCodes.Status409Conflict, "came-again", "It was sent again in this moment; look at it once more.");
        }
    }
}
