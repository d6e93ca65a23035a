using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Live;
using CommandCenter.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tickets;

/// <summary>
/// The tickets people work on, live: everything that is open, what is completed and waits to be closed, and what was closed today. Kept in step by the Journal's tail,
/// so it does not matter which process made a change.
/// </summary>
public sealed class TicketsLive(IDbContextFactory<CityDb> databases, City city, TimeProvider clock) : IFollowJournal
{
    private const int ReadBatch = 500;
    private DateTimeOffset lastDay;

    /// <summary>The set; keys are ticket ids.</summary>
    public LiveSet<Guid, TicketView> Set { get; } = new(clock);

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var today = StartOfToday();
        var rows = await db.Set<Ticket>().AsNoTracking().Where(t => t.ClosedAt == null || t.ClosedAt >= today).ToListAsync(cancel);
        Set.Reset(rows.Select(TicketView.Of).ToDictionary(v => v.Id));
    }

    /// <inheritdoc/>
    public async Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        var ids = entries.Where(e => e.Subject == TicketSubject.Name).Select(e => e.SubjectId).Distinct().ToList();
        var today = StartOfToday();
        var changes = new List<KeyValuePair<Guid, TicketView?>>();
        foreach (var chunk in ids.Chunk(ReadBatch))
            changes.AddRange(await Read(chunk, today, cancel));
        if (today != lastDay) // a new day: what was closed yesterday leaves the picture
            changes.AddRange(Set.Items.Values.Where(v => v.ClosedAt < today).Select(v => KeyValuePair.Create(v.Id, (TicketView?)null)));
        lastDay = today;
        Set.Apply(changes);
    }

    private async Task<List<KeyValuePair<Guid, TicketView?>>> Read(Guid[] ids, DateTimeOffset today, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<Ticket>().AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(cancel);
        return [.. rows.Select(TicketView.Of).Select(v => KeyValuePair.Create(v.Id, v.ClosedAt < today ? null : v))];
    }

    private DateTimeOffset StartOfToday() => city.StartOf(city.DayOf(clock.GetUtcNow()));
}
