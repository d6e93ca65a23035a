using System.Globalization;
using CommandCenter.Platform.Http;

namespace CommandCenter.Devices.Administration;

/// <summary>What an administrator is typing about one device; what was stored meanwhile does not touch it.</summary>
public sealed class DeviceForm
{
    /// <summary>The device; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read, by which a change in between is found.</summary>
    public int Version { get; private init; }

    /// <summary>See <see cref="Device.Code"/>; fixed once it is there.</summary>
    public string Code { get; set; } = "";

    /// <summary>See <see cref="Device.Name"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>See <see cref="Device.KindId"/>.</summary>
    public Guid KindId { get; set; }

    /// <summary>The other spellings, one on each line.</summary>
    public string Aliases { get; set; } = "";

    /// <summary>Degrees as typed.</summary>
    public string? Latitude { get; set; }

    /// <summary>Degrees as typed.</summary>
    public string? Longitude { get; set; }

    /// <summary>See <see cref="Device.PlaceText"/>.</summary>
    public string? PlaceText { get; set; }

    /// <summary>See <see cref="Device.DepartmentId"/>.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>See <see cref="Device.GridWorkerId"/>.</summary>
    public Guid? GridWorkerId { get; set; }

    /// <summary>The gateway's code, name or alias.</summary>
    public string? Parent { get; set; }

    /// <summary>Filled with a device.</summary>
    public static DeviceForm Of(Device device, DeviceIndex index) => new()
    {
        Id = device.Id,
        Version = device.Version,
        Code = device.Code,
        Name = device.Name,
        KindId = device.KindId,
        Aliases = string.Join('\n', device.Aliases),
        Latitude = device.Latitude?.ToString(CultureInfo.InvariantCulture),
        Longitude = device.Longitude?.ToString(CultureInfo.InvariantCulture),
        PlaceText = device.PlaceText,
        DepartmentId = device.DepartmentId,
        GridWorkerId = device.GridWorkerId,
        Parent = device.ParentId is { } parent ? index.Find(parent)?.Code : null,
    };

    /// <summary>As the desk takes it.</summary>
    /// <exception cref="Refusal">A number is none, or there is no such gateway.</exception>
    public DeviceDetails Details(DeviceIndex index) => new(
        Code, Name, KindId, Aliases.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Degrees("latitude", Latitude), Degrees("longitude", Longitude),
        PlaceText, DepartmentId, GridWorkerId,
        string.IsNullOrWhiteSpace(Parent) ? null : index.FindByText(Parent)?.Id ?? throw Refusal.Invalid("parent", "there is no such device."));

    private static double? Degrees(string field, string? typed) => string.IsNullOrWhiteSpace(typed) ? null
        : double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees
        : throw Refusal.Invalid(field, "is not a number.");
}
