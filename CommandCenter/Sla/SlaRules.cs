using System.Collections.Concurrent;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Sla;

/// <summary>A policy with the calendar it counts in.</summary>
public sealed record SlaRule(SlaPolicy Policy, WorkCalendar Calendar);

/// <summary>Policies and calendars in memory, on every node, in step with the Journal: which rule covers a ticket.</summary>
public sealed class SlaRules(IDbContextFactory<CityDb> databases, CategoryIndex categories, City city) : IFollowJournal
{
    /// <summary>The Journal's subject of policy and calendar changes.</summary>
    public const string Subject = "sla";

    private sealed class Picture(IReadOnlyList<SlaPolicy> policies, IReadOnlyDictionary<Guid, WorkCalendar> calendars, WorkCalendar standard)
    {
        public IReadOnlyList<SlaPolicy> Policies => policies;

        public IReadOnlyDictionary<Guid, WorkCalendar> Calendars => calendars;

        public WorkCalendar Standard => standard;

        public ConcurrentDictionary<(Guid?, TicketPriority), SlaRule?> Found { get; } = new();
    }

    private Picture picture = new([], new Dictionary<Guid, WorkCalendar>(), WorkCalendar.AllDay(city.Zone));

    /// <summary>The calendar of the city: what policies use that name none.</summary>
    public WorkCalendar Standard => picture.Standard;

    /// <summary>The calendar a policy counts by: its own, else the city's.</summary>
    public WorkCalendar CalendarOf(Guid? id) => id is { } known && picture.Calendars.TryGetValue(known, out var calendar) ? calendar : picture.Standard;

    /// <summary>Every active policy.</summary>
    public IReadOnlyList<SlaPolicy> Policies => picture.Policies;

    /// <summary>Raised after policies or calendars changed; handlers only set a flag.</summary>
    public event Action? Changed;

    /// <summary>The rule for a ticket's category and priority; null when no policy covers it.</summary>
    public SlaRule? For(Guid? categoryId, TicketPriority priority)
    {
        var now = picture;
        return now.Found.GetOrAdd((categoryId, priority), key => Find(now, key.Item1, key.Item2));
    }

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var policies = await db.Set<SlaPolicy>().AsNoTracking().Where(p => p.Active).ToListAsync(cancel);
        var rows = await db.Set<CalendarRow>().AsNoTracking().ToListAsync(cancel);
        var calendars = rows.ToDictionary(r => r.Id, r => r.Read().ToCalendar(r.Name));
        var standard = rows.FirstOrDefault(r => r.IsDefault) is { } chosen ? calendars[chosen.Id] : WorkCalendar.AllDay(city.Zone);
        picture = new Picture(policies, calendars, standard);
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public async Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        if (entries.Any(e => e.Subject == Subject))
            await Rebuild(cancel);
        else if (entries.Any(e => e.Subject == CategoryIndex.Subject))
            Forget();
    }

    /// <summary>Forgets what was found, because the category tree changed.</summary>
    public void Forget() => picture.Found.Clear();

    private SlaRule? Find(Picture now, Guid? categoryId, TicketPriority priority)
    {
        foreach (var node in categories.Upwards(categoryId))
        {
            var policy = Best(now.Policies.Where(p => p.CategoryId == node.Id), priority)
                ?? Best(now.Policies.Where(p => p.CategoryId is null && p.CategoryName is not null && string.Equals(p.CategoryName, node.Name, StringComparison.OrdinalIgnoreCase)), priority);
            if (policy is not null)
                return Rule(now, policy);
        }
        return Best(now.Policies.Where(p => p.CategoryId is null && p.CategoryName is null), priority) is { } general ? Rule(now, general) : null;
    }

    private static SlaPolicy? Best(IEnumerable<SlaPolicy> policies, TicketPriority priority) =>
        policies.Where(p => p.Priority is null || p.Priority == priority).OrderBy(p => p.Priority is null).FirstOrDefault();

    private static SlaRule Rule(Picture now, SlaPolicy policy) =>
        new(policy, policy.CalendarId is { } id && now.Calendars.TryGetValue(id, out var calendar) ? calendar : now.Standard);
}
