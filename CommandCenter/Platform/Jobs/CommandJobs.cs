using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace CommandCenter.Platform.Jobs;

/// <summary>
/// Where no job server runs (a command line verb): jobs are not taken, because the rows behind them are found by the running server's pump.
/// </summary>
public sealed class NoJobs : IBackgroundJobClient
{
    /// <inheritdoc/>
    public string Create(Job job, IState state) => throw new InvalidOperationException("A command line verb enqueues no jobs; it writes rows that the server's pump finds.");

    /// <inheritdoc/>
    public bool ChangeState(string jobId, IState state, string? expectedState) => false;
}
