using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Alarms;

/// <summary>
/// 告警: one abnormal condition of one source. While it is not <see cref="AlarmState.Normal"/> there is one for each source and rule, and repeats are counted on it.
/// What its source says changes it through the reader of signals, what people do through <see cref="AlarmDesk"/> by the transition table.
/// It carries what it needs to be shown (the device's name, the place) as it was when it was raised, so that history stays readable.
/// </summary>
public sealed partial class Alarm : IVersioned
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>Counts alarms from 1; what lists page by, because Guids sort differently in each database.</summary>
    public required long Sequence { get; init; }

    /// <summary>The number people use, e.g. <c>AL-260618-0007</c>.</summary>
    public required string Number { get; init; }

    /// <summary>What makes it the only one of its source and rule while it stands; null when it is normal.</summary>
    public string? StandingKey { get; private set; }

    /// <summary>The device; null where an outside system's alarm names none of ours.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>The device's code.</summary>
    public string? DeviceCode { get; init; }

    /// <summary>The device's name.</summary>
    public string? DeviceName { get; init; }

    /// <summary>The device kind's code.</summary>
    public string? KindCode { get; init; }

    /// <summary>The rule; null for an alarm of an outside system.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>The rule's revision by which it was raised.</summary>
    public int? RuleRevision { get; init; }

    /// <summary>The outside system; null for a rule's alarm.</summary>
    public string? Sender { get; init; }

    /// <summary>The outside system's lasting key of the condition.</summary>
    public string? SenderKey { get; init; }

    /// <summary>An outside system's own words, or the rule's name.</summary>
    public required string Title { get; init; }

    /// <summary>The rule's English name.</summary>
    public string? TitleEn { get; init; }

    /// <summary>The quantity's code.</summary>
    public string? Quantity { get; init; }

    /// <summary>The quantity's unit.</summary>
    public string? Unit { get; init; }

    /// <summary>The value that was judged last, in that unit.</summary>
    public double? Value { get; private set; }

    /// <summary>What the present level's limit was when it was judged last.</summary>
    public double? Threshold { get; private set; }

    /// <summary>WGS84 degrees.</summary>
    public double? Latitude { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>The place in words.</summary>
    public string? PlaceText { get; init; }

    /// <summary>The smallest area.</summary>
    public Guid? AreaId { get; init; }

    /// <summary>The department that answers for it.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>Where it stands.</summary>
    public AlarmState State { get; private set; }

    /// <summary>Why it is hidden, if it is.</summary>
    public AlarmHiding Hiding { get; private set; }

    /// <summary>The reason of the hiding, in words.</summary>
    public string? HidingReason { get; private set; }

    /// <summary>When its shelving ends; null while it is not shelved.</summary>
    public DateTimeOffset? ShelvedUntil { get; private set; }

    /// <summary>Now; of the last level when it has cleared.</summary>
    public AlarmPriority Priority { get; private set; }

    /// <summary>The highest priority it has had.</summary>
    public AlarmPriority Worst { get; private set; }

    /// <summary>The rule's level, 1 the mildest; of the last level when it has cleared.</summary>
    public int Level { get; private set; }

    /// <summary>The highest level it has had.</summary>
    public int WorstLevel { get; private set; }

    /// <summary>When it was raised first.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When the present level began.</summary>
    public DateTimeOffset LevelAt { get; private set; }

    /// <summary>When its condition was signalled last.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>When its source was back to normal; null while it is active.</summary>
    public DateTimeOffset? ClearedAt { get; private set; }

    /// <summary>How often the condition was signalled.</summary>
    public int Count { get; private set; }

    /// <summary>抖动: its source went on and off three times within a minute.</summary>
    public bool Chattering { get; private set; }

    /// <summary>When it was acknowledged; null while somebody still has to.</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>Who did.</summary>
    public string? AcknowledgedBy { get; private set; }

    /// <summary>The cause when it was marked false; null when it counts as true.</summary>
    public string? FalseCause { get; private set; }

    /// <summary>The ticket that was opened from it or linked to it.</summary>
    public Guid? TicketId { get; private set; }

    /// <summary>That ticket's number.</summary>
    public string? TicketNumber { get; private set; }

    /// <summary>Raised by imported history: nobody was told, and nobody is asked to acknowledge it.</summary>
    public bool History { get; init; }

    /// <summary>Counts people's verbs, so that a person is refused only when another person acted meanwhile.</summary>
    public int Moves { get; private set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Whether the source is abnormal now.</summary>
    public bool IsActive => State is AlarmState.ActiveUnacknowledged or AlarmState.ActiveAcknowledged;

    /// <summary>What events say of it.</summary>
    public AlarmFacts Facts => new(Number, DeviceId, KindCode, RuleId, Priority, Level, DepartmentId, AreaId, Title);
}

internal sealed class AlarmTable : IEntityTypeConfiguration<Alarm>
{
    public void Configure(EntityTypeBuilder<Alarm> alarm)
    {
        alarm.ToTable("Alarms");
        alarm.Property(a => a.Id).ValueGeneratedNever();
        alarm.Property(a => a.Number).HasMaxLength(40);
        alarm.Property(a => a.StandingKey).HasMaxLength(100);
        alarm.Property(a => a.DeviceCode).HasMaxLength(80);
        alarm.Property(a => a.DeviceName).HasMaxLength(200);
        alarm.Property(a => a.KindCode).HasMaxLength(60);
        alarm.Property(a => a.Sender).HasMaxLength(200);
        alarm.Property(a => a.SenderKey).HasMaxLength(200);
        alarm.Property(a => a.Title).HasMaxLength(300);
        alarm.Property(a => a.TitleEn).HasMaxLength(300);
        alarm.Property(a => a.Quantity).HasMaxLength(60);
        alarm.Property(a => a.Unit).HasMaxLength(40);
        alarm.Property(a => a.PlaceText).HasMaxLength(500);
        alarm.Property(a => a.HidingReason).HasMaxLength(2_000);
        alarm.Property(a => a.AcknowledgedBy).HasMaxLength(200);
        alarm.Property(a => a.FalseCause).HasMaxLength(2_000);
        alarm.Property(a => a.TicketNumber).HasMaxLength(40);
        alarm.Ignore(a => a.IsActive);
        alarm.Ignore(a => a.Facts);
        alarm.HasIndex(a => a.Number).IsUnique();
        alarm.HasIndex(a => a.Sequence).IsUnique();
        alarm.HasIndex(a => a.StandingKey).IsUnique();
        alarm.HasIndex(a => new { a.DeviceId, a.RaisedAt });
        alarm.HasIndex(a => new { a.State, a.RaisedAt });
        alarm.HasIndex(a => a.RaisedAt);
        alarm.HasIndex(a => a.RuleId);
        alarm.HasIndex(a => a.TicketId);
    }
}
