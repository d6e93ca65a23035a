using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Callbacks.Sampling;

/// <summary>The sampling rules in memory, on every node, in step with the Journal: which one covers a ticket.</summary>
public sealed class SamplingRules(IDbContextFactory<CityDb> databases, CategoryIndex categories) : IFollowJournal
{
    private IReadOnlyList<SamplingRule> rules = [];

    /// <summary>Every rule.</summary>
    public IReadOnlyList<SamplingRule> All => rules;

    /// <summary>The rule that covers a ticket; null for none.</summary>
    public SamplingRule? For(Ticket ticket) => For(ticket.CategoryId, ticket.Priority, ticket.Source);

    /// <summary>The rule that covers a category, priority and source; null for none.</summary>
    public SamplingRule? For(Guid? categoryId, TicketPriority priority, string source) =>
        Best(rules, [.. categories.Upwards(categoryId).Select(c => c.Id)], priority, source);

    /// <summary>The most specific of some rules. Pure.</summary>
    /// <param name="rules">Any rules.</param>
    /// <param name="upwards">The category and those above it, from itself upwards.</param>
    /// <param name="priority">The ticket's priority.</param>
    /// <param name="source">How its request came in.</param>
    public static SamplingRule? Best(IReadOnlyList<SamplingRule> rules, IReadOnlyList<Guid> upwards, TicketPriority priority, string source)
    {
        var matching = rules.Where(r => (r.Priority is null || r.Priority == priority) && (r.Source is null || string.Equals(r.Source, source, StringComparison.OrdinalIgnoreCase))).ToList();
        return upwards.Select(id => Nearest(matching.Where(r => r.CategoryId == id))).FirstOrDefault(r => r is not null) ?? Nearest(matching.Where(r => r.CategoryId is null));
    }

    private static SamplingRule? Nearest(IEnumerable<SamplingRule> rules) => rules.OrderBy(r => r.Priority is null).ThenBy(r => r.Source is null).FirstOrDefault();

    /// <inheritdoc/>
    public async Task Rebuild(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        rules = await db.Set<SamplingRule>().AsNoTracking().ToListAsync(cancel);
    }

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
        entries.Any(e => e.Subject == CallbackSubject.Rules) ? Rebuild(cancel) : Task.CompletedTask;
}
