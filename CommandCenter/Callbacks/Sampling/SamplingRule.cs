using CommandCenter.Platform.Data;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Callbacks.Sampling;

/// <summary>
/// How many of the completed tickets of a category (with all below it), priority and source are called back, and until when. The most specific rule counts: the
/// category itself, then those above it, then the rule for all; within one category the one that names more of priority and source, priority before source.
/// </summary>
public sealed class SamplingRule : IVersioned
{
    /// <summary>The most unanswered calls a rule may ask for.</summary>
    public const int MostFailuresAllowed = 20;

    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>The category with all below it; null for all.</summary>
    public Guid? CategoryId { get; init; }

    /// <summary>The priority; null for all.</summary>
    public TicketPriority? Priority { get; init; }

    /// <summary>How the request came in, e.g. <c>phone</c>; null for all.</summary>
    public string? Source { get; init; }

    /// <summary>The share that is called back, in per cent, 0 to 100. Reworked tickets are always called back.</summary>
    public int SharePercent { get; set; }

    /// <summary>Unit of the limit from completion to the promised instant.</summary>
    public LimitUnit LimitUnit { get; set; } = LimitUnit.WorkingDays;

    /// <summary>Amount of the limit: days, or minutes in the time units.</summary>
    public int LimitAmount { get; set; } = 1;

    /// <summary>The calendar; null for the city's default.</summary>
    public Guid? CalendarId { get; set; }

    /// <summary>The used share of the limit after which call takers are reminded, from 0 to 1.</summary>
    public double RemindShare { get; set; } = DefaultRemindShare;

    /// <summary>After so many unanswered calls the callback is given up.</summary>
    public int MostFailures { get; set; } = 3;

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The limit.</summary>
    public Limit Limit => new(LimitUnit, LimitAmount);

    /// <summary>Three quarters of the limit, unless a rule says otherwise.</summary>
    public const double DefaultRemindShare = 0.75;

    /// <summary>What holds for a reworked ticket that no rule covers: one working day, three calls.</summary>
    public static SamplingRule Standard { get; } = new() { Id = Guid.Empty };
}

internal sealed class SamplingRuleTable : IEntityTypeConfiguration<SamplingRule>
{
    public void Configure(EntityTypeBuilder<SamplingRule> rule)
    {
        rule.ToTable("CallbackRules");
        rule.Property(r => r.Id).ValueGeneratedNever();
        rule.Property(r => r.Source).HasMaxLength(60);
        rule.Ignore(r => r.Limit);
        rule.HasIndex(r => r.CategoryId);
    }
}
