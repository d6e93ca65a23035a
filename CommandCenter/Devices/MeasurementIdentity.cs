using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CommandCenter.Devices;

/// <summary>
/// The id of a measurement, made from what identifies it, so that the same one sent twice is the same row on every node: the sender's message id within device and quantity
/// (one message may carry several quantities), else device, quantity, instant and value.
/// </summary>
public static class MeasurementIdentity
{
    /// <summary>The id.</summary>
    public static Guid Of(Guid deviceId, string quantity, DateTimeOffset at, double value, string? messageId)
    {
        var micros = at.UtcTicks / TimeSpan.TicksPerMicrosecond;
        // Zero has two signs and one meaning.
        var identity = messageId is null
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{deviceId:N}|{quantity}|{micros}|{BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value)}")
            : $"{deviceId:N}|{quantity}||{messageId}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(identity), hash);
        if (messageId is null)
        {
            Span<byte> time = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(time, at.ToUnixTimeMilliseconds());
            time[2..].CopyTo(hash);
        }
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // version 8: of our own making
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
