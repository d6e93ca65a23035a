using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.People.Rosters;

/// <summary>交接班: that a shift took over, once for each shift and date.</summary>
public sealed class ShiftHandover
{
    /// <summary>Its lasting id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The roster of both shifts.</summary>
    public required Guid RosterId { get; init; }

    /// <summary>The shift that took over.</summary>
    public required Guid ShiftId { get; init; }

    /// <summary>Its name at that time; the roster may change later.</summary>
    public required string Shift { get; init; }

    /// <summary>The name of the shift that handed over; null when nobody was on duty.</summary>
    public string? Before { get; init; }

    /// <summary>Who was in charge when it took over; null when the shift had nobody.</summary>
    public Guid? InChargeId { get; init; }

    /// <summary>The local date on which the shift starts.</summary>
    public required DateOnly On { get; init; }

    /// <summary>When the shift starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When the shift ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When the handover was recorded; later than <see cref="StartsAt"/> after an interruption.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class ShiftHandoverTable : IEntityTypeConfiguration<ShiftHandover>
{
    public void Configure(EntityTypeBuilder<ShiftHandover> handover)
    {
        handover.ToTable("ShiftHandovers");
        handover.Property(h => h.Id).ValueGeneratedNever();
        handover.Property(h => h.Shift).HasMaxLength(Shift.NameLength);
        handover.Property(h => h.Before).HasMaxLength(Shift.NameLength);
        // No foreign key: a shift that was taken off the roster keeps its handovers.
        handover.HasIndex(h => new { h.ShiftId, h.On }).IsUnique();
        handover.HasIndex(h => h.StartsAt);
    }
}
