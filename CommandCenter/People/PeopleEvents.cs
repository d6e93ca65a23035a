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

/// <summary>A shift came onto the roster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StartsAt">Local time of day at which it starts.</param>
/// <param name="EndsAt">Local time of day at which it ends; not later than the start means on the next day.</param>
/// <param name="Days">The days on which it starts.</param>
public sealed record ShiftAdded(string Name, TimeOnly StartsAt, TimeOnly EndsAt, IReadOnlyList<DayOfWeek> Days) : IEvent;

/// <summary>A shift was taken off the roster.</summary>
/// <param name="Name">Its name.</param>
public sealed record ShiftRemoved(string Name) : IEvent;

/// <summary>A shift took over. Rooms above add to the handover what they leave behind: open tickets, unacknowledged alarms.</summary>
/// <param name="HandoverId">The <see cref="ShiftHandover"/> row.</param>
/// <param name="Shift">The name of the shift that took over.</param>
/// <param name="Before">The name of the shift that handed over; null when nobody was on duty.</param>
/// <param name="On">The local date on which the shift starts.</param>
/// <param name="StartsAt">When it starts.</param>
/// <param name="EndsAt">When it ends.</param>
public sealed record ShiftChanged(Guid HandoverId, string Shift, string? Before, DateOnly On, DateTimeOffset StartsAt, DateTimeOffset EndsAt) : IEvent;
