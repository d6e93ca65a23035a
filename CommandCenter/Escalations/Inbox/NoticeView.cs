using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Kit;
using CommandCenter.Tickets;

namespace CommandCenter.Escalations.Inbox;

/// <summary>A notice as screens show it: immutable and shared.</summary>
/// <param name="Id">The notice.</param>
/// <param name="UserId">Whose inbox.</param>
/// <param name="EscalationId">The escalation; null where a ticket was given to them.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Attempt">Which time, from 1.</param>
/// <param name="Chain">The chain's name; null without an escalation.</param>
/// <param name="By">Who gave the ticket to them; null for an escalation.</param>
/// <param name="Subject">Ticket or alarm.</param>
/// <param name="SubjectId">The ticket or alarm.</param>
/// <param name="Label">Its number.</param>
/// <param name="Clock">The late clock of a ticket.</param>
/// <param name="Trigger">What started the chain; null without an escalation.</param>
/// <param name="DueAt">When the late clock was due; for a ticket given, when it is to be done.</param>
/// <param name="Severity">How loud it is.</param>
/// <param name="LastResort">Told as the last resort.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ReadAt">When it was looked at.</param>
/// <param name="AcknowledgedAt">When its person said that they take care of it.</param>
/// <param name="IsLive">Whether it still matters: the escalation is not over, or the ticket is still theirs to do.</param>
public sealed record NoticeView(
    long Id, Guid UserId, Guid? EscalationId, int Step, int Attempt, string? Chain, string? By, EscalationSubject Subject, Guid SubjectId, string Label, TicketClock? Clock, ChainTrigger? Trigger,
    DateTimeOffset? DueAt, MarkPriority Severity, bool LastResort, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt, DateTimeOffset? AcknowledgedAt, bool IsLive)
{
    /// <summary>Whether it says that a ticket was given to its person.</summary>
    public bool IsAssignment => EscalationId is null;

    /// <summary>Whether it is heard until its person looks at it or takes care of it.</summary>
    public bool Calls => IsLive && ReadAt is null && AcknowledgedAt is null;

    /// <summary>Whether its person is asked to say that they take care of it. Whoever was given a ticket says so by working on it.</summary>
    public bool Asks => IsLive && !IsAssignment && AcknowledgedAt is null;

    /// <summary>The page of what it is about.</summary>
    public string Href => EscalationMatter.PathOf(Subject, Label);

    /// <summary>The view of a row.</summary>
    public static NoticeView Of(Notice n, bool isLive) => new(
        n.Id, n.UserId, n.EscalationId, n.Step + 1, n.Attempt, n.Chain, n.By, n.Subject, n.SubjectId, n.Label, n.Clock, n.Trigger, n.DueAt, n.Severity, n.LastResort,
        n.CreatedAt, n.ReadAt, n.AcknowledgedAt, isLive);
}
