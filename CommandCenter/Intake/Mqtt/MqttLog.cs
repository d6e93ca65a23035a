using MQTTnet.Diagnostics.Logger;

namespace CommandCenter.Intake.Mqtt;

/// <summary>What the MQTT library says, in our log: its errors are a client's broken connection more often than ours, so they are warnings there, and its news are for a search for a fault.</summary>
internal sealed partial class MqttLog(ILogger logger) : IMqttNetLogger
{
    public bool IsEnabled => logger.IsEnabled(LogLevel.Warning);

    public void Publish(MqttNetLogLevel logLevel, string source, string message, object[] parameters, Exception exception)
    {
        var level = logLevel == MqttNetLogLevel.Error ? LogLevel.Warning : LogLevel.Trace;
        if (logger.IsEnabled(level))
            LogSaid(level, exception, source, Text(message, parameters));
    }

    // Client ids and topics are strangers' words, which may hold what a format string trips over.
    private static string Text(string message, object[] parameters)
    {
        try
        {
            return parameters is { Length: > 0 } ? string.Format(System.Globalization.CultureInfo.InvariantCulture, message, parameters) : message;
        }
        catch (FormatException)
        {
            return message;
        }
    }

    [LoggerMessage(Message = "{Source}: {Message}")]
    private partial void LogSaid(LogLevel level, Exception? problem, string source, string message);
}
