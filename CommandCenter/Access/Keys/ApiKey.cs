using System.Collections.Immutable;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Access.Keys;

/// <summary>What lets a program in. The key itself is shown once, when it is made; the row holds its hash.</summary>
public sealed class ApiKey : IVersioned
{
    /// <summary>The row's id; the Journal names the key by it.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it, e.g. the system that uses it.</summary>
    public required string Name { get; init; }

    /// <summary>The key's first characters: enough to recognize and find it, useless to enter with.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key, in hexadecimal. The key is 256 random bits, so no salt or stretching is needed.</summary>
    public required string Hash { get; init; }

    /// <summary>What it may do: values of <see cref="Scope"/>.</summary>
    public required ImmutableHashSet<string> Scopes { get; init; }

    /// <summary>Who made it, as the Journal names them.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it stops working; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it works.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When it was last used, to the minute; null before the first time.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Whether it still lets anybody in.</summary>
    public bool Works(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("ApiKeys");
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.Name).HasMaxLength(100);
        key.Property(k => k.Prefix).HasMaxLength(16);
        key.Property(k => k.Hash).HasMaxLength(64);
        key.Property(k => k.CreatedBy).HasMaxLength(80);
        key.Property(k => k.Scopes).HasMaxLength(400).HasConversion(
            scopes => string.Join(' ', scopes.Order(StringComparer.Ordinal)),
            text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToImmutableHashSet(),
            new ValueComparer<ImmutableHashSet<string>>((a, b) => a!.SetEquals(b!), s => s.Count, s => s));
        key.HasIndex(k => k.Prefix).IsUnique();
    }
}

/// <summary>A key was made.</summary>
public sealed record ApiKeyCreated(string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt) : Platform.Journal.IEvent;

/// <summary>A key was revoked; it is refused from then on.</summary>
public sealed record ApiKeyRevoked(string Name, string Prefix) : Platform.Journal.IEvent;
