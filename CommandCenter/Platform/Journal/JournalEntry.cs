using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Platform.Journal;

/// <summary>
/// One change people can see, written in the transaction of the change. It is audit trail, timeline, live feed and outbox in one.
/// A row is written unsealed; the <see cref="JournalSealer"/> gives it <see cref="Position"/> and <see cref="Hash"/> after the commit.
/// </summary>
public sealed class JournalEntry
{
    /// <summary>Order of writing; transactions commit out of this order, so nobody reads by it.</summary>
    public long Id { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was written; later than <see cref="At"/> for what was imported.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>See <see cref="Actor.Id"/>.</summary>
    public required string ActorId { get; init; }

    /// <summary>See <see cref="Actor.Name"/>.</summary>
    public required string ActorName { get; init; }

    /// <summary>What kind of thing changed, e.g. <c>ticket</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Which one.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The event's name, e.g. <c>TicketSigned</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The event as JSON; may be erased by law, which <see cref="PayloadDigest"/> survives.</summary>
    public required string Payload { get; set; }

    /// <summary>SHA-256 of the payload, in hexadecimal; the chain covers this, not the payload.</summary>
    public required string PayloadDigest { get; init; }

    /// <summary>Imported as history: nobody is notified, escalated or called because of it.</summary>
    public bool History { get; init; }

    /// <summary>A key that may exist once: what makes a deadline's effect happen once, however often its job runs.</summary>
    public string? Once { get; init; }

    /// <summary>The place in the sealed order, from 1 without gaps; null until sealed.</summary>
    public long? Position { get; set; }

    /// <summary>SHA-256 over the previous hash and this row, in hexadecimal; null until sealed.</summary>
    public string? Hash { get; set; }
}

internal sealed class JournalEntryTable : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> entry)
    {
        entry.ToTable("Journal");
        entry.Property(e => e.ActorId).HasMaxLength(80);
        entry.Property(e => e.ActorName).HasMaxLength(200);
        entry.Property(e => e.Subject).HasMaxLength(40);
        entry.Property(e => e.Event).HasMaxLength(80);
        entry.Property(e => e.PayloadDigest).HasMaxLength(64);
        entry.Property(e => e.Hash).HasMaxLength(64);
        entry.Property(e => e.Once).HasMaxLength(120);
        entry.HasIndex(e => e.Position).IsUnique();
        entry.HasIndex(e => e.Once).IsUnique();
        entry.HasIndex(e => new { e.SubjectId, e.Id });
    }
}
