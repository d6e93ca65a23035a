using CommandCenter.Platform.Journal;

namespace CommandCenter.Devices;

/// <summary>Everything people can see happen to a device: the room's face to the rooms above it. The Journal's subject is <see cref="DeviceSubject.Name"/>.</summary>
public interface IDeviceEvent : IEvent;

/// <summary>The Journal's subject of devices.</summary>
public static class DeviceSubject
{
    /// <summary>The word.</summary>
    public const string Name = "device";
}

/// <summary>A device was added, by hand or by an import.</summary>
public sealed record DeviceAdded(string Code, string Name, string Kind) : IDeviceEvent;

/// <summary>What is known of a device was changed; <paramref name="Change"/> says what.</summary>
public sealed record DeviceChanged(string Code, string Change) : IDeviceEvent;

/// <summary>离线: it has been silent for longer than its kind allows.</summary>
public sealed record DeviceWentOffline(string Code, DateTimeOffset? LastSeenAt) : IDeviceEvent;

/// <summary>恢复在线.</summary>
public sealed record DeviceCameOnline(string Code) : IDeviceEvent;

/// <summary>停用: for maintenance, with a reason; alarms of it are hidden until it is back.</summary>
public sealed record DeviceTakenOutOfService(string Code, string Reason, DateTimeOffset? UntilAt) : IDeviceEvent;

/// <summary>Back from maintenance.</summary>
public sealed record DeviceReturnedToService(string Code) : IDeviceEvent;
