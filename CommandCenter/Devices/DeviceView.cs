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
    Guid? GridWorkerId, DeviceState State, DateTimeOffset? LastSeenAt, IReadOnlyList<LatestValue> Latest)
{
    /// <summary>The gateway it speaks through.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Why it is out of service; null while it is in service.</summary>
    public string? ServiceReason { get; init; }

    /// <summary>When it returns to service by itself.</summary>
    public DateTimeOffset? ServiceUntilAt { get; init; }

    /// <summary>What is known of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="kind">Its kind; null while that is not known here yet.</param>
    /// <param name="latest">Its newest values.</param>
    public static DeviceView Of(Device device, DeviceKind? kind, IEnumerable<LatestValue> latest) => new(
        device.Id, device.Sequence, device.Code, device.Name, kind?.Code ?? "", device.Latitude, device.Longitude, device.PlaceText, device.AreaId, device.DepartmentId,
        device.GridWorkerId, device.State, device.LastSeenAt, Ordered(latest, kind))
    {
        ParentId = device.ParentId,
        ServiceReason = device.ServiceReason,
        ServiceUntilAt = device.ServiceUntilAt,
    };

    /// <summary>The newest value of a quantity; null before the first.</summary>
    public LatestValue? LatestOf(string quantity) => Latest.FirstOrDefault(l => l.Quantity == quantity);

    /// <summary>The same device with newer values; itself when none is.</summary>
    /// <param name="values">What was heard.</param>
    /// <param name="seenAt">When it was heard of.</param>
    /// <param name="kind">Its kind, which says the order.</param>
    public DeviceView With(IEnumerable<LatestValue> values, DateTimeOffset? seenAt, DeviceKind? kind)
    {
        var newer = Latest.ToDictionary(l => l.Quantity);
        var changed = false;
        foreach (var value in values)
            if (!newer.TryGetValue(value.Quantity, out var known) || (value.At >= known.At && value != known))
                (newer[value.Quantity], changed) = (value, true);
        var seen = LastSeenAt is null || seenAt > LastSeenAt ? seenAt ?? LastSeenAt : LastSeenAt;
        return !changed && seen == LastSeenAt ? this : this with { LastSeenAt = seen, Latest = changed ? Ordered(newer.Values, kind) : Latest };
    }

    private static IReadOnlyList<LatestValue> Ordered(IEnumerable<LatestValue> latest, DeviceKind? kind) =>
        [.. latest.OrderBy(l => kind?.Quantities.FindIndex(q => q.Code == l.Quantity) is >= 0 and var place ? place : int.MaxValue).ThenBy(l => l.Quantity, StringComparer.Ordinal)];
}
