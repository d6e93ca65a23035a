using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Devices;

/// <summary>The three thresholds of a gauge, rising.</summary>
public enum ThresholdLevel
{
    /// <summary>设防.</summary>
    Watch = 1,

    /// <summary>警戒.</summary>
    Warning = 2,

    /// <summary>保证.</summary>
    Limit = 3,
}

/// <summary>
/// A device's own thresholds for one quantity from an instant on, until the next set begins: stations change theirs over the years, and what was judged then stays judged by
/// what was in force then. A threshold of 0 or blank in a source means "not set" and is null here.
/// </summary>
public sealed class DeviceThresholds
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>The device.</summary>
    public required Guid DeviceId { get; init; }

    /// <summary>The quantity's code.</summary>
    public required string Quantity { get; init; }

    /// <summary>The instant from which it is in force.</summary>
    public required DateTimeOffset FromAt { get; init; }

    /// <summary>设防, in the quantity's unit; null: not set.</summary>
    public double? Watch { get; init; }

    /// <summary>警戒; null: not set.</summary>
    public double? Warning { get; init; }

    /// <summary>保证; null: not set.</summary>
    public double? Limit { get; init; }

    /// <summary>The highest level whose threshold the value has reached (<c>&gt;=</c>); null below all of them. What is not set is never reached.</summary>
    public ThresholdLevel? LevelOf(double value) => value >= Limit ? ThresholdLevel.Limit : value >= Warning ? ThresholdLevel.Warning : value >= Watch ? ThresholdLevel.Watch : null;

    /// <summary>Whether it says the same as another set.</summary>
    public bool Says(double? watch, double? warning, double? limit) => Watch == watch && Warning == warning && Limit == limit;

    /// <summary>The threshold of a level; null: not set.</summary>
    public double? Of(ThresholdLevel level) => level switch
    {
        ThresholdLevel.Watch => Watch,
        ThresholdLevel.Warning => Warning,
        ThresholdLevel.Limit => Limit,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };
}

internal sealed class DeviceThresholdsTable : IEntityTypeConfiguration<DeviceThresholds>
{
    public void Configure(EntityTypeBuilder<DeviceThresholds> thresholds)
    {
        thresholds.ToTable("DeviceThresholds");
        thresholds.Property(t => t.Id).ValueGeneratedNever();
        thresholds.Property(t => t.Quantity).HasMaxLength(Devices.Quantity.CodeLength);
        thresholds.HasIndex(t => new { t.DeviceId, t.Quantity, t.FromAt }).IsUnique();
    }
}
