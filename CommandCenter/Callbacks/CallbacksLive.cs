using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Live;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Callbacks;

/// <summary>The callbacks call takers work on, live: every open one, and what ended today. Kept in step by the Journal's tail, whichever process made a change.</summary>
public sealed class CallbacksLive(IDbContextFactory<CityDb> databases, City city, TimeProvider clock) : IFollowJournal
{
    private const int ReadBatch = 500;
    private DateTimeOffset lastDay;

    /// <summary>The set; keys are callback ids.</summary>
    public LiveSet<Guid, CallbackView> Set { get; } = new(clock);

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var today = StartOfToday();
        Set.Reset((await Read(db, db.Set<Callback>().Where(c => c.EndedAt == null || c.EndedAt >= today), cancel)).ToDictionary(v => v.Id));
    }

    /// <inheritdoc/>
    public async Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        var today = StartOfToday();
        var changes = new List<KeyValuePair<Guid, CallbackView?>>();
        foreach (var tickets in entries.Where(e => e.Subject == CallbackSubject.Name).Select(e => e.SubjectId).Distinct().Chunk(ReadBatch))
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var views = await Read(db, db.Set<Callback>().Where(c => tickets.Contains(c.TicketId)), cancel);
            changes.AddRange(views.Select(v => KeyValuePair.Create(v.Id, v.EndedAt < today ? null : v)));
        }
        if (today != lastDay) // a new day: what ended yesterday leaves the picture
            changes.AddRange(Set.Items.Values.Where(v => v.EndedAt < today).Select(v => KeyValuePair.Create(v.Id, (CallbackView?)null)));
        lastDay = today;
        Set.Apply(changes);
    }

    private static async Task<List<CallbackView>> Read(CityDb db, IQueryable<Callback> callbacks, CancellationToken cancel)
    {
        var rows = await (from callback in callbacks.AsNoTracking() join ticket in db.Set<Ticket>().AsNoTracking() on callback.TicketId equals ticket.Id select new { callback, ticket }).ToListAsync(cancel);
        return [.. rows.Select(r => CallbackView.Of(r.callback, r.ticket))];
    }

    private DateTimeOffset StartOfToday() => city.StartOf(city.DayOf(clock.GetUtcNow()));
}
