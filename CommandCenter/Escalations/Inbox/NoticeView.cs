using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;

namespace CommandCenter.Escalations.Inbox;

/// <summary>A notice as screens show it: immutable and shared.</summary>
/// <param name="Id">The notice.</param>
/// <param name="UserId">Whose inbox.</param>
/// <param name="EscalationId">The escalation.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Attempt">Which time, from 1.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Subject">Ticket or alarm.</param>
/// <param name="SubjectId">The ticket or alarm.</param>
/// <param name="Label">Its number.</param>
/// <param name="Clock">The late clock of a ticket.</param>
/// <param name="Trigger">What started the chain.</param>
/// <param name="DueAt">When the late clock was due.</param>
/// <param name="Severity">How loud it is.</param>
/// <param name="LastResort">Told as the last resort.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ReadAt">When it was looked at.</param>
/// <param name="AcknowledgedAt">When its person said that they take care of it.</param>
/// <param name="IsLive">Whether the escalation is not over.</param>
public sealed record NoticeView(
    long Id, Guid UserId, Guid EscalationId, int Step, int Attempt, string Chain, EscalationSubject Subject, Guid SubjectId, string Label, TicketClock? Clock, ChainTrigger Trigger,
    DateTimeOffset? DueAt, MarkPriority Severity, bool LastResort, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt, DateTimeOffset? AcknowledgedAt, bool IsLive)
{
    /// <summary>Whether it is heard until its person looks at it or takes care of it.</summary>
    public bool Calls => IsLive && ReadAt is null && AcknowledgedAt is null;

    /// <summary>The page of what it is about.</summary>
    public string Href => EscalationMatter.PathOf(Subject, Label);

    /// <summary>The view of a row.</summary>
    public static NoticeView Of(Notice n, bool isLive) => new(
        n.Id, n.UserId, n.EscalationId, n.Step + 1, n.Attempt, n.Chain, n.Subject, n.SubjectId, n.Label, n.Clock, n.Trigger, n.DueAt, n.Severity, n.LastResort,
        n.CreatedAt, n.ReadAt, n.AcknowledgedAt, isLive);
}
