using CommandCenter.DemoCity.Building;
using CommandCenter.Platform.Journal;

namespace CommandCenter.DemoCity;

/// <summary>Builds the invented city behind the first pages, and goes on with one that an earlier process could not finish.</summary>
internal sealed partial class DemoHost(DemoBuilder builder, JournalTail tail, ILogger<DemoHost> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await tail.Built.WaitAsync(stoppingToken);
            await builder.Build(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return; // the next start goes on
        }
        catch (Exception problem)
        {
            LogFailed(problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo city could not be built to its end; the next start goes on with it")]
    private partial void LogFailed(Exception problem);
}
