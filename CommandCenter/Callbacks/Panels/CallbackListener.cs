using CommandCenter.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Callbacks.Panels;

/// <summary>A component that follows the live callbacks.</summary>
public abstract class CallbackListener : LiveListener<CallbackView>
{
    /// <summary>The live callbacks.</summary>
    [Inject] protected CallbacksLive Live { get; set; } = null!;

    /// <inheritdoc/>
    protected override LiveSet<Guid, CallbackView> Followed => Live.Set;
}
