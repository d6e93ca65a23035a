namespace CommandCenter.Callbacks;

/// <summary>What the room writes into the log. Never a name or a number of a requester.</summary>
internal static partial class CallbackLog
{
    [LoggerMessage(LogLevel.Warning, "A callback is due a day after the completion, because its calendar cannot be counted with: {Problem}")]
    public static partial void NoWorkingTime(ILogger logger, string problem);
}
