using System.Collections.Immutable;
using CommandCenter.Access;
using CommandCenter.Access.Keys;
using CommandCenter.Intake.Reading;
using MQTTnet.Protocol;

namespace CommandCenter.Intake.Mqtt;

/// <summary>A client that was let into our broker, and what it may.</summary>
/// <param name="Sender">Whom its messages come from: the key's name; without authentication the user name, else the client id.</param>
/// <param name="KeyId">Its API key; null without authentication.</param>
/// <param name="Scopes">What it may publish.</param>
internal sealed record MqttClient(string Sender, Guid? KeyId, ImmutableHashSet<string> Scopes)
{
    /// <summary>Where the broker keeps it with the session.</summary>
    public const string Key = "commandcenter";

    private static readonly ImmutableHashSet<string> Everything = [Scope.MeasurementsWrite, Scope.PositionsWrite, Scope.AlarmsWrite];

    /// <summary>Whoever asks to come in: a client, or why not.</summary>
    /// <param name="clientId">Its name at the broker.</param>
    /// <param name="userName">With authentication the name of its API key.</param>
    /// <param name="password">The key.</param>
    /// <param name="authentication">Whether it must say who it is.</param>
    /// <param name="keys">The keys there are.</param>
    /// <param name="cancel">Ends the asking.</param>
    public static async Task<(MqttClient? Client, MqttConnectReasonCode Refused)> Of(
        string clientId, string? userName, string? password, MqttAuthentication authentication, ApiKeyDesk keys, CancellationToken cancel)
    {
        if (authentication == MqttAuthentication.None)
            return (new MqttClient(Name(userName) ?? Name(clientId) ?? MqttDoor.Name, null, Everything), MqttConnectReasonCode.Success);
        // The name must fit the key, so that one who took a wrong key from his notes does not send under another's name.
        if (Name(password) is not { } presented || await keys.Find(presented, cancel) is not { } key || !string.Equals(key.Name, Name(userName), StringComparison.OrdinalIgnoreCase))
            return (null, MqttConnectReasonCode.BadUserNameOrPassword);
        var scopes = key.Scopes.Intersect(Everything);
        return scopes.Count == 0 ? (null, MqttConnectReasonCode.NotAuthorized) : (new MqttClient(key.Name, key.Id, scopes), MqttConnectReasonCode.Success);
    }

    /// <summary>Why it may not publish to a topic, in one sentence; null where it may.</summary>
    public string? WhyNot(string address, out MqttTopic? topic)
    {
        if (!MqttTopic.TryParse(address, out topic))
            return $"The topic is none of {string.Join(", ", Enum.GetValues<SignalKind>().Select(k => MqttTopic.Root + MqttTopic.Word(k)))}, with one level more at most.";
        if (!Scopes.Contains(topic!.Scope))
            return $"The API key of {Sender} has not the scope '{topic.Scope}'.";
        return KeyId is not null && topic is { Kind: SignalKind.Alarms, Subject: { } subject } && !string.Equals(subject, Sender, StringComparison.OrdinalIgnoreCase)
            ? $"{Sender} sends its own alarms only: its topic is {MqttTopic.Root}{MqttTopic.Word(SignalKind.Alarms)}/{Sender}."
            : null;
    }

    private static string? Name(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
