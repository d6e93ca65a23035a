using CommandCenter.Access;
using CommandCenter.Sla;

namespace CommandCenter.Escalations.Chains;

/// <summary>Whom a step tells.</summary>
public enum StepAudience
{
    /// <summary>Whoever is on duty with a role.</summary>
    OnDuty,

    /// <summary>One person, on duty or not.</summary>
    Person,

    /// <summary>Another system.</summary>
    Webhook,
}

/// <summary>
/// 升级步骤: whom to tell, by which channels, how long after the step before, and how often again while nobody acknowledges.
/// Immutable and written as JSON, so that a running escalation keeps the steps it started with.
/// </summary>
public sealed record EscalationStep
{
    /// <summary>Whom it tells.</summary>
    public StepAudience Audience { get; init; }

    /// <summary>The role that is to be on duty; for <see cref="StepAudience.OnDuty"/>.</summary>
    public Role? Role { get; init; }

    /// <summary>On duty in the lead department, else in the center.</summary>
    public bool InLeadDepartment { get; init; }

    /// <summary>Only who is in charge of the shift (值班长), where somebody is.</summary>
    public bool InChargeOnly { get; init; }

    /// <summary>For <see cref="StepAudience.Person"/>.</summary>
    public Guid? UserId { get; init; }

    /// <summary>For <see cref="StepAudience.Webhook"/>.</summary>
    public Guid? WebhookId { get; init; }

    /// <summary>Into the inbox of each person.</summary>
    public bool Inbox { get; init; } = true;

    /// <summary>By e-mail to each person.</summary>
    public bool Email { get; init; }

    /// <summary>How long after the step before it, for the first one after the start; in working or in natural time.</summary>
    public Limit Wait { get; init; } = Limit.Elapsed(TimeSpan.Zero);

    /// <summary>How often it is said again while nobody acknowledges; 0 for once only.</summary>
    public int Repeats { get; init; }

    /// <summary>How long between two times; needed where it repeats.</summary>
    public Limit? RepeatEvery { get; init; }

    /// <summary>How long after the attempt before it an attempt is made; the first attempt follows the step before.</summary>
    public Limit WaitBefore(int attempt) => attempt == 1 ? Wait : RepeatEvery ?? Wait;
}
