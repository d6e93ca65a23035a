using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.People.Rosters;

/// <summary>指定排班: who has a shift on one date, in place of the crew whose turn it is. Nobody, where <see cref="People"/> is empty.</summary>
public sealed class DutyDate : IVersioned
{
    /// <summary>Its lasting id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The shift.</summary>
    public required Guid ShiftId { get; init; }

    /// <summary>The local date on which it starts.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The people; the first who is there is in charge.</summary>
    public List<Guid> People { get; set; } = [];

    /// <inheritdoc/>
    public int Version { get; set; }
}

/// <summary>请假: that somebody is not on duty for a time, whatever roster has them. Why is nobody's business and is not kept.</summary>
public sealed class Leave
{
    /// <summary>Its lasting id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The first instant they are away.</summary>
    public required DateTimeOffset FromAt { get; init; }

    /// <summary>The first instant they are there again.</summary>
    public required DateTimeOffset UntilAt { get; set; }

    /// <summary>Whether they are away at an instant.</summary>
    public bool Holds(DateTimeOffset at) => FromAt <= at && at < UntilAt;
}

internal sealed class DutyDateTable : IEntityTypeConfiguration<DutyDate>
{
    public void Configure(EntityTypeBuilder<DutyDate> date)
    {
        date.ToTable("DutyDates");
        date.Property(d => d.Id).ValueGeneratedNever();
        date.HasOne<Shift>().WithMany().HasForeignKey(d => d.ShiftId).OnDelete(DeleteBehavior.Cascade);
        date.HasIndex(d => new { d.ShiftId, d.On }).IsUnique();
    }
}

internal sealed class LeaveTable : IEntityTypeConfiguration<Leave>
{
    public void Configure(EntityTypeBuilder<Leave> leave)
    {
        leave.ToTable("Leaves");
        leave.Property(l => l.Id).ValueGeneratedNever();
        leave.HasIndex(l => l.UntilAt);
        leave.HasIndex(l => l.UserId);
    }
}
