using CommandCenter.Access.Accounts;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Escalations.Channels;

/// <summary>A way out of the product.</summary>
public enum DeliveryChannel
{
    /// <summary>To a person's address.</summary>
    Email,

    /// <summary>To another system.</summary>
    Webhook,
}

/// <summary>How a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its next attempt.</summary>
    Waiting,

    /// <summary>Is being sent now.</summary>
    Sending,

    /// <summary>The other side took it.</summary>
    Sent,

    /// <summary>Given up; an administrator may send it again.</summary>
    Dead,

    /// <summary>Not wanted any more.</summary>
    SetAside,
}

/// <summary>
/// One message of one step to one recipient by one channel. The row is the truth: it is claimed, sent and settled by itself, at least once, and carries an id that the receiver
/// can drop doubles by.
/// </summary>
public sealed class Delivery : IVersioned
{
    private const int LongestError = 500;

    /// <summary>How long to wait before the next attempt, after each failed one; after the last it is given up.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
    ];

    /// <summary>The row; the receiver's idempotency id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The escalation.</summary>
    public required Guid EscalationId { get; init; }

    /// <summary>The step, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>Which time, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How.</summary>
    public required DeliveryChannel Channel { get; init; }

    /// <summary>The person or the target. The address is looked up when it is sent.</summary>
    public required Guid RecipientId { get; init; }

    /// <summary>Their name.</summary>
    public required string RecipientName { get; init; }

    /// <summary>The recipient is told as the last resort.</summary>
    public bool LastResort { get; init; }

    /// <summary>How it stands.</summary>
    public DeliveryState State { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often of these since an administrator had it sent again, or since the beginning.</summary>
    public int Tries { get; private set; }

    /// <summary>Why the last attempt failed; kept until it is sent.</summary>
    public string? LastError { get; private set; }

    /// <summary>When it may be tried next.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Until when a pump has handed it to a job, or a job is sending it; after that another may.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    /// <summary>When its step was taken.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the other side took it.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>An e-mail about the step an escalation is taking now.</summary>
    public static Delivery To(User person, Escalation escalation, bool lastResort, DateTimeOffset at, Guid id) =>
        Of(DeliveryChannel.Email, person.Id, person.DisplayName, escalation, lastResort, at, id);

    /// <summary>A call of a target about the step an escalation is taking now.</summary>
    public static Delivery To(WebhookTarget target, Escalation escalation, DateTimeOffset at, Guid id) =>
        Of(DeliveryChannel.Webhook, target.Id, target.Name, escalation, lastResort: false, at, id);

    /// <summary>A job begins to send it.</summary>
    public void Begin(DateTimeOffset claimedUntil)
    {
        (State, ClaimedUntil) = (DeliveryState.Sending, claimedUntil);
        Attempts++;
        Tries++;
    }

    /// <summary>The other side took it.</summary>
    public void Arrive(DateTimeOffset at) => (State, SentAt, LastError, ClaimedUntil) = (DeliveryState.Sent, at, null, null);

    /// <summary>The attempt failed: it waits, longer each time, or is given up.</summary>
    public void Fail(DateTimeOffset at, string error, bool forGood)
    {
        (LastError, ClaimedUntil) = (error.Length > LongestError ? error[..LongestError] : error, null);
        if (forGood || Tries > Waits.Count)
            State = DeliveryState.Dead;
        else
            (State, NextAttemptAt) = (DeliveryState.Waiting, at + Waits[Tries - 1]);
    }

    /// <summary>An administrator has it sent again, from the beginning.</summary>
    public void SendAgain(DateTimeOffset at) => (State, Tries, NextAttemptAt, ClaimedUntil) = (DeliveryState.Waiting, 0, at, null);

    /// <summary>It is not wanted any more.</summary>
    public void SetAside() => (State, ClaimedUntil) = (DeliveryState.SetAside, null);

    private static Delivery Of(DeliveryChannel channel, Guid recipient, string name, Escalation escalation, bool lastResort, DateTimeOffset at, Guid id) => new()
    {
        Id = id,
        EscalationId = escalation.Id,
        Step = escalation.Step,
        Attempt = escalation.Attempt,
        Channel = channel,
        RecipientId = recipient,
        RecipientName = name,
        LastResort = lastResort,
        NextAttemptAt = at,
        CreatedAt = at,
    };
}

internal sealed class DeliveryTable : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("Deliveries");
        delivery.Property(d => d.Id).ValueGeneratedNever();
        delivery.Property(d => d.RecipientName).HasMaxLength(100);
        delivery.Property(d => d.LastError).HasMaxLength(500);
        delivery.HasIndex(d => new { d.EscalationId, d.Step, d.Attempt, d.RecipientId, d.Channel }).IsUnique();
        delivery.HasIndex(d => new { d.State, d.NextAttemptAt });
        delivery.HasIndex(d => d.CreatedAt);
    }
}
