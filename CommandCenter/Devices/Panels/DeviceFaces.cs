using CommandCenter.Platform.Maps;

namespace CommandCenter.Devices.Panels;

/// <summary>How a device in order, or one that is not heard of, looks on a map.</summary>
public static class DeviceFaces
{
    /// <summary>The mark; null where its place is not known.</summary>
    /// <param name="device">The device.</param>
    /// <param name="icon">The icon of its kind.</param>
    public static MapMark? Mark(DeviceView device, string? icon) => Position.TryCreate(device.Latitude, device.Longitude, out var at, out _)
        ? new MapMark(device.Id.ToString("N"), at, device.State == DeviceState.Online ? MapSymbol.Device : MapSymbol.DeviceStale, Label: device.Name, Icon: icon)
        : null;
}
