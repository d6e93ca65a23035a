using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Escalations.Inbox;

/// <summary>One line of somebody's inbox: that a step of an escalation told them, or that a ticket was given to them. It holds the number of what it is about, never its words.</summary>
public sealed class Notice
{
    /// <summary>Counts notices; what lists page by.</summary>
    public long Id { get; init; }

    /// <summary>Whose inbox.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The escalation; null where a ticket was given to them.</summary>
    public Guid? EscalationId { get; init; }

    /// <summary>The step, from 0.</summary>
    public int Step { get; init; }

    /// <summary>Which time, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The chain's name; null without an escalation.</summary>
    public string? Chain { get; init; }

    /// <summary>Who gave the ticket to them; null for an escalation.</summary>
    public string? By { get; init; }

    /// <summary>Ticket or alarm.</summary>
    public required EscalationSubject Subject { get; init; }

    /// <summary>The ticket or alarm.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Its number.</summary>
    public required string Label { get; init; }

    /// <summary>The late clock of a ticket.</summary>
    public TicketClock? Clock { get; init; }

    /// <summary>What started the chain; null without an escalation.</summary>
    public ChainTrigger? Trigger { get; init; }

    /// <summary>When the late clock was due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How loud it is.</summary>
    public required MarkPriority Severity { get; init; }

    /// <summary>They were told as the last resort.</summary>
    public bool LastResort { get; init; }

    /// <summary>When the step was taken, or the ticket given.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was looked at.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When its person said that they take care of it.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>The notice of the step an escalation is taking now. What falls to the last resort is at least as loud as a high alarm.</summary>
    public static Notice To(Guid userId, Escalation escalation, EscalationMatter matter, bool lastResort, DateTimeOffset at) => new()
    {
        UserId = userId,
        EscalationId = escalation.Id,
        Step = escalation.Step,
        Attempt = escalation.Attempt,
        Chain = escalation.Chain,
        Subject = escalation.Subject,
        SubjectId = escalation.SubjectId,
        Label = escalation.Label,
        Clock = escalation.Clock,
        Trigger = escalation.Trigger,
        DueAt = matter.DueAt,
        Severity = lastResort && matter.Severity > MarkPriority.High ? MarkPriority.High : matter.Severity,
        LastResort = lastResort,
        CreatedAt = at,
    };

    /// <summary>The notice that a ticket was given to somebody. It is as loud as the ticket is pressing, and never as loud as a critical alarm.</summary>
    public static Notice Assigned(Guid userId, Ticket ticket, string by, DateTimeOffset at) => new()
    {
        UserId = userId,
        Subject = EscalationSubject.Ticket,
        SubjectId = ticket.Id,
        Label = ticket.Number,
        By = by,
        DueAt = ticket.ResolutionDueAt,
        Severity = ticket.Priority switch { TicketPriority.Urgent => MarkPriority.High, TicketPriority.Low => MarkPriority.Low, _ => MarkPriority.Medium },
        CreatedAt = at,
    };
}

internal sealed class NoticeTable : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("Notices");
        notice.Property(n => n.Chain).HasMaxLength(EscalationChain.NameLength);
        notice.Property(n => n.Label).HasMaxLength(60);
        notice.Property(n => n.By).HasMaxLength(200);
        notice.HasIndex(n => new { n.EscalationId, n.Step, n.Attempt, n.UserId }).IsUnique();
        notice.HasIndex(n => new { n.UserId, n.Id });
        notice.HasIndex(n => n.SubjectId);
        notice.HasIndex(n => n.CreatedAt);
    }
}
