using System.Net;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Settings;
using MimeKit;

namespace CommandCenter.Escalations;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpTls
{
    /// <summary>By STARTTLS where the server offers it, by TLS from the start on port 465.</summary>
    Auto,

    /// <summary>Not at all.</summary>
    None,

    /// <summary>By STARTTLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>By TLS from the start.</summary>
    Implicit,
}

/// <summary>The mail server: section <c>Escalations:Smtp</c>.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">1 to 65535; default 587.</param>
/// <param name="Tls">Default Auto.</param>
/// <param name="User">The account, where it wants one.</param>
/// <param name="Password">Its password.</param>
/// <param name="From">The sender's address.</param>
/// <param name="FromName">The sender's name.</param>
/// <param name="Timeout">How long one message may take.</param>
public sealed record SmtpOptions(string Host, int Port, SmtpTls Tls, string? User, string? Password, string From, string FromName, TimeSpan Timeout);

/// <summary>Channels of escalations: section <c>Escalations</c>.</summary>
public sealed class EscalationsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Escalations";

    /// <summary>The address under which people reach this site, for links in messages: <c>https://cc.example.org</c>. Needed for e-mail.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>The mail server; null while <c>Escalations:Smtp:Host</c> is not set, and then nothing is sent by e-mail.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>How long a webhook's receiver may take, 1 to 60 seconds. <c>WebhookTimeoutSeconds</c>, default 10.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The address of a page; its path alone while no address of the site is set.</summary>
    public string Link(string path) => PublicAddress is null ? path : new Uri(PublicAddress, path.TrimStart('/')).AbsoluteUri;

    /// <summary>Reads the section; all mistakes at once, each naming its key.</summary>
    /// <exception cref="CannotStart">A setting is wrong.</exception>
    public static EscalationsOptions Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration.GetSection(Section));
        var address = PublicAddressIn(read);
        var options = new EscalationsOptions
        {
            PublicAddress = address,
            Smtp = SmtpIn(read.Within("Smtp"), address),
            WebhookTimeout = TimeSpan.FromSeconds(read.Whole("WebhookTimeoutSeconds", 10, 1, 60)),
        };
        return read.Problems.Count == 0 ? options : throw new CannotStart(string.Join(" ", read.Problems));
    }

    private static Uri? PublicAddressIn(SettingsReader read)
    {
        if (read.Text(nameof(PublicAddress)) is not { } text)
            return null;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0)
            return address;
        read.Wrong(nameof(PublicAddress), text, "an address such as https://cc.example.org");
        return null;
    }

    private static SmtpOptions? SmtpIn(SettingsReader read, Uri? address)
    {
        if (read.Text("Host") is not { } host)
            return null;
        var (user, tls) = (read.Text("User"), TlsIn(read));
        if (!MailboxAddress.TryParse(read.Text("From") ?? "", out var from) || !from.Address.Contains('@', StringComparison.Ordinal))
            read.Wrong("From", read.Text("From"), "the sender's address, such as cc@example.org");
        if (address is null)
            read.Problems.Add($"{Section}:{nameof(PublicAddress)} is not set; e-mail needs it for its links.");
        // A password on an open line is everybody's; only this machine's own line is not open.
        if (user is not null && tls == SmtpTls.None && !IsThisMachine(host))
            read.Wrong("Tls", "None", "Auto, StartTls or Implicit where User is set");
        return new SmtpOptions(host, read.Whole("Port", 587, 1, 65_535), tls, user, read.Text("Password"), from?.Address ?? "", read.Text("FromName") ?? "CommandCenter",
            TimeSpan.FromSeconds(read.Whole("TimeoutSeconds", 30, 1, 60)));
    }

    private static SmtpTls TlsIn(SettingsReader read)
    {
        if (read.Text("Tls") is not { } text)
            return SmtpTls.Auto;
        if (Enum.TryParse<SmtpTls>(text, ignoreCase: true, out var tls) && Enum.IsDefined(tls) && !char.IsAsciiDigit(text[0]))
            return tls;
        read.Wrong("Tls", text, $"one of {string.Join(", ", Enum.GetNames<SmtpTls>())}");
        return SmtpTls.Auto;
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
