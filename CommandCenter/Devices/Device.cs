using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Devices;

/// <summary>Whether a device can be believed.</summary>
public enum DeviceState
{
    /// <summary>在线: it has been heard of lately.</summary>
    Online,

    /// <summary>离线: it has been silent for longer than its kind allows.</summary>
    Offline,

    /// <summary>停用: taken out for maintenance; what it says raises no alarm.</summary>
    OutOfService,
}

/// <summary>设备: what senses at a place. Changed only through the desk and the imports of this room, read by everybody through <see cref="DeviceIndex"/>.</summary>
public sealed class Device : IVersioned
{
    /// <summary>The longest code.</summary>
    public const int CodeLength = 80;

    /// <summary>The longest name and the longest alias.</summary>
    public const int NameLength = 200;

    /// <summary>Its lasting id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Counts devices from 1; what lists page by, because Guids sort differently in each database.</summary>
    public required long Sequence { get; init; }

    /// <summary>What programs call it, e.g. <c>GD-2207</c>; unique, compared without regard to case.</summary>
    public required string Code { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>Its kind.</summary>
    public required Guid KindId { get; set; }

    /// <summary>Other spellings that senders use; compared by <see cref="Areas.Spelling.Normalize"/>.</summary>
    public List<string> Aliases { get; set; } = [];

    /// <summary>WGS84 degrees.</summary>
    public double? Latitude { get; set; }

    /// <summary>WGS84 degrees.</summary>
    public double? Longitude { get; set; }

    /// <summary>The place in words, to the building: <c>花园里社区 7 栋</c>.</summary>
    public string? PlaceText { get; set; }

    /// <summary>The smallest area, by point.</summary>
    public Guid? AreaId { get; set; }

    /// <summary>The department that answers for it.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>The grid worker whose phone it rings.</summary>
    public Guid? GridWorkerId { get; set; }

    /// <summary>Whether it can be believed.</summary>
    public DeviceState State { get; set; } = DeviceState.Online;

    /// <summary>The instant of the newest thing heard of it; null before the first.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

internal sealed class DeviceTable : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> device)
    {
        device.ToTable("Devices");
        device.Property(d => d.Id).ValueGeneratedNever();
        device.Property(d => d.Code).HasMaxLength(Device.CodeLength);
        device.Property(d => d.Name).HasMaxLength(Device.NameLength);
        device.Property(d => d.PlaceText).HasMaxLength(500);
        device.HasIndex(d => d.Code).IsUnique();
        device.HasIndex(d => d.Sequence).IsUnique();
        device.HasIndex(d => d.KindId);
        device.HasIndex(d => new { d.Latitude, d.Longitude });
    }
}
