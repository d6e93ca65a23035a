using CommandCenter.People.Rosters;
using CommandCenter.Platform.Journal;

namespace CommandCenter.People;

/// <summary>A department came into being.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The department it belongs to.</param>
public sealed record DepartmentAdded(string Code, string Name, Guid? ParentId) : IEvent;

/// <summary>A department is no longer as it was; carries what it is now.</summary>
/// <param name="Changed">What changed: <c>name</c>, <c>aliases</c>, <c>parent</c>, <c>phone</c>, <c>active</c>.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="Aliases">Its other spellings.</param>
/// <param name="ParentId">The department it belongs to.</param>
/// <param name="Active">Whether it is in use.</param>
public sealed record DepartmentChanged(
    IReadOnlyList<string> Changed, string Code, string Name, string? NameEn, IReadOnlyList<string> Aliases, Guid? ParentId, bool Active) : IEvent
{
    /// <summary>What <paramref name="department"/> is now.</summary>
    public static DepartmentChanged Of(Department department, params IReadOnlyList<string> changed) =>
        new(changed, department.Code, department.Name, department.NameEn, [.. department.Aliases], department.ParentId, department.Active);
}

/// <summary>A roster came into being.</summary>
/// <param name="Roster">What it is.</param>
public sealed record RosterAdded(RosterDetails Roster) : IEvent;

/// <summary>A roster is no longer as it was.</summary>
/// <param name="Roster">What it is now.</param>
public sealed record RosterChanged(RosterDetails Roster) : IEvent;

/// <summary>For one date somebody said who has a shift, in place of the crew whose turn it is.</summary>
/// <param name="ShiftId">The shift.</param>
/// <param name="Shift">Its name.</param>
/// <param name="On">The local date on which it starts.</param>
/// <param name="People">Who has it; nobody where empty.</param>
public sealed record DutyDateSet(Guid ShiftId, string Shift, DateOnly On, IReadOnlyList<Guid> People) : IEvent;

/// <summary>On one date the crew has a shift again whose turn it is.</summary>
/// <param name="ShiftId">The shift.</param>
/// <param name="Shift">Its name.</param>
/// <param name="On">The local date on which it starts.</param>
public sealed record DutyDateCleared(Guid ShiftId, string Shift, DateOnly On) : IEvent;

/// <summary>Somebody was given leave.</summary>
/// <param name="UserId">Who.</param>
/// <param name="FromAt">The first instant they are away.</param>
/// <param name="UntilAt">The first instant they are there again.</param>
public sealed record LeaveEntered(Guid UserId, DateTimeOffset FromAt, DateTimeOffset UntilAt) : IEvent;

/// <summary>A leave was taken back before it began, or cut short.</summary>
/// <param name="UserId">Who.</param>
/// <param name="FromAt">When it began, or should have.</param>
/// <param name="UntilAt">When it ended; the same as <paramref name="FromAt"/> where it never began.</param>
public sealed record LeaveEnded(Guid UserId, DateTimeOffset FromAt, DateTimeOffset UntilAt) : IEvent;

/// <summary>Somebody asked another to take a shift, or somebody who leads the roster entered that they do.</summary>
/// <param name="Swap">Who gives what to whom.</param>
/// <param name="Entered">Whether it was entered by a lead and is in force.</param>
public sealed record SwapMade(SwapDetails Swap, bool Entered) : IEvent;

/// <summary>A swap was accepted, refused or withdrawn.</summary>
/// <param name="State">What it is now.</param>
/// <param name="Before">What it was.</param>
public sealed record SwapDecided(SwapState State, SwapState Before) : IEvent;

/// <summary>A shift took over. Rooms above add to the handover what they leave behind: open tickets, unacknowledged alarms.</summary>
/// <param name="HandoverId">The <see cref="ShiftHandover"/> row.</param>
/// <param name="RosterId">The roster of both shifts.</param>
/// <param name="Shift">The name of the shift that took over.</param>
/// <param name="Before">The name of the shift that handed over; null when nobody was on duty.</param>
/// <param name="InChargeId">Who was in charge when it took over; null when the shift had nobody.</param>
/// <param name="On">The local date on which the shift starts.</param>
/// <param name="StartsAt">When it starts.</param>
/// <param name="EndsAt">When it ends.</param>
public sealed record ShiftChanged(
    Guid HandoverId, Guid RosterId, string Shift, string? Before, Guid? InChargeId, DateOnly On, DateTimeOffset StartsAt, DateTimeOffset EndsAt) : IEvent;

/// <summary>Somebody of the field staff agreed that their position is known.</summary>
public sealed record PositionConsentGiven : IEvent;

/// <summary>They took it back; what was known of their positions is erased.</summary>
public sealed record PositionConsentWithdrawn : IEvent;
