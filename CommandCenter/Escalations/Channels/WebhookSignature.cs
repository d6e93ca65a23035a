using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CommandCenter.Escalations.Channels;

/// <summary>
/// How calls are signed, so that a receiver knows that they are ours and new: the headers of the Standard Webhooks specification. The signature is HMAC-SHA256 over
/// <c>id.timestamp.body</c> with the bytes of the secret, in Base64, after <c>v1,</c>.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The delivery; the same at each attempt.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>Seconds since 1970 of this attempt.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The signature.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string Prefix = "whsec_";

    /// <summary>A new secret: 256 random bits.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The timestamp of an attempt.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The signature of a body.</summary>
    /// <param name="secret">As it was shown: <c>whsec_</c> and Base64.</param>
    /// <param name="id">The value of <see cref="IdHeader"/>.</param>
    /// <param name="timestamp">The value of <see cref="TimestampHeader"/>.</param>
    /// <param name="body">The body's bytes as they are sent.</param>
    public static string Sign(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var signed = (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed));
    }
}
