using CommandCenter.Platform.Journal;

namespace CommandCenter.Areas;

/// <summary>An area came into the tree.</summary>
/// <param name="Level">How large it is.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The area it lies in.</param>
public sealed record AreaAdded(AreaLevel Level, string Code, string Name, Guid? ParentId) : IEvent;

/// <summary>An area is no longer as it was. It carries what it is now; outlines are too large for the Journal and are only named.</summary>
/// <param name="Changed">What changed: <c>code</c>, <c>name</c>, <c>aliases</c>, <c>parent</c>, <c>active</c>, <c>outline</c>.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="Aliases">Its other spellings.</param>
/// <param name="ParentId">The area it lies in.</param>
/// <param name="Active">Whether it is in use.</param>
public sealed record AreaChanged(
    IReadOnlyList<string> Changed, string Code, string Name, string? NameEn, IReadOnlyList<string> Aliases, Guid? ParentId, bool Active) : IEvent
{
    /// <summary>What <paramref name="area"/> is now.</summary>
    public static AreaChanged Of(Area area, params IReadOnlyList<string> changed) =>
        new(changed, area.Code, area.Name, area.NameEn, [.. area.Aliases], area.ParentId, area.Active);
}
