using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Reports.Runs;

/// <summary>What is made by schedule.</summary>
public enum ReportKind
{
    /// <summary>The SLA report of the days since the last one, made on working days.</summary>
    DailySla,
}

/// <summary>A report that was made by schedule, with its file. One per kind and date, on however many nodes.</summary>
public sealed class ReportRun
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>Which report.</summary>
    public required ReportKind Kind { get; init; }

    /// <summary>The working day it was due on, in the city.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The first day it covers.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day it covers.</summary>
    public required DateOnly To { get; init; }

    /// <summary>When it was made; later than due after an interruption.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Tickets opened in the days it covers.</summary>
    public required int Received { get; init; }

    /// <summary>Those of them completed in time.</summary>
    public required int CompletedInTime { get; init; }

    /// <summary>Those of them for which that is decided.</summary>
    public required int CompletionDecided { get; init; }

    /// <summary>Those of them past their limit.</summary>
    public required int Breached { get; init; }

    /// <summary>The name it is downloaded with.</summary>
    public required string FileName { get; init; }

    /// <summary>The workbook.</summary>
    public required byte[] Content { get; init; }
}

internal sealed class ReportRunTable : IEntityTypeConfiguration<ReportRun>
{
    public void Configure(EntityTypeBuilder<ReportRun> run)
    {
        run.ToTable("ReportRuns");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.FileName).HasMaxLength(100);
        run.HasIndex(r => new { r.Kind, r.On }).IsUnique();
    }
}
