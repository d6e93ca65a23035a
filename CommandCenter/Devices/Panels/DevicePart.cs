namespace CommandCenter.Devices.Panels;

/// <summary>
/// A panel that a room above puts onto the page of a device: <c>services.AddSingleton(new DevicePart(10, typeof(DeviceAlarms)))</c>. The component takes one parameter,
/// <c>Device</c>, a <see cref="DeviceView"/>.
/// </summary>
/// <param name="Order">Position from the top.</param>
/// <param name="Component">The component.</param>
public sealed record DevicePart(int Order, Type Component);
