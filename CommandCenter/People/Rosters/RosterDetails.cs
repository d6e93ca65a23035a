using CommandCenter.Access;

namespace CommandCenter.People.Rosters;

/// <summary>What is said about a roster; also what the Journal keeps of it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="NameEn">Its English name, where it has another.</param>
/// <param name="Role">The role of everybody on it; fixed once it is there.</param>
/// <param name="DepartmentId">The department it belongs to; null for the center. Fixed once it is there.</param>
/// <param name="AroundTheClock">Whether somebody must be on duty at every hour, or only during its shifts.</param>
/// <param name="RotationStartsOn">The local date on which every shift's first crew has it.</param>
/// <param name="RotationDays">After how many days the next crew takes a shift.</param>
/// <param name="Crews">The crews that take turns, in their order.</param>
/// <param name="Shifts">The shifts.</param>
/// <param name="Active">Whether it is in use.</param>
public sealed record RosterDetails(
    string Name, string? NameEn, Role Role, Guid? DepartmentId, bool AroundTheClock, DateOnly RotationStartsOn, int RotationDays,
    IReadOnlyList<CrewDetails> Crews, IReadOnlyList<ShiftDetails> Shifts, bool Active = true);

/// <summary>What is said about a crew.</summary>
/// <param name="Id">The crew; null for a new one.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Members">Its people; the first who is there is in charge.</param>
public sealed record CrewDetails(Guid? Id, string Name, IReadOnlyList<Guid> Members);

/// <summary>What is said about a shift.</summary>
/// <param name="Id">The shift; null for a new one.</param>
/// <param name="Name">What people call it.</param>
/// <param name="StartsAt">Local time of day.</param>
/// <param name="EndsAt">Local time of day; not later than the start means on the next day.</param>
/// <param name="Days">The days of the week on which it starts.</param>
/// <param name="Holidays">What a holiday does to it.</param>
/// <param name="FirstCrew">The crew, counted from 0, that has it on the rotation's first day.</param>
public sealed record ShiftDetails(Guid? Id, string Name, TimeOnly StartsAt, TimeOnly EndsAt, IReadOnlyList<DayOfWeek> Days, HolidayRule Holidays = HolidayRule.Same, int FirstCrew = 0);
