namespace CommandCenter.Shell;

internal static partial class ShellLog
{
    [LoggerMessage(LogLevel.Error, "A page could not be opened: {Path}. {Code}")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string path, string code);
}
