using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Sla;

/// <summary>What a date is made by hand.</summary>
public enum DayKind
{
    /// <summary>As its weekday says.</summary>
    Ordinary,

    /// <summary>休: closed whatever its weekday.</summary>
    Holiday,

    /// <summary>班: worked whatever its weekday (调休).</summary>
    AdjustedWorkday,
}

/// <summary>What administrators do with calendars by hand; files come in through <see cref="SlaDesk.ImportCalendar"/>. Clocks that run keep their due until <see cref="SlaDesk.RecomputeOpen"/>.</summary>
public sealed class CalendarDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, SlaRules rules, TimeProvider clock)
{
    /// <summary>Every calendar, the city's default first.</summary>
    public async Task<IReadOnlyList<CalendarRow>> List(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return [.. (await db.Set<CalendarRow>().AsNoTracking().ToListAsync(cancel)).OrderByDescending(c => c.IsDefault).ThenBy(c => c.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>Adds a calendar with these hours and no holidays. The first one is the default.</summary>
    public async Task<CalendarRow> Add(Actor actor, string name, string timeZone, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> week, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var plain = new CalendarImport(timeZone, Normal(week), [], [], [], []);
        var row = new CalendarRow { Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = await FreeName(db, null, name, cancel), Definition = Written(plain, name) };
        row.IsDefault = !await db.Set<CalendarRow>().AnyAsync(cancel);
        db.Add(row);
        await Save(db, actor, row, "added", cancel);
        return row;
    }

    /// <summary>Sets name, zone and weekly hours; the days of its years stay.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="id">Which calendar.</param>
    /// <param name="version">The <see cref="CalendarRow.Version"/> the caller saw.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="timeZone">The zone of its wall clock, by IANA name.</param>
    /// <param name="week">Hours per weekday; an absent weekday is closed.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Refusal">Names what is wrong, or that somebody else changed it.</exception>
    public async Task<CalendarRow> SaveHours(
        Actor actor, Guid id, int version, string name, string timeZone, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> week, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await Find(db, id, version, cancel);
        row.Name = await FreeName(db, id, name, cancel);
        row.Definition = Written(row.Read() with { TimeZone = timeZone, WeeklyHours = Normal(week) }, name);
        await Save(db, actor, row, "hours", cancel);
        return row;
    }

    /// <summary>Makes one date a holiday, an adjusted workday, or an ordinary day again.</summary>
    public async Task<CalendarRow> SetDay(Actor actor, Guid id, int version, DateOnly on, DayKind kind, string name, IReadOnlyList<WorkInterval> hours, CancellationToken cancel)
    {
        if (name.Trim().Length > 100)
            throw Refusal.Invalid("dayName", "must have at most 100 characters.");
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await Find(db, id, version, cancel);
        var plain = row.Read();
        var holidays = plain.Holidays.Where(h => h.On != on);
        var adjusted = plain.AdjustedWorkdays.Where(d => d.On != on);
        if (kind == DayKind.Holiday)
            holidays = holidays.Append(new Holiday(on, name.Trim()));
        else if (kind == DayKind.AdjustedWorkday)
            adjusted = adjusted.Append(new AdjustedWorkday(on, name.Trim(), Normal("hours", hours)));
        row.Definition = Written(plain with { Holidays = [.. holidays.OrderBy(h => h.On)], AdjustedWorkdays = [.. adjusted.OrderBy(d => d.On)] }, row.Name);
        await Save(db, actor, row, FormattableString.Invariant($"{on:yyyy-MM-dd} {kind}"), cancel);
        return row;
    }

    /// <summary>Makes it the calendar of policies that name none.</summary>
    public async Task SetDefault(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var all = await db.Set<CalendarRow>().ToListAsync(cancel);
        var row = all.Find(c => c.Id == id) ?? throw Refusal.NotFound("The calendar");
        foreach (var calendar in all)
            calendar.IsDefault = calendar == row;
        await Save(db, actor, row, "default", cancel);
    }

    /// <summary>Removes a calendar nobody counts by.</summary>
    /// <exception cref="Refusal">It is the default, or policies name it.</exception>
    public async Task Remove(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<CalendarRow>().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw Refusal.NotFound("The calendar");
        if (row.IsDefault)
            throw new Refusal(StatusCodes.Status409Conflict, "calendar-default", "The default calendar cannot be removed; make another one the default first.");
        if (await db.Set<SlaPolicy>().CountAsync(p => p.CalendarId == id, cancel) is > 0 and var policies)
            throw new Refusal(StatusCodes.Status409Conflict, "calendar-in-use", $"{policies} policies count by this calendar; give them another one first.") { Facts = new Dictionary<string, object?> { ["policies"] = policies } };
        db.Remove(row);
        await Save(db, actor, row, "removed", cancel);
    }

    private static async Task<CalendarRow> Find(CityDb db, Guid id, int version, CancellationToken cancel)
    {
        var row = await db.Set<CalendarRow>().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw Refusal.NotFound("The calendar");
        return row.Version == version ? row : throw ChangedMeanwhile(row.Name);
    }

    private static async Task<string> FreeName(CityDb db, Guid? id, string name, CancellationToken cancel)
    {
        name = name.Trim();
        if (name.Length is 0 or > 100)
            throw Refusal.Invalid("name", "must have 1 to 100 characters.");
        return await db.Set<CalendarRow>().AnyAsync(c => c.Id != id && c.Name == name, cancel)
            ? throw new Refusal(StatusCodes.Status409Conflict, "calendar-name-taken", $"name: another calendar is called '{name}'.") { Field = "name" }
            : name;
    }

    private static Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> Normal(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> week) =>
        week.Where(d => d.Value.Count > 0).ToDictionary(d => d.Key, d => Normal(d.Key.ToString(), d.Value));

    private static IReadOnlyList<WorkInterval> Normal(string field, IReadOnlyList<WorkInterval> hours)
    {
        try
        {
            return WorkInterval.Normalize(hours);
        }
        catch (ArgumentException problem)
        {
            throw Refusal.Invalid(field, problem.Message.Split(" (Parameter")[0]);
        }
    }

    // Refuses what cannot be counted with before anything is stored.
    private static string Written(CalendarImport plain, string name)
    {
        if (plain.WeeklyHours is null or { Count: 0 })
            throw Refusal.Invalid("hours", "no day has any working hours.");
        try
        {
            plain.ToCalendar(name);
            return CalendarRow.Write(plain);
        }
        catch (CalendarFileProblem problem)
        {
            throw Refusal.Invalid(problem.Place, problem.Reason);
        }
        catch (ArgumentException problem)
        {
            throw Refusal.Invalid("day", problem.Message);
        }
    }

    private async Task Save(CityDb db, Actor actor, CalendarRow row, string change, CancellationToken cancel)
    {
        if (!db.ChangeTracker.HasChanges())
            return;
        await journal.Record(db, SlaRules.Subject, new WorkCalendarChanged(row.Name, change), new EventContext(row.Id, clock.Now(), actor, History: false), cancel: cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(row.Name);
        }
        await rules.Rebuild(cancel);
    }

    private static Refusal ChangedMeanwhile(string name) =>
        new(StatusCodes.Status409Conflict, "changed-meanwhile", $"'{name}' was changed by somebody else; look at it again.");
}
