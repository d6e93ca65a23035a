using CommandCenter.Devices;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Alarms.Rules;

/// <summary>What a rule looks at.</summary>
public enum AlarmRuleType
{
    /// <summary>限值: the value against limits.</summary>
    Limit,

    /// <summary>变化率: how fast the value changes, from one measurement to the next.</summary>
    Rate,

    /// <summary>缺失: no sign of life for so many hours; with a quantity, no value of it other than 0 (no motion), without one, the device counts as offline.</summary>
    Absence,

    /// <summary>状态: a value other than 0 is abnormal, until it is 0 again (smoke, an open cover).</summary>
    State,

    /// <summary>事件: a value other than 0 is an abnormal moment that nothing ends (an SOS button); it clears when the off-delay has passed without another.</summary>
    Event,
}

/// <summary>Which side of a limit is abnormal.</summary>
public enum AlarmDirection
{
    /// <summary>At or above it.</summary>
    Rising,

    /// <summary>At or below it.</summary>
    Falling,
}

/// <summary>One level of a rule, the mildest first.</summary>
/// <param name="Priority">The alarm's priority at this level.</param>
/// <param name="Value">A fixed limit in the quantity's unit: of a Limit the value, of a Rate the change per <see cref="AlarmRule.Per"/>, of an Absence the hours.</param>
/// <param name="Threshold">Or the device's own threshold of that name, as it was in force when the value was measured. Not set there: the level never alarms.</param>
public sealed record AlarmLevel(AlarmPriority Priority, double? Value = null, ThresholdLevel? Threshold = null);

/// <summary>A wish that the rooms above may fulfil: a ticket that opens by itself.</summary>
/// <param name="Category">The ticket category's id, name or path; null for none.</param>
/// <param name="Priority">The ticket's priority by its word; null: by the alarm's.</param>
/// <param name="Department">The department's id, code or name; null: the one that answers for the device.</param>
/// <param name="FromLevel">The level from which a ticket is wanted.</param>
public sealed record TicketWish(string? Category = null, string? Priority = null, string? Department = null, int FromLevel = 1);

/// <summary>告警规则: what turns measurements of a kind of device, or of one device, into an alarm.</summary>
public sealed class AlarmRule : IVersioned
{
    /// <summary>The most levels.</summary>
    public const int MostLevels = 5;

    /// <summary>Its lasting id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What programs call it; unique.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese; the alarm's title.</summary>
    public required string Name { get; set; }

    /// <summary>English.</summary>
    public required string NameEn { get; set; }

    /// <summary>The kind of device it is for.</summary>
    public required string KindCode { get; set; }

    /// <summary>One device of that kind: its rule stands in place of the kind's rule of the same type and quantity. Null for every device of the kind.</summary>
    public Guid? DeviceId { get; set; }

    /// <summary>The quantity's code; null only for the absence of any sign of life.</summary>
    public string? Quantity { get; set; }

    /// <summary>What it looks at.</summary>
    public required AlarmRuleType Type { get; set; }

    /// <summary>Which side is abnormal; of a Rate, which way it changes.</summary>
    public AlarmDirection Direction { get; set; }

    /// <summary>Its levels, the mildest first; one for State, Event and offline.</summary>
    public List<AlarmLevel> Levels { get; set; } = [];

    /// <summary>How far the value must come back behind a limit before the level ends, in the quantity's unit.</summary>
    public double Deadband { get; set; }

    /// <summary>How long a level must hold before it begins.</summary>
    public TimeSpan OnDelay { get; set; }

    /// <summary>How long a level must have ended before it ends; of an Event, how long it stands after the last one.</summary>
    public TimeSpan OffDelay { get; set; }

    /// <summary>The time a Rate's limits are per.</summary>
    public TimeSpan Per { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The ticket it opens by itself; null for none.</summary>
    public TicketWish? Ticket { get; set; }

    /// <summary>Whether it judges.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Comes with the product; may be changed and switched off, not removed.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>Counts its changes from 1; an alarm says by which it was raised.</summary>
    public int Revision { get; set; } = 1;

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The priority of a level; beyond the last (a level was removed while an alarm stood) the last one's.</summary>
    public AlarmPriority PriorityOf(int level) => Levels[Math.Clamp(level, 1, Levels.Count) - 1].Priority;

    /// <summary>Whether it follows the device's state instead of its measurements.</summary>
    public bool IsOffline => Type == AlarmRuleType.Absence && Quantity is null;
}

internal sealed class AlarmRuleTable : IEntityTypeConfiguration<AlarmRule>
{
    public void Configure(EntityTypeBuilder<AlarmRule> rule)
    {
        rule.ToTable("AlarmRules");
        rule.Property(r => r.Id).ValueGeneratedNever();
        rule.Property(r => r.Code).HasMaxLength(60);
        rule.Property(r => r.Name).HasMaxLength(120);
        rule.Property(r => r.NameEn).HasMaxLength(120);
        rule.Property(r => r.KindCode).HasMaxLength(60);
        rule.Property(r => r.Quantity).HasMaxLength(60);
        rule.OwnsMany(r => r.Levels, level => level.ToJson());
        rule.OwnsOne(r => r.Ticket, wish => wish.ToJson());
        rule.Ignore(r => r.IsOffline);
        rule.HasIndex(r => r.Code).IsUnique();
        rule.HasIndex(r => r.KindCode);
    }
}
