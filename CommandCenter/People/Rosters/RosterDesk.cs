using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People.Rosters;

/// <summary>What is done to rosters by those who lead them: the whole of a roster in one step, and who has a shift on one date.</summary>
public sealed class RosterDesk(IDbContextFactory<CityDb> databases, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Adds a roster.</summary>
    /// <exception cref="Refusal">A field is wrong, somebody cannot be on it, or the caller does not lead it.</exception>
    public async Task<Roster> Add(RosterDetails details, Caller caller, CancellationToken cancel)
    {
        RosterRights.MustLead(caller, details.DepartmentId);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var at = clock.Now();
        if (details.DepartmentId is { } department && !await db.Set<Department>().AnyAsync(d => d.Id == department && d.Active, cancel))
            throw Refusal.Invalid("department", "there is no such department.");
        var roster = Roster.Create(Guid.CreateVersion7(at), details, () => Guid.CreateVersion7(at));
        await CheckPeople(db, roster, details, [], cancel);
        db.Add(roster);
        await Record(db, roster.Id, new RosterAdded(roster.Details()), caller, cancel);
        await db.SaveChangesAsync(cancel);
        return roster;
    }

    /// <summary>Makes a roster what <paramref name="details"/> say, in one step. Role and department stay; people who were on it may stay though they could not be put on it any more.</summary>
    /// <param name="id">Which roster.</param>
    /// <param name="version">The <see cref="Roster.Version"/> the caller saw.</param>
    /// <param name="details">What it is to be.</param>
    /// <param name="caller">Who changes it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Refusal">As for <see cref="Add"/>, or somebody else changed it meanwhile.</exception>
    public async Task<Roster> Change(Guid id, int version, RosterDetails details, Caller caller, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var roster = await Find(db, id, cancel);
        RosterRights.MustLead(caller, roster.DepartmentId);
        if (roster.Version != version)
            throw ChangedMeanwhile();
        var before = roster.Crews.SelectMany(c => c.Members).ToHashSet();
        var at = clock.Now();
        roster.Change(details, () => Guid.CreateVersion7(at));
        await CheckPeople(db, roster, details, before, cancel);
        Touch(db, roster);
        await Record(db, id, new RosterChanged(roster.Details()), caller, cancel);
        await Save(db, cancel);
        return roster;
    }

    /// <summary>Says who has a shift on one date, in place of the crew whose turn it is.</summary>
    /// <param name="shiftId">The shift.</param>
    /// <param name="on">The local date on which it starts.</param>
    /// <param name="people">Who has it, the one in charge first; nobody where empty.</param>
    /// <param name="version">The <see cref="DutyDate.Version"/> the caller saw; null when nothing was said for that date.</param>
    /// <param name="caller">Who says it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task SetDate(Guid shiftId, DateOnly on, IReadOnlyList<Guid> people, int? version, Caller caller, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (roster, shift) = await FindShift(db, shiftId, caller, cancel);
        var said = await FindDate(db, shiftId, on, version, cancel);
        await CheckPeople(db, roster, "people", people, said?.People ?? [], cancel);
        if (said is null)
            db.Add(said = new DutyDate { Id = Guid.CreateVersion7(clock.Now()), ShiftId = shiftId, On = on });
        said.People = [.. people.Distinct()];
        await Record(db, roster.Id, new DutyDateSet(shiftId, shift.Name, on, said.People), caller, cancel);
        await Save(db, cancel);
    }

    /// <summary>Gives a date back to the crew whose turn it is.</summary>
    public async Task ClearDate(Guid shiftId, DateOnly on, int? version, Caller caller, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (roster, shift) = await FindShift(db, shiftId, caller, cancel);
        if (await FindDate(db, shiftId, on, version, cancel) is not { } said)
            return;
        db.Remove(said);
        await Record(db, roster.Id, new DutyDateCleared(shiftId, shift.Name, on), caller, cancel);
        await Save(db, cancel);
    }

    /// <summary>Counts the roster's version up although none of its own columns changes: what was agreed on its old picture is refused.</summary>
    internal static void Touch(CityDb db, Roster roster) => db.Entry(roster).Property(r => r.Version).IsModified = true;

    /// <summary>The roster with shifts and crews, tracked.</summary>
    internal static async Task<Roster> Find(CityDb db, Guid id, CancellationToken cancel) =>
        await db.Set<Roster>().Include(r => r.Shifts).Include(r => r.Crews).AsSplitQuery().FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw Refusal.NotFound($"Roster {id}");

    /// <summary>Saves, or says that somebody else was first.</summary>
    internal static async Task Save(CityDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile();
        }
    }

    private static async Task<(Roster Roster, Shift Shift)> FindShift(CityDb db, Guid shiftId, Caller caller, CancellationToken cancel)
    {
        var shift = await db.Set<Shift>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == shiftId, cancel) ?? throw Refusal.NotFound($"Shift {shiftId}");
        var roster = await db.Set<Roster>().AsNoTracking().FirstAsync(r => r.Id == shift.RosterId, cancel);
        RosterRights.MustLead(caller, roster.DepartmentId);
        return (roster, shift);
    }

    private static async Task<DutyDate?> FindDate(CityDb db, Guid shiftId, DateOnly on, int? version, CancellationToken cancel)
    {
        var said = await db.Set<DutyDate>().FirstOrDefaultAsync(d => d.ShiftId == shiftId && d.On == on, cancel);
        return said?.Version == version ? said : throw ChangedMeanwhile();
    }

    private static async Task CheckPeople(CityDb db, Roster roster, RosterDetails details, HashSet<Guid> before, CancellationToken cancel)
    {
        for (var place = 0; place < details.Crews.Count; place++)
            await CheckPeople(db, roster, $"crews.{place}.members", details.Crews[place].Members, before, cancel);
    }

    private static async Task CheckPeople(CityDb db, Roster roster, string field, IReadOnlyList<Guid> people, IReadOnlyCollection<Guid> before, CancellationToken cancel)
    {
        var fresh = people.Except(before).ToList();
        if (fresh.Count == 0)
            return;
        var fit = (await DutyRows.Candidates(db, roster.Role, roster.DepartmentId, cancel)).Select(p => p.Id).ToHashSet();
        if (fresh.Exists(id => !fit.Contains(id)))
            throw new Refusal(StatusCodes.Status422UnprocessableEntity, "unfit", $"{field}: a person named has no open account, not the role {roster.Role}, or belongs to another department.") { Field = field };
    }

    private Task Record(CityDb db, Guid rosterId, IEvent happened, Caller caller, CancellationToken cancel) =>
        journal.Record(db, DutyBook.RosterSubject, happened, new EventContext(rosterId, clock.Now(), caller.Actor, History: false), cancel: cancel);

    private static Refusal ChangedMeanwhile() => new(StatusCodes.Status409Conflict, "changed-meanwhile", "Somebody else changed it meanwhile; look at it again.");
}
