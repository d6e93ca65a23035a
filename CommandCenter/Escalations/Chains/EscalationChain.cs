using CommandCenter.Alarms;
using CommandCenter.Platform.Data;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Escalations.Chains;

/// <summary>What an escalation is about.</summary>
public enum EscalationSubject
{
    /// <summary>工单.</summary>
    Ticket,

    /// <summary>告警.</summary>
    Alarm,
}

/// <summary>What starts a chain.</summary>
public enum ChainTrigger
{
    /// <summary>黄灯: a clock entered its warning window.</summary>
    AtRisk,

    /// <summary>红灯: a clock passed its due instant.</summary>
    Breached,

    /// <summary>An alarm that nobody has acknowledged.</summary>
    Unacknowledged,
}

/// <summary>升级链: who is told in which order, and for what. The most specific chain counts: the category itself, then those above it; a priority before all; a clock before all.</summary>
public sealed class EscalationChain : IVersioned
{
    /// <summary>The longest name.</summary>
    public const int NameLength = 100;

    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>For tickets or for alarms.</summary>
    public required EscalationSubject Subject { get; set; }

    /// <summary>What starts it.</summary>
    public required ChainTrigger Trigger { get; set; }

    /// <summary>Tickets of this category and those below it; null for all.</summary>
    public Guid? CategoryId { get; set; }

    /// <summary>Tickets of this priority; null for all.</summary>
    public TicketPriority? Priority { get; set; }

    /// <summary>This clock of a ticket; null for any.</summary>
    public TicketClock? Clock { get; set; }

    /// <summary>Alarms of devices of this kind, by its code; null for all.</summary>
    public string? KindCode { get; set; }

    /// <summary>Alarms of this priority; null for all.</summary>
    public AlarmPriority? AlarmPriority { get; set; }

    /// <summary>The steps, the verbs that stop it and its calendar: <see cref="EscalationPlan"/> as JSON. No verbs means those of the clock that is late.</summary>
    public required string Plan { get; set; }

    /// <summary>Whether it starts for what happens from now on; what runs keeps running.</summary>
    public bool Active { get; set; } = true;

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>What it says.</summary>
    public EscalationPlan Read() => EscalationPlan.Read(Plan);
}

internal sealed class EscalationChainTable : IEntityTypeConfiguration<EscalationChain>
{
    public void Configure(EntityTypeBuilder<EscalationChain> chain)
    {
        chain.ToTable("EscalationChains");
        chain.Property(c => c.Id).ValueGeneratedNever();
        chain.Property(c => c.Name).HasMaxLength(EscalationChain.NameLength);
        chain.Property(c => c.Plan).HasMaxLength(20_000);
        chain.Property(c => c.KindCode).HasMaxLength(60);
        chain.HasIndex(c => c.Name).IsUnique();
    }
}
