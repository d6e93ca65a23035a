using CommandCenter.Platform.Journal;

namespace CommandCenter.Devices;

/// <summary>Everything people can see happen to a device: the room's face to the rooms above it. The Journal's subject is <see cref="DeviceSubject.Name"/>.</summary>
public interface IDeviceEvent : IEvent;

/// <summary>The Journal's subjects of this room.</summary>
public static class DeviceSubject
{
    /// <summary>A device.</summary>
    public const string Name = "device";

    /// <summary>A kind of device.</summary>
    public const string Kind = "device-kind";
}

/// <summary>A device was added, by hand or by an import.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind's code.</param>
public sealed record DeviceAdded(string Code, string Name, string Kind) : IDeviceEvent;

/// <summary>What is known of a device was changed.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Change">The names of what changed: <c>name</c>, <c>aliases</c>, <c>kind</c>, <c>place</c>, <c>department</c>, <c>gridWorker</c>, <c>parent</c>, with commas between.</param>
public sealed record DeviceChanged(string Code, string Change) : IDeviceEvent;

/// <summary>Its thresholds for a quantity are others from an instant on.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Quantity">The quantity's code.</param>
/// <param name="FromAt">From when on.</param>
/// <param name="Watch">设防; null: not set.</param>
/// <param name="Warning">警戒; null: not set.</param>
/// <param name="Limit">保证; null: not set.</param>
public sealed record DeviceThresholdsSet(string Code, string Quantity, DateTimeOffset FromAt, double? Watch, double? Warning, double? Limit) : IDeviceEvent;

/// <summary>离线: it has been silent for longer than its kind allows. Written once for each silence.</summary>
public sealed record DeviceWentOffline(string Code, DateTimeOffset? LastSeenAt) : IDeviceEvent;

/// <summary>恢复在线.</summary>
public sealed record DeviceCameOnline(string Code) : IDeviceEvent;

/// <summary>停用: for maintenance, with a reason; alarms of it are hidden until it is back.</summary>
public sealed record DeviceTakenOutOfService(string Code, string Reason, DateTimeOffset? UntilAt) : IDeviceEvent;

/// <summary>Back from maintenance.</summary>
public sealed record DeviceReturnedToService(string Code) : IDeviceEvent;

/// <summary>A kind was added.</summary>
public sealed record DeviceKindAdded(string Code, string Name) : IEvent;

/// <summary>Names, icon, silence or quantities of a kind were changed.</summary>
public sealed record DeviceKindChanged(string Code) : IEvent;
