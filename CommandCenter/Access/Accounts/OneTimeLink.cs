using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Access.Accounts;

/// <summary>What a one-time link opens.</summary>
public enum LinkPurpose
{
    /// <summary>Makes the first administrator of an installation that has none.</summary>
    FirstAdministrator,

    /// <summary>Signs a wall's browser in, so that nobody types a password on a wall.</summary>
    WallSignIn,
}

/// <summary>A link that works once and for a short time. Only the hash of its token is kept.</summary>
public sealed class OneTimeLink : IVersioned
{
    /// <summary>The row's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it opens.</summary>
    public required LinkPurpose Purpose { get; init; }

    /// <summary>Whom it signs in; null for the first administrator, who does not exist yet.</summary>
    public Guid? UserId { get; init; }

    /// <summary>SHA-256 of the token, in hexadecimal.</summary>
    public required string TokenHash { get; init; }

    /// <summary>When it stops working.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used; null until then.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Whether it still works.</summary>
    public bool Works(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}

internal sealed class OneTimeLinkTable : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> link)
    {
        link.ToTable("OneTimeLinks");
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.TokenHash).HasMaxLength(64);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
