using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CommandCenter.Intake.Reading;

/// <summary>128 bits that stand for "this message of this sender", whatever others call theirs.</summary>
public static class MessageIdentity
{
    /// <summary>By the sender's own id of the message.</summary>
    public static string Of(string sender, string messageId)
    {
        using var hash = Begin(sender, "id", messageId);
        return End(hash);
    }

    /// <summary>
    /// By the key of the sending, the item's place in it and its words: the same key with another body is not taken for a repetition, which would lose what is new in it.
    /// </summary>
    public static string Of(string sender, string key, int index, ReadOnlySpan<byte> item)
    {
        using var hash = Begin(sender, "key", key);
        Span<byte> place = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(place, index);
        hash.AppendData(place);
        hash.AppendData(item);
        return End(hash);
    }

    private static IncrementalHash Begin(string sender, string sort, string id)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{sender}\n{sort}\n{id}"));
        return hash;
    }

    private static string End(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
}
