using System.Security.Cryptography;
using System.Text;

namespace CommandCenter.Access;

/// <summary>Random words that let somebody in, and the hashes that are kept instead of them.</summary>
internal static class Secrets
{
    // Nothing that is mistaken for something else when it is read aloud or typed from paper: no i, l, o, u, 0, 1.
    private const string Readable = "abcdefghjkmnpqrstvwxyz23456789";

    /// <summary>A password to hand over: three groups of five, 73 bits, lives until the first sign-in.</summary>
    public static string TemporaryPassword() => Groups(3, 5);

    /// <summary>A token that can be typed into a wall's browser: four groups of five, 98 bits.</summary>
    public static string LinkToken() => Groups(4, 5);

    /// <summary>An API key: what it is, a prefix to find it by, and 256 random bits.</summary>
    public static (string Key, string Prefix) ApiKey()
    {
        var prefix = RandomNumberGenerator.GetString(Readable, 8);
        return ($"cc_{prefix}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}", prefix);
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares a secret with a kept hash in a time that tells nothing.</summary>
    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));

    private static string Groups(int groups, int length) =>
        string.Join('-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(Readable, length)));
}
