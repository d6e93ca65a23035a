using System.Collections.Immutable;
using CommandCenter.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Alarms.Panels;

/// <summary>A component that follows the live alarms; which ones changed is enough for it.</summary>
public abstract class AlarmListener : LiveListener<AlarmView>
{
    /// <summary>The live alarms.</summary>
    [Inject] protected AlarmsLive Live { get; set; } = null!;

    /// <inheritdoc/>
    protected override LiveSet<Guid, AlarmView> Followed => Live.Set;

    /// <summary>Takes changes over, the whole set first; true when the component is to render.</summary>
    protected abstract Task<bool> Hear(IReadOnlyCollection<Guid> changed);

    /// <inheritdoc/>
    protected sealed override Task Show(ImmutableDictionary<Guid, AlarmView> all) => Hear([.. all.Keys]);

    /// <inheritdoc/>
    protected sealed override Task<bool> Hear(IReadOnlyList<LiveChange<Guid, AlarmView>> changes) => Hear([.. changes.Select(c => c.Key)]);
}
