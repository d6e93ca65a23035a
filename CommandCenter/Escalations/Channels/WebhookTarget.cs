using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Escalations.Channels;

/// <summary>Another system that is told of steps by HTTP.</summary>
public sealed class WebhookTarget : IVersioned
{
    /// <summary>The longest name.</summary>
    public const int NameLength = 100;

    /// <summary>The longest address.</summary>
    public const int UrlLength = 500;

    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>Where it listens.</summary>
    public required string Url { get; set; }

    /// <summary>What calls are signed with, protected by the keys of this installation.</summary>
    public required string ProtectedSecret { get; set; }

    /// <summary>Whether it is called.</summary>
    public bool Active { get; set; } = true;

    /// <inheritdoc/>
    public int Version { get; set; }
}

internal sealed class WebhookTargetTable : IEntityTypeConfiguration<WebhookTarget>
{
    public void Configure(EntityTypeBuilder<WebhookTarget> target)
    {
        target.ToTable("WebhookTargets");
        target.Property(t => t.Id).ValueGeneratedNever();
        target.Property(t => t.Name).HasMaxLength(WebhookTarget.NameLength);
        target.Property(t => t.Url).HasMaxLength(WebhookTarget.UrlLength);
        target.Property(t => t.ProtectedSecret).HasMaxLength(1_000);
        target.HasIndex(t => t.Name).IsUnique();
    }
}
