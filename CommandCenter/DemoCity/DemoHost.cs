using CommandCenter.DemoCity.Building;
using CommandCenter.DemoCity.Simulation;
using CommandCenter.Platform.Journal;
using CommandCenter.Tickets;

namespace CommandCenter.DemoCity;

/// <summary>Builds the invented city behind the first pages, goes on with one that an earlier process could not finish, and then lets it live.</summary>
internal sealed partial class DemoHost(DemoBuilder builder, DemoKey key, SimulatorControl simulator, DemoOptions options, FigureSampler figures, JournalTail tail, ILogger<DemoHost> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await tail.Built.WaitAsync(stoppingToken);
            if (await builder.Build(stoppingToken) is not { } built)
                return;
            figures.Restart();
            if (options.Simulate)
                simulator.Begin(new(built.Cast, DemoKey.Name, await key.Get(stoppingToken)) { BegunAt = built.Present });
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
