namespace CommandCenter.Devices;

/// <summary>The newest value of one quantity.</summary>
/// <param name="Quantity">The quantity's code.</param>
/// <param name="Value">In its unit.</param>
/// <param name="At">When it was measured.</param>
public sealed record LatestValue(string Quantity, double Value, DateTimeOffset At);

/// <summary>A device as maps, lists and the hub show it: immutable, shared by every screen.</summary>
/// <param name="Latest">The newest value of each quantity it measures, the most important first.</param>
public sealed record DeviceView(
    Guid Id, long Sequence, string Code, string Name, string KindCode, double? Latitude, double? Longitude, string? PlaceText, Guid? AreaId, Guid? DepartmentId,
    Guid? GridWorkerId, DeviceState State, DateTimeOffset? LastSeenAt, IReadOnlyList<LatestValue> Latest);
