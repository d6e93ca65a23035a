using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Devices;

/// <summary>What is doubtful about a measurement; it is kept as given, flagged and counted.</summary>
[Flags]
public enum MeasurementDoubts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It came after one with a later instant: stored, and no longer judged.</summary>
    Late = 1,

    /// <summary>Its instant lies further in the future than clocks may differ: stored, and not judged.</summary>
    Future = 2,

    /// <summary>Another value for the same device, quantity and instant: stored, and judged in order of arrival.</summary>
    Correction = 4,
}

/// <summary>测量值: one value of one device at one instant, in the unit of its quantity.</summary>
public sealed class Measurement
{
    /// <summary>
    /// Made from the identity (the sender's message id, else device, quantity, instant and value), so that the same measurement sent twice is the same row. Begins with the
    /// instant where there is no message id, so that rows lie in order of time.
    /// </summary>
    public required Guid Id { get; init; }

    /// <summary>The device.</summary>
    public required Guid DeviceId { get; init; }

    /// <summary>The quantity's code.</summary>
    public required string Quantity { get; init; }

    /// <summary>When it was measured: the measurement's own time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The value, in the quantity's unit.</summary>
    public required double Value { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What is doubtful about it.</summary>
    public MeasurementDoubts Doubts { get; init; }
}

internal sealed class MeasurementTable : IEntityTypeConfiguration<Measurement>
{
    public void Configure(EntityTypeBuilder<Measurement> measurement)
    {
        measurement.ToTable("Measurements");
        measurement.Property(m => m.Id).ValueGeneratedNever();
        measurement.Property(m => m.Quantity).HasMaxLength(Devices.Quantity.CodeLength);
        measurement.Property(m => m.Doubts).HasConversion<int>();
        measurement.HasIndex(m => new { m.DeviceId, m.Quantity, m.At });
        measurement.HasIndex(m => m.At); // what is too old is found by it
    }
}
