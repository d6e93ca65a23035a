using CommandCenter.Intake.Reading;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Intake.Problems;

/// <summary>接入问题: something a sender sends that cannot be taken, or is taken with a doubt. Equal ones are one row, counted.</summary>
public sealed class IntakeProblem : IVersioned
{
    /// <summary>What makes problems equal: door, sender, kind, code, field and what the item names, as a digest.</summary>
    public required string Key { get; init; }

    /// <summary>The door: <c>http</c>, <c>mqtt</c> or <c>file</c>.</summary>
    public required string Door { get; init; }

    /// <summary>Who sends it.</summary>
    public required string Sender { get; init; }

    /// <summary>What the sending is about.</summary>
    public required SignalKind Kind { get; init; }

    /// <summary>Whether it is taken all the same: a doubt, not a refusal.</summary>
    public required bool Kept { get; init; }

    /// <summary>A lasting name of the reason, e.g. <c>unknown-device</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The field at fault; null where it is none.</summary>
    public string? Field { get; init; }

    /// <summary>The device or person it names.</summary>
    public string? Named { get; init; }

    /// <summary>One sentence, of the last one.</summary>
    public required string Reason { get; set; }

    /// <summary>The beginning of the last one as it was written, at most 1,000 characters; null for positions, which are personal data.</summary>
    public string? Head { get; set; }

    /// <summary>How many there were.</summary>
    public required long Count { get; set; }

    /// <summary>When the first came.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the last came.</summary>
    public required DateTimeOffset LastAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

internal sealed class IntakeProblemTable : IEntityTypeConfiguration<IntakeProblem>
{
    public void Configure(EntityTypeBuilder<IntakeProblem> problem)
    {
        problem.ToTable("IntakeProblems");
        problem.HasKey(p => p.Key);
        problem.Property(p => p.Key).HasMaxLength(64);
        problem.Property(p => p.Door).HasMaxLength(20);
        problem.Property(p => p.Sender).HasMaxLength(SignalOrigin.SenderLength);
        problem.Property(p => p.Code).HasMaxLength(60);
        problem.Property(p => p.Field).HasMaxLength(60);
        problem.Property(p => p.Named).HasMaxLength(200);
        problem.Property(p => p.Reason).HasMaxLength(500);
        problem.Property(p => p.Head).HasMaxLength(ArrivedItem.HeadLength);
        problem.HasIndex(p => p.LastAt);
    }
}

/// <summary>An administrator took a problem off the list; it comes back if it is sent again.</summary>
public sealed record IntakeProblemDismissed(string Door, string Sender, string Code, string? Named, long Count) : IEvent;
