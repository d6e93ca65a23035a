using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Sla;
using CommandCenter.Tickets;

namespace CommandCenter.Reports.Figures;

/// <summary>
/// Knows whether anything a report counts has changed since it was made, on whichever node and by whichever process: every change is in the Journal. Registered after
/// the rooms below, so that their indexes have followed when the number moves.
/// </summary>
public sealed class ReportPulse(TimeProvider clock) : IFollowJournal
{
    private static readonly string[] Subjects = [TicketSubject.Name, CategoryIndex.Subject, AreaIndex.Subject, DepartmentIndex.Subject, SlaRules.Subject];
    private long number;

    /// <summary>Counts changes. A report made at this number is what a report made now would be.</summary>
    public long Number => Interlocked.Read(ref number);

    /// <summary>Until when the Journal has been followed.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <inheritdoc/>
    public Task Rebuild(CancellationToken cancel)
    {
        Interlocked.Increment(ref number);
        CheckedAt = clock.Now();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        if (entries.Any(e => Subjects.Contains(e.Subject)))
            Interlocked.Increment(ref number);
        CheckedAt = clock.Now();
        return Task.CompletedTask;
    }
}
