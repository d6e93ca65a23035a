using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People;

/// <summary>The roster of shifts, who of them is on duty, and that one took over from another.</summary>
public sealed class ShiftDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, TimeProvider clock)
{
    /// <summary>The Journal's subject of everything that happens to a shift.</summary>
    public const string Subject = "shift";

    /// <summary>The roster, by time of day.</summary>
    public async Task<IReadOnlyList<Shift>> List(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var shifts = await db.Set<Shift>().AsNoTracking().ToListAsync(cancel);
        return [.. shifts.OrderBy(s => s.StartsAt).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>Adds a shift.</summary>
    /// <exception cref="Refusal">A field is wrong, or the caller is no administrator.</exception>
    public async Task<Shift> Add(string name, TimeOnly startsAt, TimeOnly endsAt, IReadOnlyCollection<DayOfWeek> days, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var at = clock.Now();
        var shift = Shift.Create(Guid.CreateVersion7(at), name, startsAt, endsAt, days);
        db.Add(shift);
        await journal.Record(db, Subject, new ShiftAdded(shift.Name, startsAt, endsAt, shift.Days), new EventContext(shift.Id, at, caller.Actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
        return shift;
    }

    /// <summary>Takes a shift off the roster; its handovers stay.</summary>
    /// <exception cref="Refusal">There is no such shift, or the caller is no administrator.</exception>
    public async Task Remove(Guid id, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var shift = await db.Set<Shift>().FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw Refusal.NotFound($"Shift {id}");
        db.Remove(shift);
        await journal.Record(db, Subject, new ShiftRemoved(shift.Name), new EventContext(id, clock.Now(), caller.Actor, History: false), cancel: cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The shift on duty at an instant; null when nobody is.</summary>
    public async Task<ShiftSpan?> Current(DateTimeOffset at, TimeZoneInfo zone, CancellationToken cancel) => OnDuty(await List(cancel), at, zone);

    /// <summary>
    /// Writes that the shift on duty at <paramref name="at"/> took over: a <see cref="ShiftHandover"/> and a <see cref="ShiftChanged"/>, once for each shift and date however often and on however many nodes it is called.
    /// </summary>
    /// <returns>The handover, or null when nobody is on duty or it was recorded before.</returns>
    public async Task<ShiftHandover?> RecordChange(DateTimeOffset at, TimeZoneInfo zone, CancellationToken cancel)
    {
        var shifts = await List(cancel);
        if (OnDuty(shifts, at, zone) is not { } now)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await IsRecorded(db, now, cancel))
            return null;
        var handover = Handover(now, OnDuty(shifts, now.StartsAt.AddTicks(-1), zone), clock.Now());
        db.Add(handover);
        var changed = new ShiftChanged(handover.Id, handover.Shift, handover.Before, handover.On, handover.StartsAt, handover.EndsAt);
        await journal.Record(db, Subject, changed, new EventContext(now.Shift.Id, handover.RecordedAt, Actor.System, History: false), OnceKey(now), cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return handover;
        }
        catch (DbUpdateException)
        {
            // Another node may have recorded it between our look and our save; anything else is a failure.
            await using var after = await databases.CreateDbContextAsync(cancel);
            if (await IsRecorded(after, now, cancel))
                return null;
            throw;
        }
    }

    /// <summary>The shift of a roster that is on duty at an instant; of two that overlap, the one that started later. Pure.</summary>
    public static ShiftSpan? OnDuty(IEnumerable<Shift> roster, DateTimeOffset at, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        // A night shift that holds the instant may have started yesterday.
        return roster
            .SelectMany(shift => new[] { today.AddDays(-1), today }.Where(date => shift.StartsOn(date.DayOfWeek)).Select(date => shift.SpanOn(date, zone)))
            .Where(span => span.Holds(at))
            .OrderByDescending(span => span.StartsAt).ThenBy(span => span.Shift.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static ShiftHandover Handover(ShiftSpan now, ShiftSpan? before, DateTimeOffset recordedAt) => new()
    {
        Id = Guid.CreateVersion7(recordedAt),
        ShiftId = now.Shift.Id,
        Shift = now.Shift.Name,
        Before = before?.Shift.Name,
        On = now.On,
        StartsAt = now.StartsAt,
        EndsAt = now.EndsAt,
        RecordedAt = recordedAt,
    };

    private static string OnceKey(ShiftSpan span) => string.Create(CultureInfo.InvariantCulture, $"shift:{span.Shift.Id:N}:{span.On:yyyy-MM-dd}");

    private static Task<bool> IsRecorded(CityDb db, ShiftSpan span, CancellationToken cancel)
    {
        var (shift, on) = (span.Shift.Id, span.On);
        return db.Set<ShiftHandover>().AnyAsync(h => h.ShiftId == shift && h.On == on, cancel);
    }

    private static void MustAdminister(Caller caller)
    {
        if (!caller.Is(Role.Administrator))
            throw new Refusal(StatusCodes.Status403Forbidden, "not-administrator", "Only an administrator changes the roster.");
    }
}
