using CommandCenter.Areas;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Devices;

/// <summary>What can be said about a device.</summary>
/// <param name="Code">See <see cref="Device.Code"/>; fixed once it is there.</param>
/// <param name="Name">See <see cref="Device.Name"/>.</param>
/// <param name="KindId">See <see cref="Device.KindId"/>.</param>
/// <param name="Aliases">See <see cref="Device.Aliases"/>.</param>
/// <param name="Latitude">WGS84 degrees; both or none.</param>
/// <param name="Longitude">WGS84 degrees; both or none.</param>
/// <param name="PlaceText">See <see cref="Device.PlaceText"/>.</param>
/// <param name="DepartmentId">See <see cref="Device.DepartmentId"/>.</param>
/// <param name="GridWorkerId">See <see cref="Device.GridWorkerId"/>.</param>
/// <param name="ParentId">See <see cref="Device.ParentId"/>.</param>
public sealed record DeviceDetails(
    string Code, string Name, Guid KindId, IReadOnlyList<string> Aliases, double? Latitude = null, double? Longitude = null, string? PlaceText = null,
    Guid? DepartmentId = null, Guid? GridWorkerId = null, Guid? ParentId = null)
{
    /// <summary>What is known of a device.</summary>
    public static DeviceDetails Of(Device device) => new(
        device.Code, device.Name, device.KindId, device.Aliases, device.Latitude, device.Longitude, device.PlaceText, device.DepartmentId, device.GridWorkerId, device.ParentId);

    /// <summary>Makes the device so; the area follows the point.</summary>
    /// <returns>The names of what changed.</returns>
    /// <exception cref="Refusal">A field is wrong: a coordinate that is no place is refused here, before anything draws it.</exception>
    internal IReadOnlyList<string> ApplyTo(Device device, AreaIndex areas)
    {
        var before = Of(device);
        var (area, aliases) = (device.AreaId, device.Aliases);
        var position = PositionOf(Latitude, Longitude);
        if (device.Name != Name.Trim())
            device.Rename(Name);
        // A renaming has just added the old name; it stays beside what the administrator wrote.
        device.SetAliases(Aliases.Concat(device.Aliases.Except(aliases)));
        device.BeOfKind(KindId);
        device.Place(position, PlaceText, position is { } at ? areas.SmallestAt(at.Latitude, at.Longitude)?.Id : null);
        device.GiveTo(DepartmentId, GridWorkerId);
        device.HangBelow(ParentId);
        return
        [
            .. Named("name", before.Name != device.Name),
            .. Named("aliases", !aliases.SequenceEqual(device.Aliases)),
            .. Named("kind", before.KindId != device.KindId),
            .. Named("place", (before.Latitude, before.Longitude, before.PlaceText, area) != (device.Latitude, device.Longitude, device.PlaceText, device.AreaId)),
            .. Named("department", before.DepartmentId != device.DepartmentId),
            .. Named("gridWorker", before.GridWorkerId != device.GridWorkerId),
            .. Named("parent", before.ParentId != device.ParentId),
        ];
    }

    /// <summary>The place of two numbers; null where neither is given.</summary>
    /// <exception cref="Refusal">They are no place; the refusal says why.</exception>
    public static Position? PositionOf(double? latitude, double? longitude)
    {
        if (latitude is null && longitude is null)
            return null;
        if (latitude is null || longitude is null)
            throw Refusal.Invalid(latitude is null ? "latitude" : "longitude", "is needed when the other coordinate is given.");
        if (Position.TryCreate(latitude, longitude, out var position, out var fault))
            return position;
        throw Refusal.Invalid(fault == PositionFault.LongitudeOutOfRange ? "longitude" : "latitude", fault switch
        {
            PositionFault.NotANumber => "is not a number.",
            PositionFault.NotSet => "0, 0 means that the place is not set.",
            PositionFault.Projected => $"{latitude}, {longitude} are metres or feet of a projection, not WGS84 degrees.",
            PositionFault.Swapped => $"{latitude} is a longitude; the two have changed places.",
            PositionFault.LongitudeOutOfRange => $"{longitude} is outside -180 to 180 degrees (WGS84).",
            _ => $"{latitude} is outside -90 to 90 degrees (WGS84).",
        });
    }

    private static IEnumerable<string> Named(string name, bool changed) => changed ? [name] : [];
}
