using System.Globalization;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People;

/// <summary>
/// Writes that shifts took over (交接班): a <see cref="ShiftHandover"/> and a <see cref="ShiftChanged"/>, once for each shift and date, however often and on however many nodes it is asked.
/// Of two shifts of a roster that overlap the one that started later has taken over.
/// </summary>
public sealed class ShiftWatch(IDbContextFactory<CityDb> databases, DutyBook book, JournalWriter journal, City city, TimeProvider clock)
{
    /// <summary>The Journal's subject of everything that happens to a shift.</summary>
    public const string Subject = "shift";

    /// <summary>Records, for every roster, the change to the shift on duty now, if that is not recorded yet.</summary>
    /// <returns>The handovers it wrote.</returns>
    public async Task<IReadOnlyList<ShiftHandover>> RecordChanges(CancellationToken cancel)
    {
        var now = clock.Now();
        var today = city.DayOf(now);
        var plan = await book.Read(today.AddDays(-3), today, cancel);
        var written = new List<ShiftHandover>();
        foreach (var roster in plan.Rosters)
            if (plan.TurnsAt(roster, now).FirstOrDefault() is { } turn && await Record(plan, turn, now, cancel) is { } handover)
                written.Add(handover);
        return written;
    }

    private async Task<ShiftHandover?> Record(DutyPlan plan, DutyTurn turn, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await IsRecorded(db, turn.Span, cancel))
            return null;
        var handover = Handover(turn, plan.TurnsAt(turn.Roster, turn.Span.StartsAt.AddTicks(-1)).FirstOrDefault(), now);
        db.Add(handover);
        var changed = new ShiftChanged(
            handover.Id, handover.RosterId, handover.Shift, handover.Before, handover.InChargeId, handover.On, handover.StartsAt, handover.EndsAt);
        await journal.Record(db, Subject, changed, new EventContext(handover.ShiftId, now, Actor.System, History: false), OnceKey(turn.Span), cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return handover;
        }
        catch (DbUpdateException)
        {
            // Another node may have recorded it between our look and our save; anything else is a failure.
            await using var after = await databases.CreateDbContextAsync(cancel);
            if (await IsRecorded(after, turn.Span, cancel))
                return null;
            throw;
        }
    }

    private static ShiftHandover Handover(DutyTurn turn, DutyTurn? before, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        RosterId = turn.Roster.Id,
        ShiftId = turn.Span.Shift.Id,
        Shift = turn.Span.Shift.Name,
        Before = before?.Span.Shift.Name,
        InChargeId = turn.PresentAt(turn.Span.StartsAt).FirstOrDefault()?.Person.Id,
        On = turn.Span.On,
        StartsAt = turn.Span.StartsAt,
        EndsAt = turn.Span.EndsAt,
        RecordedAt = at,
    };

    private static string OnceKey(ShiftSpan span) => string.Create(CultureInfo.InvariantCulture, $"shift:{span.Shift.Id:N}:{span.On:yyyy-MM-dd}");

    private static Task<bool> IsRecorded(CityDb db, ShiftSpan span, CancellationToken cancel)
    {
        var (shift, on) = (span.Shift.Id, span.On);
        return db.Set<ShiftHandover>().AnyAsync(h => h.ShiftId == shift && h.On == on, cancel);
    }
}
