namespace CommandCenter.Platform.Kit;

internal static partial class KitLog
{
    [LoggerMessage(LogLevel.Error, "Panel '{Panel}' failed and will be reopened. {Code}")]
    public static partial void PanelFailed(ILogger logger, Exception exception, string panel, string code);
}
