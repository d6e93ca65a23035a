using System.Collections.Immutable;
using CommandCenter.Access;

namespace CommandCenter.People.Rosters;

/// <summary>Somebody whom rosters name, as their account is now.</summary>
/// <param name="Id">Their account.</param>
/// <param name="Name">Their name as people read it.</param>
/// <param name="Roles">Their roles.</param>
/// <param name="DepartmentId">Their department.</param>
/// <param name="Active">Whether the account is open.</param>
public sealed record DutyPerson(Guid Id, string Name, ImmutableHashSet<Role> Roles, Guid? DepartmentId, bool Active)
{
    /// <summary>Why they cannot be on duty by a roster, whatever it says; null when they can.</summary>
    public Absence? UnfitFor(Roster roster) => !Active ? Absence.Closed
        : !Roles.Contains(roster.Role) ? Absence.OtherRole
        : roster.DepartmentId is { } department && department != DepartmentId ? Absence.OtherDepartment
        : null;
}

/// <summary>Why somebody whom the roster names is not there.</summary>
public enum Absence
{
    /// <summary>Their account is closed.</summary>
    Closed,

    /// <summary>They no longer have the roster's role.</summary>
    OtherRole,

    /// <summary>They no longer belong to the roster's department.</summary>
    OtherDepartment,

    /// <summary>They are on leave.</summary>
    Leave,
}

/// <summary>Somebody's place in a turn.</summary>
/// <param name="Person">Who.</param>
/// <param name="InsteadOf">Whose place it was before a swap; null where it is their own.</param>
/// <param name="Unfit">Why they are not there at all; null when they are, but for their leaves.</param>
/// <param name="Leaves">Their leaves during the turn.</param>
public sealed record DutySlot(DutyPerson Person, DutyPerson? InsteadOf, Absence? Unfit, IReadOnlyList<Leave> Leaves)
{
    /// <summary>Whether they are there at an instant of the turn.</summary>
    public bool PresentAt(DateTimeOffset at) => Unfit is null && !Leaves.Any(l => l.Holds(at));

    /// <summary>When they are there between two instants of the turn.</summary>
    public List<Stretch> Present(DateTimeOffset fromAt, DateTimeOffset untilAt) =>
        Unfit is null ? Stretch.Minus([new(fromAt, untilAt)], Leaves.Select(l => new Stretch(l.FromAt, l.UntilAt))) : [];
}

/// <summary>A shift of a roster on a date, with its people.</summary>
/// <param name="Roster">The roster.</param>
/// <param name="Span">The shift and its times.</param>
/// <param name="Date">What was said for this date alone; null where the crew has it whose turn it is.</param>
/// <param name="Crew">The crew whose turn it is.</param>
/// <param name="Slots">Its people, in the order in which they are in charge.</param>
public sealed record DutyTurn(Roster Roster, ShiftSpan Span, DutyDate? Date, Crew? Crew, IReadOnlyList<DutySlot> Slots)
{
    /// <summary>Who is there at an instant, the one in charge first.</summary>
    public IEnumerable<DutySlot> PresentAt(DateTimeOffset at) => Slots.Where(s => s.PresentAt(at));

    /// <summary>The times of the turn at which nobody is there.</summary>
    public List<Stretch> Empty() => Stretch.Minus([new(Span.StartsAt, Span.EndsAt)], Slots.SelectMany(s => s.Present(Span.StartsAt, Span.EndsAt)));

    /// <summary>Whether somebody has a place in it, absent or not.</summary>
    public bool Names(Guid userId) => Slots.Any(s => s.Person.Id == userId);
}

/// <summary>A time at which a roster has nobody.</summary>
/// <param name="Roster">The roster.</param>
/// <param name="FromAt">Its first instant.</param>
/// <param name="UntilAt">The first instant after it.</param>
/// <param name="Turns">The turns that should have had somebody then; none where no shift covers the time.</param>
public sealed record DutyGap(Roster Roster, DateTimeOffset FromAt, DateTimeOffset UntilAt, IReadOnlyList<DutyTurn> Turns);
