using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.DemoCity;

/// <summary>That this database holds an invented city, and how far it is built: the one row says so to every node and every start.</summary>
public sealed class DemoRecord
{
    /// <summary>The one row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>What it was drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>When it was begun: the present of its history, also for a build that goes on after a stop.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>How many stages stand.</summary>
    public int Stage { get; set; }

    /// <summary>When it was complete; null while it is built.</summary>
    public DateTimeOffset? ReadyAt { get; set; }
}

internal sealed class DemoRecordTable : IEntityTypeConfiguration<DemoRecord>
{
    public void Configure(EntityTypeBuilder<DemoRecord> demo)
    {
        demo.ToTable("Demo");
        demo.Property(d => d.Id).ValueGeneratedNever();
    }
}
