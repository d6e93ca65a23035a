namespace CommandCenter.Shell;

internal static partial class ShellLog
{
    [LoggerMessage(LogLevel.Error, "A request failed: {Path}. {Code}")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string path, string code);
}
