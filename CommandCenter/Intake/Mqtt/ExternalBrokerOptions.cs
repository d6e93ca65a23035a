using CommandCenter.Access;
using CommandCenter.Platform.Settings;

namespace CommandCenter.Intake.Mqtt;

/// <summary>Another's MQTT 5 broker, at which we are a client: section <c>Intake:ExternalBroker</c>.</summary>
/// <param name="Host">Its name or address. <c>Host</c>; there is no external broker without it.</param>
/// <param name="Port">Its port. <c>Port</c>, default 1883, with TLS 8883.</param>
/// <param name="Tls">Whether the connection is secured; its certificate must be one that this machine trusts. <c>Tls</c>, default false.</param>
/// <param name="User">Our user name there. <c>User</c>.</param>
/// <param name="Password">Our password there. <c>Password</c>.</param>
/// <param name="ClientId">Our lasting name there, by which it keeps what came while we were away. <c>ClientId</c>, default <c>commandcenter</c>.</param>
/// <param name="SessionExpiry">For how long it does. <c>SessionHours</c>, default 168 (a week).</param>
/// <param name="Sender">Whom signals are said to come from, where the topic does not say. <c>Sender</c>, default <c>mqtt</c>.</param>
/// <param name="InFlight">How many messages it may send before we acknowledge the first. <c>InFlight</c>, default 200.</param>
public sealed record ExternalBrokerOptions(
    string Host, int Port, bool Tls, string? User, string? Password, string ClientId, TimeSpan SessionExpiry, string Sender, int InFlight)
{
    internal static ExternalBrokerOptions? Read(SettingsReader read)
    {
        if (read.Text(nameof(Host)) is not { } host)
            return null;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            read.Wrong(nameof(Host), host, "a host's name or address, without scheme and port");
        var (tls, user, password) = (read.Flag(nameof(Tls), false), read.Text(nameof(User)), read.Text(nameof(Password)));
        if (password is not null && user is null)
            read.Wrong(nameof(User), null, "set when Intake:ExternalBroker:Password is");
        var sender = read.Text(nameof(Sender)) ?? "mqtt";
        if (sender.Length > SignalOrigin.SenderLength)
            read.Wrong(nameof(Sender), sender, $"at most {SignalOrigin.SenderLength} characters");
        return new ExternalBrokerOptions(host, read.Whole(nameof(Port), tls ? 8883 : 1883, 1, 65_535), tls, user, password, read.Text(nameof(ClientId)) ?? "commandcenter",
            TimeSpan.FromHours(read.Whole("SessionHours", 168, 1, 8_760)), sender, read.Whole(nameof(InFlight), 200, 1, 65_535));
    }
}
