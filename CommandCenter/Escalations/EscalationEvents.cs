using CommandCenter.Access;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Channels;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;

namespace CommandCenter.Escalations;

/// <summary>A chain started. This and the events below are entries of the ticket or alarm, so that its timeline shows them.</summary>
/// <param name="EscalationId">The running escalation.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Trigger">What started it.</param>
/// <param name="Clock">The late clock of a ticket.</param>
public sealed record EscalationStarted(Guid EscalationId, string Chain, ChainTrigger Trigger, TicketClock? Clock) : IEvent;

/// <summary>Somebody who was told.</summary>
/// <param name="Name">The person's or the target's name; never an address.</param>
/// <param name="Inbox">In the inbox.</param>
/// <param name="Email">By e-mail.</param>
/// <param name="Webhook">By a webhook.</param>
public sealed record Told(string Name, bool Inbox, bool Email, bool Webhook);

/// <summary>A step was taken, once.</summary>
/// <param name="EscalationId">The running escalation.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Attempt">Which time, from 1.</param>
/// <param name="To">The names of all who were told; empty when there was nobody.</param>
/// <param name="Told">Who was told how.</param>
/// <param name="LastResort">They are the last resort, because whom the step names was not there.</param>
public sealed record EscalationStepTaken(Guid EscalationId, string Chain, int Step, int Attempt, string To, IReadOnlyList<Told> Told, bool LastResort) : IEvent;

/// <summary>Nobody whom a step names was there.</summary>
/// <param name="EscalationId">The running escalation.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Role">The role nobody was on duty with; null for a person or a target that is gone.</param>
/// <param name="Department">The department's name; null for the center.</param>
/// <param name="LastResortTold">How many of the last resort were told; 0 means nobody knows of it.</param>
public sealed record NobodyOnDuty(Guid EscalationId, string Chain, int Step, Role? Role, string? Department, int LastResortTold) : IEvent;

/// <summary>Somebody has taken notice; the step is not said again, and the next one waits its whole wait from now.</summary>
/// <param name="EscalationId">The escalation.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Step">The step, from 1.</param>
public sealed record EscalationAcknowledged(Guid EscalationId, string Chain, int Step) : IEvent;

/// <summary>The chain has come to its end, and nothing has moved.</summary>
public sealed record EscalationEnded(Guid EscalationId, string Chain) : IEvent;

/// <summary>The escalation stopped.</summary>
public sealed record EscalationStopped(Guid EscalationId, string Chain, StopReason Why) : IEvent;

/// <summary>Something could not be delivered: told at the first failure, and when it was given up.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="EscalationId">Its escalation.</param>
/// <param name="Channel">How.</param>
/// <param name="To">The person's or the target's name; never an address.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">What the other side said, or a word of ours such as <c>no-address</c>.</param>
/// <param name="GaveUp">It is not tried again by itself.</param>
public sealed record DeliveryFailed(Guid DeliveryId, Guid EscalationId, DeliveryChannel Channel, string To, int Attempts, string Error, bool GaveUp) : IEvent;

/// <summary>What had failed was delivered after all.</summary>
public sealed record DeliveryArrived(Guid DeliveryId, Guid EscalationId, DeliveryChannel Channel, string To, int Attempts) : IEvent;

/// <summary>An administrator had it sent again.</summary>
public sealed record DeliverySentAgain(Guid DeliveryId, Guid EscalationId, DeliveryChannel Channel, string To) : IEvent;

/// <summary>An administrator gave it up for good.</summary>
public sealed record DeliverySetAside(Guid DeliveryId, Guid EscalationId, DeliveryChannel Channel, string To) : IEvent;

/// <summary>Somebody looked at notices of their inbox; an entry of that person.</summary>
public sealed record NoticesRead(IReadOnlyList<long> Notices) : IEvent;

/// <summary>A chain was added, changed or removed. What runs keeps the chain it started with.</summary>
public sealed record EscalationChainChanged(string Name, string Change) : IEvent;

/// <summary>Who is told when nobody is there was changed.</summary>
public sealed record LastResortChanged(IReadOnlyList<string> People, IReadOnlyList<Role> Roles) : IEvent;

/// <summary>A webhook target was added, changed or removed, or got a new secret.</summary>
public sealed record WebhookTargetChanged(string Name, string Change) : IEvent;
