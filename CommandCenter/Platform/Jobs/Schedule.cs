using CommandCenter.Platform.Journal;
using Quartz;

namespace CommandCenter.Platform.Jobs;

/// <summary>Something that follows a calendar: a name, when it fires, and the plain call it makes.</summary>
/// <param name="Name">Lasting and unique; clustered nodes know the schedule by it.</param>
/// <param name="Cron">Quartz's cron expression, seconds first.</param>
/// <param name="Zone">The zone the expression is read in.</param>
/// <param name="Run">What it does.</param>
public sealed record Schedule(string Name, string Cron, TimeZoneInfo Zone, Func<IServiceProvider, CancellationToken, Task> Run);

/// <summary>How a room puts something on a schedule.</summary>
public static class ScheduleRegistration
{
    /// <summary>
    /// Each full minute: for work that looks by itself whether it is due. What is decided from rows and the clock catches up after a stop, follows every change of the
    /// rows, and is tested without a scheduler.
    /// </summary>
    public const string EveryMinute = "0 * * * * ?";

    /// <summary>
    /// Calls <paramref name="run"/> on <typeparamref name="T"/> whenever <paramref name="cron"/> fires: on one node at a time, never beside itself, at least once per
    /// fire while a node runs. Fires that were missed are not made up for; the call must look what is due.
    /// </summary>
    public static IServiceCollection AddSchedule<T>(this IServiceCollection services, string name, string cron, TimeZoneInfo zone, Func<T, CancellationToken, Task> run) where T : notnull =>
        services.AddSingleton(new Schedule(name, cron, zone, (provider, cancel) => run(provider.GetRequiredService<T>(), cancel)));
}

/// <summary>Puts every schedule into Quartz when a server starts. Another node has put the same ones: they are replaced, not doubled.</summary>
internal sealed class ScheduleStart(ISchedulerFactory factory, IEnumerable<Schedule> schedules, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        foreach (var schedule in schedules)
        {
            var job = JobBuilder.Create<ScheduledCall>().WithIdentity(schedule.Name).Build();
            var cron = CronScheduleBuilder.Create(schedule.Cron).InTimeZone(schedule.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing);
            var trigger = TriggerBuilder.Create(clock).WithIdentity(schedule.Name).ForJob(job).WithSchedule(cron).Build();
            await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>What Quartz fires: finds the schedule by the job's name and makes its call, once this process knows the city.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ScheduledCall(IServiceProvider provider, IEnumerable<Schedule> schedules, JournalTail tail, ILogger<ScheduledCall> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // Calendars, names and rules are in memory only after the first reading; the next fire comes soon enough.
        if (!tail.Ready)
            return;
        var name = context.JobDetail.Key.Name;
        if (schedules.FirstOrDefault(s => s.Name == name) is not { } schedule)
        {
            LogUnknown(name);
            return;
        }
        try
        {
            await schedule.Run(provider, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The next fire tries again; the scheduler goes on with the others.
            LogFailed(problem, schedule.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "The scheduled work '{Name}' failed; it is tried again when it fires next")]
    private partial void LogFailed(Exception problem, string name);

    [LoggerMessage(LogLevel.Warning, "Nothing here is scheduled as '{Name}'; another version of the product put it into the job store")]
    private partial void LogUnknown(string name);
}
