using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Platform.Deadlines;

/// <summary>How a deadline stands.</summary>
public enum DeadlineState
{
    /// <summary>Waiting for its instant.</summary>
    Pending,

    /// <summary>Its clock is stopped; it has no instant until it is resumed.</summary>
    Paused,

    /// <summary>The instant passed and its action has run.</summary>
    Fired,

    /// <summary>What was to happen happened in time.</summary>
    Met,

    /// <summary>No longer wanted.</summary>
    Cancelled,
}

/// <summary>
/// One instant at which something must have happened, as a row. The row is the truth: changing a calendar or suspending a ticket updates it, there is no job to cancel,
/// and restart, crash and restore lose nothing.
/// </summary>
public sealed class Deadline : IVersioned
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>What happens when it is due, e.g. <c>ticket.resolution</c>; names the action.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing it is about.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The instant.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>How it stands.</summary>
    public DeadlineState State { get; private set; }

    /// <summary>Counts how often the instant was set; part of the key that makes the effect happen once.</summary>
    public int Arming { get; private set; }

    /// <summary>When it fired, was met or cancelled.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Until when a pump has handed it to a job; after that another may.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The key under which the effect of this arming may be journaled once.</summary>
    public string OnceKey => $"deadline:{Id:N}:{Arming}";

    /// <summary>A deadline that waits for <paramref name="dueAt"/>.</summary>
    public static Deadline Arm(Guid id, string kind, Guid subjectId, DateTimeOffset dueAt) =>
        new() { Id = id, Kind = kind, SubjectId = subjectId, DueAt = Instants.Truncate(dueAt), Arming = 1 };

    /// <summary>Waits for another instant, from whatever state.</summary>
    public void Rearm(DateTimeOffset dueAt)
    {
        (DueAt, State, SettledAt, ClaimedUntil) = (Instants.Truncate(dueAt), DeadlineState.Pending, null, null);
        Arming++;
    }

    /// <summary>Stops its clock; a fired one stays fired.</summary>
    public void Pause()
    {
        if (State == DeadlineState.Pending)
            (State, ClaimedUntil) = (DeadlineState.Paused, null);
    }

    /// <summary>The action has run.</summary>
    public void Fire(DateTimeOffset at) => Settle(DeadlineState.Fired, at);

    /// <summary>It happened in time; a fired one stays fired.</summary>
    public void Meet(DateTimeOffset at)
    {
        if (State != DeadlineState.Fired)
            Settle(DeadlineState.Met, at);
    }

    /// <summary>No longer wanted; a fired one stays fired.</summary>
    public void Cancel(DateTimeOffset at)
    {
        if (State != DeadlineState.Fired)
            Settle(DeadlineState.Cancelled, at);
    }

    private void Settle(DeadlineState state, DateTimeOffset at) => (State, SettledAt, ClaimedUntil) = (state, at, null);
}

internal sealed class DeadlineTable : IEntityTypeConfiguration<Deadline>
{
    public void Configure(EntityTypeBuilder<Deadline> deadline)
    {
        deadline.ToTable("Deadlines");
        deadline.Property(d => d.Id).ValueGeneratedNever();
        deadline.Property(d => d.Kind).HasMaxLength(60);
        deadline.Ignore(d => d.OnceKey);
        deadline.HasIndex(d => new { d.State, d.DueAt });
        deadline.HasIndex(d => new { d.SubjectId, d.Kind }).IsUnique();
    }
}
