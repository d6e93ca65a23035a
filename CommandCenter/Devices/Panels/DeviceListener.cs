using CommandCenter.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Devices.Panels;

/// <summary>A component that follows the live devices.</summary>
public abstract class DeviceListener : LiveListener<DeviceView>
{
    /// <summary>The live devices.</summary>
    [Inject] protected DevicesLive Live { get; set; } = null!;

    /// <inheritdoc/>
    protected override LiveSet<Guid, DeviceView> Followed => Live.Set;
}
