using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CommandCenter.Callbacks.Sampling;

/// <summary>Whether a completed ticket is called back. Pure: a retry, another node and a test decide the same for the same ticket.</summary>
public static class Sample
{
    private const int Whole = 10_000;

    /// <summary>Why a callback is wanted; null when none is.</summary>
    /// <param name="rule">The rule that covers the ticket; null for none.</param>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="reworked">Whether it went back to its department before.</param>
    public static PromiseReason? Decide(SamplingRule? rule, Guid ticketId, bool reworked) =>
        reworked ? PromiseReason.Reworked
        : rule is not null && Draw(ticketId) < rule.SharePercent * (Whole / 100) ? PromiseReason.Sampled
        : null;

    /// <summary>A ticket's lot, evenly spread over 0 to 9,999: from its id, so that it never changes.</summary>
    public static int Draw(Guid ticketId)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        ticketId.TryWriteBytes(id);
        SHA256.HashData(id, hash);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % Whole);
    }
}
