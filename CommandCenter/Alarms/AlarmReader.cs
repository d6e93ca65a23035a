using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Alarms;

/// <summary>Reads alarms from the database, as far as a caller may see them: lists, pages, one alarm with its journal.</summary>
public sealed class AlarmReader(IDbContextFactory<CityDb> databases, AreaIndex areas)
{
    /// <summary>One page of alarms.</summary>
    /// <exception cref="Refusal">The cursor is wrong.</exception>
    public async Task<Page<Alarm>> List(Caller caller, AlarmFilter filter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var query = After(Where(db.Set<Alarm>().AsNoTracking().VisibleTo(caller), filter), filter);
        var rows = await Ordered(query, filter.Order).Take(filter.Limit + 1).ToListAsync(cancel);
        return Page.Of(rows, filter.Limit, a => Page.Cursor(((int)a.Worst).ToString(CultureInfo.InvariantCulture), a.Sequence.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>How many match.</summary>
    public async Task<int> Count(Caller caller, AlarmFilter filter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Where(db.Set<Alarm>().VisibleTo(caller), filter).CountAsync(cancel);
    }

    /// <summary>One alarm by its number.</summary>
    /// <exception cref="Refusal">There is none the caller may see.</exception>
    public async Task<Alarm> Get(Caller caller, string number, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<Alarm>().AsNoTracking().VisibleTo(caller).FirstOrDefaultAsync(a => a.Number == number, cancel) ?? throw Refusal.NotFound($"Alarm {number}");
    }

    /// <summary>An alarm's Journal entries, newest first.</summary>
    /// <param name="alarmId">The alarm.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="before">Only entries written before the one with this id: the page after.</param>
    public async Task<IReadOnlyList<JournalEntry>> Timeline(Guid alarmId, int most, CancellationToken cancel, long? before = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entries = db.Set<JournalEntry>().AsNoTracking().Where(e => e.SubjectId == alarmId);
        if (before is { } id)
            entries = entries.Where(e => e.Id < id);
        return await entries.OrderByDescending(e => e.Id).Take(most).ToListAsync(cancel);
    }

    /// <summary>The alarms that are linked to a ticket, the newest first.</summary>
    public async Task<IReadOnlyList<Alarm>> OfTicket(Caller caller, Guid ticketId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<Alarm>().AsNoTracking().VisibleTo(caller).Where(a => a.TicketId == ticketId).OrderByDescending(a => a.Sequence).Take(Page.DefaultLimit).ToListAsync(cancel);
    }

    /// <summary>How many alarms a device has had since an instant: "the third in 30 days".</summary>
    public async Task<int> CountOfDevice(Guid deviceId, DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<Alarm>().CountAsync(a => a.DeviceId == deviceId && a.RaisedAt >= since, cancel);
    }

    private IQueryable<Alarm> Where(IQueryable<Alarm> alarms, AlarmFilter filter)
    {
        if (filter.States.Count > 0)
            alarms = alarms.Where(a => filter.States.Contains(a.State));
        if (filter.StandingOnly)
            alarms = alarms.Where(a => a.State != AlarmState.Normal);
        if (filter.Priorities.Count > 0)
            alarms = alarms.Where(a => filter.Priorities.Contains(a.Worst));
        if (filter.Hiding is { } hiding)
            alarms = alarms.Where(a => a.Hiding == hiding);
        if (filter.MarkedFalse is { } marked)
            alarms = alarms.Where(a => a.FalseCause != null == marked);
        return BySearch(BySource(alarms, filter), filter.Search);
    }

    private IQueryable<Alarm> BySource(IQueryable<Alarm> alarms, AlarmFilter filter)
    {
        if (filter.DeviceId is { } device)
            alarms = alarms.Where(a => a.DeviceId == device);
        if (filter.KindCode is { } kind)
            alarms = alarms.Where(a => a.KindCode == kind);
        if (filter.RuleId is { } rule)
            alarms = alarms.Where(a => a.RuleId == rule);
        if (filter.Sender is { } sender)
            alarms = alarms.Where(a => a.Sender == sender);
        if (filter.DepartmentId is { } department)
            alarms = alarms.Where(a => a.DepartmentId == department);
        if (filter.AreaId is { } area)
        {
            var below = areas.Descendants(area).Append(area).Distinct().ToList();
            alarms = alarms.Where(a => a.AreaId != null && below.Contains(a.AreaId.Value));
        }
        if (filter.RaisedFrom is { } from)
            alarms = alarms.Where(a => a.RaisedAt >= from);
        return filter.RaisedTo is { } to ? alarms.Where(a => a.RaisedAt < to) : alarms;
    }

    // Lower-cased on both sides: the databases differ in whether LIKE minds case.
    private static IQueryable<Alarm> BySearch(IQueryable<Alarm> alarms, string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
            return alarms;
        var lower = words.Trim().ToLowerInvariant();
        return alarms.Where(a => a.Number.ToLower().Contains(lower) || a.Title.ToLower().Contains(lower)
            || (a.TitleEn != null && a.TitleEn.ToLower().Contains(lower))
            || (a.DeviceCode != null && a.DeviceCode.ToLower().Contains(lower))
            || (a.DeviceName != null && a.DeviceName.ToLower().Contains(lower))
            || (a.PlaceText != null && a.PlaceText.ToLower().Contains(lower)));
    }

    // Priorities are words in the database: the order is told by cases that every database knows.
    private static IQueryable<Alarm> Ordered(IQueryable<Alarm> alarms, AlarmOrder order) => order switch
    {
        AlarmOrder.Oldest => alarms.OrderBy(a => a.Sequence),
        AlarmOrder.Priority => alarms.OrderBy(a => a.Worst == AlarmPriority.Critical ? 0 : a.Worst == AlarmPriority.High ? 1 : a.Worst == AlarmPriority.Medium ? 2 : 3).ThenByDescending(a => a.Sequence),
        _ => alarms.OrderByDescending(a => a.Sequence),
    };

    private static IQueryable<Alarm> After(IQueryable<Alarm> alarms, AlarmFilter filter)
    {
        if (Page.Key(filter.Cursor, 2) is not { } key)
            return alarms;
        if (!int.TryParse(key[0], CultureInfo.InvariantCulture, out var priority) || !Enum.IsDefined((AlarmPriority)priority) || !long.TryParse(key[1], CultureInfo.InvariantCulture, out var sequence))
            throw Page.BadCursor();
        var (same, milder) = ((AlarmPriority)priority, Enum.GetValues<AlarmPriority>().Where(p => (int)p > priority).ToList());
        return filter.Order switch
        {
            AlarmOrder.Oldest => alarms.Where(a => a.Sequence > sequence),
            AlarmOrder.Priority => alarms.Where(a => milder.Contains(a.Worst) || (a.Worst == same && a.Sequence < sequence)),
            _ => alarms.Where(a => a.Sequence < sequence),
        };
    }
}
