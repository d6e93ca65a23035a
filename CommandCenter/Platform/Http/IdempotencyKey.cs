using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Platform.Http;

/// <summary>
/// A key a caller sends with a request so that sending it again has no second effect. The row is written in the transaction of the effect;
/// its primary key is what makes two at once impossible.
/// </summary>
public sealed class IdempotencyKey
{
    /// <summary>The longest key a caller may send.</summary>
    public const int MaxLength = 200;

    /// <summary>The caller's id and the caller's key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was asked, so that the same key with another request is noticed.</summary>
    public required string RequestDigest { get; init; }

    /// <summary>What came of it.</summary>
    public required Guid ResultId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The stored form of a caller's key.</summary>
    /// <exception cref="Refusal">The key is too long.</exception>
    public static string For(Actor actor, string key) => key.Trim() is { Length: > 0 and <= MaxLength } trimmed
        ? $"{actor.Id}|{trimmed}"
        : throw Refusal.Invalid("Idempotency-Key", $"must have 1 to {MaxLength} characters.");

    /// <summary>What an earlier request with this key came to; null when there was none.</summary>
    /// <exception cref="Refusal">The earlier request was another one.</exception>
    public static async Task<Guid?> Earlier(CityDb db, string key, string digest, CancellationToken cancel)
    {
        var row = await db.Set<IdempotencyKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Key == key, cancel);
        return row is null || row.RequestDigest == digest
            ? row?.ResultId
            : throw new Refusal(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused",
                "Idempotency-Key: was used before with another request. Send a new key with a new request.") { Field = "Idempotency-Key" };
    }
}

internal sealed class IdempotencyKeyTable : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> key)
    {
        key.ToTable("IdempotencyKeys");
        key.HasKey(k => k.Key);
        key.Property(k => k.Key).HasMaxLength(300);
        key.Property(k => k.RequestDigest).HasMaxLength(64);
        key.HasIndex(k => k.At);
    }
}
