using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Callbacks;

/// <summary>
/// 回访: the promise to ask a requester whether their completed ticket was responded to, resolved and done to their satisfaction. One for each completion of a ticket.
/// Its row holds no name and no number; those stay on the ticket.
/// </summary>
public sealed partial class Callback : IVersioned
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>The ticket.</summary>
    public required Guid TicketId { get; init; }

    /// <summary>The ticket's sequence: what lists page by beside the due instant, because Guids sort differently in each database.</summary>
    public required long TicketSequence { get; init; }

    /// <summary>Which callback of the ticket, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Why it was promised.</summary>
    public required PromiseReason Reason { get; init; }

    /// <summary>When it was promised: the completion.</summary>
    public required DateTimeOffset PromisedAt { get; init; }

    /// <summary>How it stands.</summary>
    public CallbackState State { get; private set; }

    /// <summary>The promised instant.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>When call takers are reminded; null where no decent hour lies before the due instant.</summary>
    public DateTimeOffset? RemindAt { get; private set; }

    /// <summary>When they were reminded.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When the next call makes sense: agreed with the requester, or a while after one that was not answered.</summary>
    public DateTimeOffset? NextCallAt { get; private set; }

    /// <summary>Whether the requester named <see cref="NextCallAt"/>.</summary>
    public bool Agreed { get; private set; }

    /// <summary>After so many calls without an answer it is given up.</summary>
    public required int MostFailures { get; init; }

    /// <summary>How many calls were made.</summary>
    public int Attempts { get; private set; }

    /// <summary>How many of them nobody answered.</summary>
    public int Failures { get; private set; }

    /// <summary>The <see cref="Actor.Id"/> of whoever has the call.</summary>
    public string? ClaimedById { get; private set; }

    /// <summary>Their name.</summary>
    public string? ClaimedByName { get; private set; }

    /// <summary>Until when; after that somebody else may claim it.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    /// <summary>When it was reached, given up or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The <see cref="Actor.Id"/> of whoever ended it.</summary>
    public string? EndedById { get; private set; }

    /// <summary>Why there is nobody to call.</summary>
    public NotCallableReason? NotCallable { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    public CancelReason? Cancelled { get; private set; }

    /// <summary>响应.</summary>
    public bool? Responded { get; private set; }

    /// <summary>解决.</summary>
    public bool? Resolved { get; private set; }

    /// <summary>满意.</summary>
    public Satisfaction? Satisfaction { get; private set; }

    /// <summary>Whether the answers sent the ticket back to its department; else they closed it.</summary>
    public bool? Rework { get; private set; }

    /// <summary>Counts what people did with it, so that a person is refused only when another person was faster.</summary>
    public int Moves { get; private set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Whether a call is still to be made.</summary>
    public bool IsOpen => State == CallbackState.Promised;

    /// <summary>What decides who may do what with it.</summary>
    public CallbackStanding Standing => new(State, ClaimedById, ClaimedByName, ClaimedUntil);
}

/// <summary>One call: who, when, what came of it.</summary>
public sealed class CallbackAttempt
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>The callback.</summary>
    public required Guid CallbackId { get; init; }

    /// <summary>Which call of it, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who called.</summary>
    public required string ByName { get; init; }

    /// <summary>What came of it.</summary>
    public required CallOutcome Outcome { get; init; }

    /// <summary>The time the requester named.</summary>
    public DateTimeOffset? CallAt { get; init; }

    /// <summary>The call taker's words.</summary>
    public string? Comment { get; init; }
}

internal sealed class CallbackTable : IEntityTypeConfiguration<Callback>, IEntityTypeConfiguration<CallbackAttempt>
{
    public void Configure(EntityTypeBuilder<Callback> callback)
    {
        callback.ToTable("Callbacks");
        callback.Property(c => c.Id).ValueGeneratedNever();
        callback.Property(c => c.ClaimedById).HasMaxLength(80);
        callback.Property(c => c.ClaimedByName).HasMaxLength(200);
        callback.Property(c => c.EndedById).HasMaxLength(80);
        callback.Ignore(c => c.IsOpen).Ignore(c => c.Standing);
        callback.HasIndex(c => new { c.TicketId, c.Round }).IsUnique(); // one for each completion, on however many nodes
        callback.HasIndex(c => new { c.State, c.DueAt });
        callback.HasIndex(c => c.EndedAt);
        callback.HasOne<Ticket>().WithMany().HasForeignKey(c => c.TicketId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<CallbackAttempt> attempt)
    {
        attempt.ToTable("CallbackAttempts");
        attempt.Property(a => a.Id).ValueGeneratedNever();
        attempt.Property(a => a.ByName).HasMaxLength(200);
        attempt.Property(a => a.Comment).HasMaxLength(2_000);
        attempt.HasIndex(a => new { a.CallbackId, a.Number }); // the callback's version keeps two from having one number
        attempt.HasOne<Callback>().WithMany().HasForeignKey(a => a.CallbackId).OnDelete(DeleteBehavior.Cascade);
    }
}
