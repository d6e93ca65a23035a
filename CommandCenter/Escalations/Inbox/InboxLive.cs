using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Live;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Inbox;

/// <summary>
/// The notices nobody has looked at or taken care of yet, of everybody and of the last month, live: what badges count and what is heard. Kept in step by the Journal's tail,
/// whichever node took the step.
/// </summary>
public sealed class InboxLive(IDbContextFactory<CityDb> databases, TimeProvider clock) : IFollowJournal
{
    private const int ReadBatch = 500;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    /// <summary>The set; keys are notice ids.</summary>
    public LiveSet<long, NoticeView> Set { get; } = new(clock);

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var since = clock.Now() - Kept;
        var open = db.Set<Notice>().AsNoTracking().Where(n => n.CreatedAt >= since && (n.ReadAt == null || n.AcknowledgedAt == null));
        Set.Reset((await InboxDesk.View(db, open, cancel)).Where(Waits).ToDictionary(n => n.Id));
    }

    /// <inheritdoc/>
    public async Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        // What was given to somebody ceases to matter by whatever happens to its ticket: completed, given to another, recalled.
        var given = Set.Items.Values.Where(n => n.IsAssignment).Select(n => n.SubjectId).ToHashSet();
        var subjects = entries.Where(e => e.Event is nameof(EscalationStepTaken) or nameof(EscalationStopped) or nameof(TicketAssigned) || given.Contains(e.SubjectId)).Select(e => e.SubjectId).Distinct();
        var readers = entries.Where(e => e.Event == nameof(NoticesRead)).Select(e => e.SubjectId).ToHashSet();
        var looked = Set.Items.Values.Where(n => readers.Contains(n.UserId)).Select(n => n.Id).ToList();
        var changes = new List<KeyValuePair<long, NoticeView?>>();
        foreach (var chunk in subjects.Chunk(ReadBatch))
            changes.AddRange(await Changed(notices => notices.Where(n => chunk.Contains(n.SubjectId)), cancel));
        foreach (var chunk in looked.Chunk(ReadBatch))
            changes.AddRange(await Changed(notices => notices.Where(n => chunk.Contains(n.Id)), cancel));
        Set.Apply(changes);
    }

    private async Task<IEnumerable<KeyValuePair<long, NoticeView?>>> Changed(Func<IQueryable<Notice>, IQueryable<Notice>> some, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return (await InboxDesk.View(db, some(db.Set<Notice>().AsNoTracking()), cancel)).Select(n => KeyValuePair.Create(n.Id, Waits(n) ? n : null));
    }

    private static bool Waits(NoticeView notice) => notice.ReadAt is null || notice.Asks;
}
