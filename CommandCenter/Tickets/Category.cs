using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Tickets;

/// <summary>A node of the category tree, at most three levels deep.</summary>
public sealed class Category : IVersioned
{
    /// <summary>The deepest level.</summary>
    public const int Levels = 3;

    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>The node above it; null at the top.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>Its name, unique below its parent.</summary>
    public required string Name { get; set; }

    /// <summary>Its English name, where it differs.</summary>
    public string? NameEn { get; set; }

    /// <summary>
    /// Made by name alone (a policy file names types without their place in the tree). The first path that ends in this name gives it its place.
    /// </summary>
    public bool Unplaced { get; set; }

    /// <summary>The department its tickets usually go to; proposed at dispatch.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>The priority its tickets start with.</summary>
    public TicketPriority Priority { get; set; } = TicketPriority.Normal;

    /// <summary>Whether new tickets may use it.</summary>
    public bool Active { get; set; } = true;

    /// <inheritdoc/>
    public int Version { get; set; }
}

internal sealed class CategoryTable : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ToTable("Categories");
        category.Property(c => c.Id).ValueGeneratedNever();
        category.Property(c => c.Name).HasMaxLength(200);
        category.Property(c => c.NameEn).HasMaxLength(200);
        category.HasIndex(c => c.ParentId);
    }
}
