using System.Collections.Immutable;

namespace CommandCenter.Platform.Live;

/// <summary>A component that follows one live set and renders once per batch that concerns it.</summary>
public abstract class LiveListener<TView> : LiveComponent where TView : class
{
    /// <summary>Batches come no more often.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    /// <summary>The set that is followed.</summary>
    protected abstract LiveSet<Guid, TView> Followed { get; }

    /// <summary>Takes the whole set over; the component renders afterwards.</summary>
    protected abstract Task Show(ImmutableDictionary<Guid, TView> all);

    /// <summary>Takes changes over; true when the component is to render.</summary>
    protected abstract Task<bool> Hear(IReadOnlyList<LiveChange<Guid, TView>> changes);

    /// <inheritdoc/>
    protected sealed override IEnumerable<Task> Ears() => [Follow(Followed, Pace, Begin, Go)];

    private async Task Begin(ImmutableDictionary<Guid, TView> all)
    {
        await Show(all);
        StateHasChanged();
    }

    private async Task Go(IReadOnlyList<LiveChange<Guid, TView>> changes)
    {
        if (await Hear(changes))
            StateHasChanged();
    }
}
