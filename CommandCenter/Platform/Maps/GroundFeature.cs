using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace CommandCenter.Platform.Maps;

/// <summary>A line or surface of the base map that is kept in the database, so that a map needs neither files nor tiles. Replaced by source, never changed.</summary>
public sealed class GroundFeature
{
    /// <summary>The longest name.</summary>
    public const int NameLength = 200;

    /// <summary>The longest name of a source.</summary>
    public const int SourceLength = 100;

    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it came from, e.g. a file's name; a source is replaced as a whole.</summary>
    public required string Source { get; init; }

    /// <summary>One for each replacement; what browsers keep is told apart by it.</summary>
    public required Guid Batch { get; init; }

    /// <summary>What it is.</summary>
    public required BaseLayerKind Kind { get; init; }

    /// <summary>1, the greatest, to 4.</summary>
    public required int Rank { get; init; }

    /// <summary>What it is called; null where it has no label.</summary>
    public string? Name { get; init; }

    /// <summary>Its English name, where it has another.</summary>
    public string? NameEn { get; init; }

    /// <summary>Well-known binary, WGS84 degrees, longitude first.</summary>
    public required byte[] Shape { get; init; }

    /// <summary>The row of a shape.</summary>
    public static GroundFeature Of(GroundShape ground, string source, Guid batch, Guid id) => new()
    {
        Id = id, Source = source, Batch = batch, Kind = ground.Kind, Rank = Math.Clamp(ground.Rank, 1, 4), Name = ground.Name, NameEn = ground.NameEn,
        Shape = new WKBWriter(ByteOrder.LittleEndian, handleSRID: false, emitZ: false).Write(ground.Shape),
    };

    /// <summary>The shape of the row.</summary>
    public GroundShape Read() => new(Kind, Rank, Name, NameEn, new WKBReader().Read(Shape));
}

internal sealed class GroundFeatureTable : IEntityTypeConfiguration<GroundFeature>
{
    public void Configure(EntityTypeBuilder<GroundFeature> ground)
    {
        ground.ToTable("GroundFeatures");
        ground.Property(g => g.Id).ValueGeneratedNever();
        ground.Property(g => g.Source).HasMaxLength(GroundFeature.SourceLength);
        ground.Property(g => g.Name).HasMaxLength(GroundFeature.NameLength);
        ground.Property(g => g.NameEn).HasMaxLength(GroundFeature.NameLength);
        ground.HasIndex(g => new { g.Kind, g.Batch });
        ground.HasIndex(g => g.Source);
    }
}

/// <summary>The ground of a source was replaced, or removed where there are none.</summary>
public sealed record GroundReplaced(string Source, BaseLayerKind? Kind, int Features) : IEvent;
