using CommandCenter.Access;

namespace CommandCenter.People;

/// <summary>Where a member of the field staff was last.</summary>
/// <param name="UserId">Who.</param>
/// <param name="DisplayName">Their name as people read it.</param>
/// <param name="Role">The field role they have; of several the first of <see cref="PeopleOptions.FieldRoles"/>.</param>
/// <param name="DepartmentId">Their department.</param>
/// <param name="Latitude">WGS84 degrees north.</param>
/// <param name="Longitude">WGS84 degrees east.</param>
/// <param name="AccuracyMeters">The radius within which their device says they are, in metres; null when it does not say.</param>
/// <param name="At">When they were there, by their device's clock.</param>
public sealed record StaffPosition(Guid UserId, string DisplayName, Role Role, Guid? DepartmentId, double Latitude, double Longitude, double? AccuracyMeters, DateTimeOffset At)
{
    /// <summary>A phone reports every 20 seconds while it moves; a position is live while at most one report is missing.</summary>
    public static readonly TimeSpan LiveFor = TimeSpan.FromSeconds(40);

    /// <summary>An older position says where somebody was, not where they are.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(5);

    /// <summary>How much can be made of it at an instant.</summary>
    public PositionFreshness FreshnessAt(DateTimeOffset now) => now - At is var age && age <= LiveFor ? PositionFreshness.Live
        : age <= StaleAfter ? PositionFreshness.Recent
        : PositionFreshness.Stale;
}

/// <summary>How much can be made of a position.</summary>
public enum PositionFreshness
{
    /// <summary>实时: at most 40 seconds old.</summary>
    Live,

    /// <summary>近期: at most 5 minutes old.</summary>
    Recent,

    /// <summary>陈旧: older; screens say so.</summary>
    Stale,
}
