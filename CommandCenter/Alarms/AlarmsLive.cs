using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Live;
using CommandCenter.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms;

/// <summary>
/// The alarms people work on, live: everything that is not normal, hidden ones too, and what became normal today. Kept in step by the Journal's tail; repeats, which
/// are not journaled, are told by this process's reader of signals.
/// </summary>
public sealed class AlarmsLive(IDbContextFactory<CityDb> databases, City city, TimeProvider clock) : IFollowJournal
{
    private const int ReadBatch = 500;
    private readonly Lock gate = new();
    private DateTimeOffset lastDay;

    /// <summary>The set; keys are alarm ids.</summary>
    public LiveSet<Guid, AlarmView> Set { get; } = new(clock);

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var today = StartOfToday();
        var rows = await db.Set<Alarm>().AsNoTracking().Where(a => a.State != AlarmState.Normal || a.ClearedAt >= today).ToListAsync(cancel);
        lock (gate)
            Set.Reset(rows.Select(AlarmView.Of).ToDictionary(v => v.Id));
    }

    /// <inheritdoc/>
    public async Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        var ids = entries.Where(e => e.Subject == AlarmSubject.Name).Select(e => e.SubjectId).Distinct().ToList();
        foreach (var chunk in ids.Chunk(ReadBatch))
            Apply(await Read(chunk, cancel));
        Turn(StartOfToday());
        Set.Touch();
    }

    /// <summary>Takes alarms as they were committed; one that is older than what is shown is passed over.</summary>
    public void Apply(IEnumerable<AlarmView> alarms)
    {
        var today = StartOfToday();
        lock (gate)
            Set.Apply([.. alarms.Where(IsNews).Select(a => KeyValuePair.Create(a.Id, Belongs(a, today) ? a : null))]);
    }

    // The tail reads a row while the reader of signals changes it again: the higher version is the later truth.
    private bool IsNews(AlarmView alarm) => !Set.Items.TryGetValue(alarm.Id, out var shown) || shown.Version <= alarm.Version;

    private static bool Belongs(AlarmView alarm, DateTimeOffset today) => alarm.State != AlarmState.Normal || alarm.ClearedAt >= today;

    private void Turn(DateTimeOffset today)
    {
        if (today == lastDay)
            return;
        lock (gate) // a new day: what became normal yesterday leaves the picture
            Set.Apply([.. Set.Items.Values.Where(a => !Belongs(a, today)).Select(a => KeyValuePair.Create(a.Id, (AlarmView?)null))]);
        lastDay = today;
    }

    private async Task<List<AlarmView>> Read(Guid[] ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<Alarm>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(cancel);
        return [.. rows.Select(AlarmView.Of)];
    }

    private DateTimeOffset StartOfToday() => city.StartOf(city.DayOf(clock.GetUtcNow()));
}
