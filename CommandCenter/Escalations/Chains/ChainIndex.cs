using CommandCenter.Alarms;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Chains;

/// <summary>The chains in memory, on every node, in step with the Journal: which one covers what is late.</summary>
public sealed class ChainIndex(IDbContextFactory<CityDb> databases, CategoryIndex categories) : IFollowJournal
{
    /// <summary>The Journal's subject of chains, webhook targets and the last resort.</summary>
    public const string Subject = "escalation";

    private IReadOnlyList<EscalationChain> active = [];

    /// <summary>Raised after a chain, a target or the last resort changed; handlers only set a flag.</summary>
    public event Action? Changed;

    /// <summary>The chain for a ticket's clock; null when none covers it.</summary>
    public EscalationChain? For(Guid? categoryId, TicketPriority priority, TicketClock clock, ChainTrigger trigger)
    {
        var fitting = active.Where(c => c.Subject == EscalationSubject.Ticket && c.Trigger == trigger
            && (c.Priority is null || c.Priority == priority) && (c.Clock is null || c.Clock == clock)).ToList();
        foreach (var id in categories.Upwards(categoryId).Select(node => (Guid?)node.Id).Append(null))
            if (Best(fitting.Where(c => c.CategoryId == id)) is { } chain)
                return chain;
        return null;
    }

    /// <summary>The chain for an alarm that nobody has acknowledged; null when none covers it.</summary>
    public EscalationChain? For(string? kindCode, AlarmPriority priority) => active
        .Where(c => c.Subject == EscalationSubject.Alarm && (c.AlarmPriority is null || c.AlarmPriority == priority)
            && (c.KindCode is null || string.Equals(c.KindCode, kindCode, StringComparison.OrdinalIgnoreCase)))
        .OrderBy(c => c.KindCode is null).ThenBy(c => c.AlarmPriority is null).ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault();

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        active = await db.Set<EscalationChain>().AsNoTracking().Where(c => c.Active).ToListAsync(cancel);
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
        entries.Any(e => e.Subject == Subject) ? Rebuild(cancel) : Task.CompletedTask;

    // Of two that are equally specific the one with the first name, so that every node chooses the same.
    private static EscalationChain? Best(IEnumerable<EscalationChain> chains) =>
        chains.OrderBy(c => c.Priority is null).ThenBy(c => c.Clock is null).ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault();
}
