using System.Collections.Frozen;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms.Rules;

/// <summary>
/// The rules in memory. One per process; every node follows the Journal. A command line verb calls <see cref="LoadAsync"/> once.
/// The rules it hands out are shared: read them, never change them.
/// </summary>
public sealed class AlarmRuleIndex(IDbContextFactory<CityDb> databases) : IFollowJournal, IDisposable
{
    /// <summary>The Journal's subject of everything that happens to a rule.</summary>
    public const string Subject = "alarm-rule";

    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile Snapshot now = new([]);

    /// <summary>Raised after the rules have changed, on any thread; handlers only set a flag or queue a render.</summary>
    public event Action? Changed;

    /// <summary>Every rule, inactive ones too, by kind and code.</summary>
    public IReadOnlyList<AlarmRule> All => now.All;

    /// <summary>Reads the rules from the database. Loads do not overtake each other.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        await loading.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            now = new Snapshot(await db.Set<AlarmRule>().AsNoTracking().ToListAsync(cancel));
        }
        finally
        {
            loading.Release();
        }
        Changed?.Invoke();
    }

    /// <summary>The rule with that id, active or not.</summary>
    public AlarmRule? Find(Guid? id) => id is { } known ? now.ById.GetValueOrDefault(known) : null;

    /// <summary>The active rules that judge a device's measurements of a quantity; a device's own stands in place of its kind's of the same type and direction.</summary>
    public IReadOnlyList<AlarmRule> For(Guid deviceId, string kindCode, string quantity) => Snapshot.Pick(now.Judging, deviceId, kindCode, quantity);

    /// <summary>The active rule for a device that is offline; null for none.</summary>
    public AlarmRule? ForOffline(Guid deviceId, string kindCode) => Snapshot.Pick(now.Offline, deviceId, kindCode, "").FirstOrDefault();

    /// <inheritdoc/>
    public Task Rebuild(CancellationToken cancel) => LoadAsync(cancel);

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
        entries.Any(e => e.Subject == Subject) ? LoadAsync(cancel) : Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => loading.Dispose();

    private sealed class Snapshot
    {
        private static readonly AlarmRule[] None = [];

        public Snapshot(List<AlarmRule> rules)
        {
            All = [.. rules.OrderBy(r => r.KindCode, StringComparer.Ordinal).ThenBy(r => r.Code, StringComparer.Ordinal)];
            ById = All.ToFrozenDictionary(r => r.Id);
            var active = All.Where(r => r is { Active: true, Levels.Count: > 0 }).ToList();
            Judging = active.Where(r => !r.IsOffline).GroupBy(r => (r.KindCode, r.Quantity!)).ToFrozenDictionary(g => g.Key, g => g.ToArray());
            Offline = active.Where(r => r.IsOffline).GroupBy(r => (r.KindCode, "")).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        }

        public IReadOnlyList<AlarmRule> All { get; }

        public FrozenDictionary<Guid, AlarmRule> ById { get; }

        public FrozenDictionary<(string Kind, string Quantity), AlarmRule[]> Judging { get; }

        public FrozenDictionary<(string Kind, string Quantity), AlarmRule[]> Offline { get; }

        public static IReadOnlyList<AlarmRule> Pick(FrozenDictionary<(string, string), AlarmRule[]> rules, Guid deviceId, string kindCode, string quantity)
        {
            if (!rules.TryGetValue((kindCode, quantity), out var all))
                return None;
            if (Array.TrueForAll(all, r => r.DeviceId is null))
                return all;
            var own = all.Where(r => r.DeviceId == deviceId).ToList();
            return [.. own, .. all.Where(r => r.DeviceId is null && !own.Exists(o => o.Type == r.Type && o.Direction == r.Direction))];
        }
    }
}
