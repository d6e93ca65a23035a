using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Devices;

/// <summary>The newest value of one quantity of one device as a row, written by <see cref="MeasurementStore"/> in the transaction of the measurement.</summary>
public sealed class DeviceLatest
{
    /// <summary>The device.</summary>
    public required Guid DeviceId { get; init; }

    /// <summary>The quantity's code.</summary>
    public required string Quantity { get; init; }

    /// <summary>In the quantity's unit.</summary>
    public required double Value { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When this row was written; other nodes read what was written since they looked.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The process that wrote it, which knows it already.</summary>
    public required Guid Writer { get; init; }
}

internal sealed class DeviceLatestTable : IEntityTypeConfiguration<DeviceLatest>
{
    public void Configure(EntityTypeBuilder<DeviceLatest> latest)
    {
        latest.ToTable("DeviceLatest");
        latest.HasKey(l => new { l.DeviceId, l.Quantity });
        latest.Property(l => l.Quantity).HasMaxLength(Quantity.CodeLength);
        latest.HasIndex(l => l.WrittenAt);
    }
}
