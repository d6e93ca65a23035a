using CommandCenter.Platform.Maps;

namespace CommandCenter.Devices.Panels;

/// <summary>How a device is drawn on maps: the icon of its kind in grey ink, dashed when it cannot be believed; colour is for what is abnormal.</summary>
public static class DeviceFaces
{
    /// <summary>Its mark; null where it has no place.</summary>
    public static MapMark? Mark(DeviceView device, DeviceKind? kind) => Position.TryCreate(device.Latitude, device.Longitude, out var at, out _)
        ? new MapMark(device.Id.ToString(), at, device.State == DeviceState.Online ? MapSymbol.Device : MapSymbol.DeviceStale, Label: device.Name, Icon: kind?.Icon)
        : null;
}
