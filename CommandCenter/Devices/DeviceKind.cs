using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Devices;

/// <summary>What a kind of device measures.</summary>
/// <param name="Code">What messages call it, e.g. <c>level</c>.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEn">English.</param>
/// <param name="Unit">As it is written behind a value, e.g. <c>m</c>, <c>% LEL</c>; empty for a state (0 or 1).</param>
/// <param name="Decimals">How many are shown.</param>
public sealed record Quantity(string Code, string Name, string NameEn, string Unit, int Decimals);

/// <summary>设备类型: what devices of a kind measure, how they look, and how long they may be silent.</summary>
public sealed class DeviceKind
{
    /// <summary>Its lasting id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What programs call it, e.g. <c>water-level</c>; unique.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese.</summary>
    public required string Name { get; set; }

    /// <summary>English.</summary>
    public required string NameEn { get; set; }

    /// <summary>A name of <see cref="Platform.Kit.IconShapes"/>.</summary>
    public required string Icon { get; set; }

    /// <summary>Comes with the product; may be changed, not removed.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>How long a device may be silent before it counts as offline; null where silence says nothing (an SOS button).</summary>
    public TimeSpan? SilentAfter { get; set; }

    /// <summary>What it measures, the most important first.</summary>
    public List<Quantity> Quantities { get; set; } = [];
}

internal sealed class DeviceKindTable : IEntityTypeConfiguration<DeviceKind>
{
    public void Configure(EntityTypeBuilder<DeviceKind> kind)
    {
        kind.ToTable("DeviceKinds");
        kind.Property(k => k.Id).ValueGeneratedNever();
        kind.Property(k => k.Code).HasMaxLength(60);
        kind.Property(k => k.Name).HasMaxLength(120);
        kind.Property(k => k.NameEn).HasMaxLength(120);
        kind.Property(k => k.Icon).HasMaxLength(40);
        kind.OwnsMany(k => k.Quantities, quantity => quantity.ToJson());
        kind.HasIndex(k => k.Code).IsUnique();
    }
}
