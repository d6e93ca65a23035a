using CommandCenter.Access;

namespace CommandCenter.People.Rosters;

/// <summary>
/// Who is on duty when, worked out from rows and holidays. Pure: the same rows and zone give the same answer on a server in any zone.
/// A shift belongs to the local date on which it starts.
/// </summary>
public sealed class DutyPlan(DutyRows rows, CityDays days, TimeZoneInfo zone)
{
    private readonly Dictionary<(Guid, DateOnly), DutyDate> dates = rows.Dates.ToDictionary(d => (d.ShiftId, d.On));
    private readonly ILookup<Guid, Leave> leaves = rows.Leaves.ToLookup(l => l.UserId);

    /// <summary>The rosters it was made from.</summary>
    public IReadOnlyList<Roster> Rosters => rows.Rosters;

    /// <summary>The local date of an instant.</summary>
    public DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The turns of a roster that start on the local dates from one to another, both included, in order. None of a roster that is not in use.</summary>
    public IEnumerable<DutyTurn> Turns(Roster roster, DateOnly from, DateOnly to)
    {
        for (var date = from; roster.Active && date <= to; date = date.AddDays(1))
        {
            var day = days.Of(date);
            foreach (var shift in roster.ByTime)
                if (shift.StartsOn(date, day))
                    yield return Turn(roster, shift, date);
        }
    }

    /// <summary>A shift of a roster on a date; null when it is not on.</summary>
    public DutyTurn? TurnOn(Roster roster, Guid shiftId, DateOnly date) =>
        roster.Active && roster.Shifts.Find(s => s.Id == shiftId) is { } shift && shift.StartsOn(date, days.Of(date)) ? Turn(roster, shift, date) : null;

    /// <summary>The turns that hold an instant, the one that started last first.</summary>
    public IEnumerable<DutyTurn> TurnsAt(Roster roster, DateTimeOffset at)
    {
        var today = DateOf(at);
        // A night shift that holds the instant may have started yesterday.
        return Turns(roster, today.AddDays(-1), today).Where(t => t.Span.Holds(at)).OrderByDescending(t => t.Span.StartsAt).ThenBy(t => t.Span.Shift.Name, StringComparer.Ordinal);
    }

    /// <summary>The people on duty at an instant with a role, for a department or (null) the center; those in charge first.</summary>
    public IReadOnlyList<OnDutyPerson> OnDuty(Role role, Guid? departmentId, DateTimeOffset at) =>
        OnDuty(rows.Rosters.Where(r => r.Role == role && r.DepartmentId == departmentId), at);

    /// <summary>The people whom these rosters have on duty at an instant; those in charge first, each once.</summary>
    public IReadOnlyList<OnDutyPerson> OnDuty(IEnumerable<Roster> rosters, DateTimeOffset at) =>
    [
        .. rosters.SelectMany(r => TurnsAt(r, at)).SelectMany(t => t.PresentAt(at).Select((slot, place) => Of(t, slot, at, place == 0)))
            .OrderByDescending(p => p.InCharge)
            .DistinctBy(p => p.UserId),
    ];

    /// <summary>When a roster has nobody between two instants: at any hour where it must always have somebody, else during its shifts.</summary>
    public IReadOnlyList<DutyGap> Gaps(Roster roster, DateTimeOffset fromAt, DateTimeOffset untilAt)
    {
        if (!roster.Active)
            return [];
        var turns = Turns(roster, DateOf(fromAt).AddDays(-1), DateOf(untilAt)).Where(t => t.Span.Meets(fromAt, untilAt)).ToList();
        var needed = roster.AroundTheClock ? [new Stretch(fromAt, untilAt)] : turns.Select(t => new Stretch(t.Span.StartsAt, t.Span.EndsAt).Within(fromAt, untilAt));
        var there = turns.SelectMany(t => t.Slots.SelectMany(s => s.Present(t.Span.StartsAt, t.Span.EndsAt)));
        return [.. Stretch.Minus(needed, there).Select(gap => new DutyGap(roster, gap.FromAt, gap.UntilAt, [.. turns.Where(t => t.Span.Meets(gap.FromAt, gap.UntilAt))]))];
    }

    /// <summary>The turns in which somebody has a place, absent or not, that start on these local dates, in order of time.</summary>
    public IReadOnlyList<DutyTurn> TurnsOf(Guid userId, DateOnly from, DateOnly to) =>
        [.. rows.Rosters.SelectMany(r => Turns(r, from, to)).Where(t => t.Names(userId)).OrderBy(t => t.Span.StartsAt)];

    /// <summary>The name of somebody whom the rows name.</summary>
    public string? NameOf(Guid userId) => rows.People.GetValueOrDefault(userId)?.Name;

    /// <summary>Somebody's leaves in the window.</summary>
    public IEnumerable<Leave> LeavesOf(Guid userId) => leaves[userId];

    private DutyTurn Turn(Roster roster, Shift shift, DateOnly date)
    {
        var span = shift.SpanOn(date, zone);
        var said = dates.GetValueOrDefault((shift.Id, date));
        var crew = roster.CrewOn(shift, date);
        IReadOnlyList<Guid> planned = said?.People ?? crew?.Members ?? [];
        var people = rows.Swaps.Aggregate(planned, (before, swap) => [.. swap.Apply(shift.Id, date, before)]);
        return new DutyTurn(roster, span, said, crew, [.. people.Select(id => Slot(roster, span, id, planned))]);
    }

    private DutySlot Slot(Roster roster, ShiftSpan span, Guid id, IReadOnlyList<Guid> planned)
    {
        var swapped = planned.Contains(id) ? null : rows.Swaps.LastOrDefault(s => (s.TakerId == id && s.GivenShiftId == span.Shift.Id && s.GivenOn == span.On)
            || (s.GiverId == id && s.ReturnShiftId == span.Shift.Id && s.ReturnOn == span.On));
        var insteadOf = swapped is null ? null : Person(swapped.TakerId == id ? swapped.GiverId : swapped.TakerId);
        var person = Person(id);
        return new DutySlot(person, insteadOf, person.UnfitFor(roster), [.. leaves[id].Where(l => span.Meets(l.FromAt, l.UntilAt))]);
    }

    // An account that is not there at all is as good as closed.
    private DutyPerson Person(Guid id) => rows.People.GetValueOrDefault(id) ?? new DutyPerson(id, "?", [], null, Active: false);

    private static OnDutyPerson Of(DutyTurn turn, DutySlot slot, DateTimeOffset at, bool inCharge)
    {
        var away = slot.Leaves.Where(l => l.FromAt > at).Select(l => l.FromAt).Order().Append(turn.Span.EndsAt).Min();
        return new OnDutyPerson(slot.Person.Id, slot.Person.Name, turn.Roster.Role, turn.Roster.DepartmentId, turn.Roster.Id, away, inCharge);
    }
}
