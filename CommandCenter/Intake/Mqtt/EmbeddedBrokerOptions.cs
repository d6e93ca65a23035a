using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CommandCenter.Access;
using CommandCenter.Platform.Settings;

namespace CommandCenter.Intake.Mqtt;

/// <summary>How MQTT clients say who they are.</summary>
public enum MqttAuthentication
{
    /// <summary>They do not: whoever reaches the address may send. Only on loopback.</summary>
    None,

    /// <summary>User name and an API key as the password; the key's scopes say what may be sent.</summary>
    ApiKey,
}

/// <summary>Our own MQTT broker: section <c>Intake:Mqtt</c>.</summary>
/// <param name="Addresses">Where it listens: at most one IPv4 and one IPv6 address. <c>Addresses</c>, default 127.0.0.1.</param>
/// <param name="Port">The port. <c>Port</c>, default 1883, with a certificate 8883.</param>
/// <param name="Authentication">How clients say who they are. <c>Authentication</c>, default <c>None</c>, which is refused beyond loopback.</param>
/// <param name="Certificate">The certificate for TLS; null for none. <c>Certificate</c> and <c>CertificateKey</c> (PEM files) or <c>Certificate</c> (PFX) with <c>CertificatePassword</c>.</param>
public sealed record EmbeddedBrokerOptions(IReadOnlyList<IPAddress> Addresses, int Port, MqttAuthentication Authentication, X509Certificate2? Certificate)
{
    private const int Plain = 1883;
    private const int Secured = 8883;

    /// <summary>Whether it can be reached from this machine only.</summary>
    public bool OnlyLoopback => Addresses.All(IPAddress.IsLoopback);

    internal static EmbeddedBrokerOptions? Read(SettingsReader read)
    {
        if (!read.Flag("Enabled", false))
            return null;
        var addresses = read.Many(nameof(Addresses), text => IPAddress.TryParse(text, out var address) ? address.ToString() : null, "an address such as 127.0.0.1 or 0.0.0.0")
            .Select(IPAddress.Parse).Distinct().DefaultIfEmpty(IPAddress.Loopback).ToList();
        if (addresses.GroupBy(a => a.AddressFamily).Any(family => family.Count() > 1))
            read.Wrong(nameof(Addresses), string.Join(",", addresses), "at most one IPv4 and one IPv6 address");
        var certificate = ReadCertificate(read);
        var authentication = ReadAuthentication(read);
        var options = new EmbeddedBrokerOptions(addresses, read.Whole(nameof(Port), certificate is null ? Plain : Secured, 1, 65_535), authentication, certificate);
        if (authentication == MqttAuthentication.None && !options.OnlyLoopback)
            read.Wrong(nameof(Authentication), nameof(MqttAuthentication.None),
                $"{nameof(MqttAuthentication.ApiKey)} when Intake:Mqtt:Addresses is {string.Join(",", addresses)}, where others than this machine can send; else set Intake:Mqtt:Addresses to 127.0.0.1");
        return options;
    }

    /// <summary>The address of a family; where it is not asked for, <see cref="IPAddress.None"/>, by which the broker listens to nothing, for either family.</summary>
    internal IPAddress Of(AddressFamily family) =>
        Addresses.FirstOrDefault(a => a.AddressFamily == family) ?? IPAddress.None;

    private static MqttAuthentication ReadAuthentication(SettingsReader read)
    {
        if (read.Text(nameof(Authentication)) is not { } text)
            return MqttAuthentication.None;
        if (Enum.TryParse<MqttAuthentication>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(text[0]))
            return known;
        read.Wrong(nameof(Authentication), text, $"one of {string.Join(", ", Enum.GetNames<MqttAuthentication>())}");
        return MqttAuthentication.ApiKey; // not a second complaint about the same key
    }

    private static X509Certificate2? ReadCertificate(SettingsReader read)
    {
        if (read.Text(nameof(Certificate)) is not { } file)
            return null;
        try
        {
            if (read.Text("CertificateKey") is not { } key)
                return X509CertificateLoader.LoadPkcs12FromFile(file, read.Text("CertificatePassword"));
            // A key that came from PEM is ephemeral, which Windows' TLS cannot use; by PKCS #12 it can.
            using var pem = X509Certificate2.CreateFromPemFile(file, key);
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pfx), null);
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            read.Wrong(nameof(Certificate), file, $"a certificate with its key ({problem.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
            return null;
        }
    }
}
