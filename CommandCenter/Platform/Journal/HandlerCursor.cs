using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Platform.Journal;

/// <summary>How far an after-commit handler has come, and what is in its way.</summary>
public sealed class HandlerCursor
{
    /// <summary>The handler's lasting name.</summary>
    public required string Name { get; init; }

    /// <summary>The last position it has handled.</summary>
    public long Position { get; set; }

    /// <summary>Failed attempts at the next batch.</summary>
    public int Failures { get; set; }

    /// <summary>Why the last attempt failed; null when it succeeded.</summary>
    public string? LastError { get; set; }

    /// <summary>When it may be tried again; null at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }
}

internal sealed class HandlerCursorTable : IEntityTypeConfiguration<HandlerCursor>
{
    public void Configure(EntityTypeBuilder<HandlerCursor> cursor)
    {
        cursor.ToTable("HandlerCursors");
        cursor.HasKey(c => c.Name);
        cursor.Property(c => c.Name).HasMaxLength(120);
        cursor.Property(c => c.LastError).HasMaxLength(2_000);
    }
}
