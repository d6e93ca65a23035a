using CommandCenter.Platform.Data;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Sla;

/// <summary>
/// How long tickets of a category and priority may take. A policy names its category by id, or by name (a file names types without their place in the tree);
/// the most specific one counts: the category itself, then those above it, then the policy for all.
/// </summary>
public sealed class SlaPolicy : IVersioned
{
    /// <summary>The share of a limit after which a clock is at risk, unless a policy says otherwise.</summary>
    public const double DefaultAtRiskShare = 0.8;

    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>The category by its name, wherever it stands in the tree; null for all categories.</summary>
    public string? CategoryName { get; init; }

    /// <summary>The category, where it was chosen in the tree.</summary>
    public Guid? CategoryId { get; init; }

    /// <summary>The priority; null for all.</summary>
    public TicketPriority? Priority { get; init; }

    /// <summary>The calendar; null for the city's default.</summary>
    public Guid? CalendarId { get; set; }

    /// <summary>Unit of the resolution limit.</summary>
    public LimitUnit ResolutionUnit { get; set; }

    /// <summary>Amount of the resolution limit: days, or minutes in the time units.</summary>
    public int ResolutionAmount { get; set; }

    /// <summary>Unit of the sign limit; null for none.</summary>
    public LimitUnit? SignUnit { get; set; }

    /// <summary>Amount of the sign limit.</summary>
    public int SignAmount { get; set; }

    /// <summary>Unit of the department's own limit, from sign to completion; null for none.</summary>
    public LimitUnit? HandlingUnit { get; set; }

    /// <summary>Amount of the department's own limit.</summary>
    public int HandlingAmount { get; set; }

    /// <summary>The used share of a limit from which a clock is at risk, from 0 to 1.</summary>
    public double AtRiskShare { get; set; } = DefaultAtRiskShare;

    /// <summary>Whether it counts for clocks that start or are computed anew.</summary>
    public bool Active { get; set; } = true;

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The resolution limit.</summary>
    public Limit Resolution => new(ResolutionUnit, ResolutionAmount);

    /// <summary>The sign limit.</summary>
    public Limit? Sign => SignUnit is { } unit ? new Limit(unit, SignAmount) : null;

    /// <summary>The department's own limit.</summary>
    public Limit? Handling => HandlingUnit is { } unit ? new Limit(unit, HandlingAmount) : null;
}

internal sealed class SlaPolicyTable : IEntityTypeConfiguration<SlaPolicy>
{
    public void Configure(EntityTypeBuilder<SlaPolicy> policy)
    {
        policy.ToTable("SlaPolicies");
        policy.Property(p => p.Id).ValueGeneratedNever();
        policy.Property(p => p.CategoryName).HasMaxLength(200);
        policy.Ignore(p => p.Resolution).Ignore(p => p.Sign).Ignore(p => p.Handling);
        policy.HasIndex(p => p.CategoryId);
    }
}
