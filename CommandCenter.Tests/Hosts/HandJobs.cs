using System.Collections.Concurrent;
using CommandCenter.Platform.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;

namespace CommandCenter.Tests.Hosts;

/// <summary>
/// The job queue in the test's hand: jobs wait until the test runs them, so that it can lose them as a crash would, or run one twice.
/// </summary>
public sealed class HandJobs : IBackgroundJobClient
{
    private readonly ConcurrentQueue<Job> waiting = new();

    /// <summary>Jobs that were handed over and not run.</summary>
    public int Waiting => waiting.Count;

    /// <inheritdoc/>
    public string Create(Job job, IState state)
    {
        waiting.Enqueue(job);
        return Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
    }

    /// <inheritdoc/>
    public bool ChangeState(string jobId, IState state, string expectedState) => false;

    /// <summary>Takes every waiting job without running it: what a crash after the claim does.</summary>
    public IReadOnlyList<Job> Take()
    {
        var taken = new List<Job>();
        while (waiting.TryDequeue(out var job))
            taken.Add(job);
        return taken;
    }

    /// <summary>Runs a job on <paramref name="services"/>, as a worker would.</summary>
    public static async Task Run(Job job, IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var target = ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, job.Type);
        await (Task)job.Method.Invoke(target, [.. job.Args])!;
    }
}
