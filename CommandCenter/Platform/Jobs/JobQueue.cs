using System.Linq.Expressions;
using Hangfire;

namespace CommandCenter.Platform.Jobs;

/// <summary>Hands work to a job, at least once. Arguments are ids; the job reads what it needs.</summary>
public sealed class JobQueue(IBackgroundJobClient jobs)
{
    /// <summary>Runs <paramref name="call"/> on a <typeparamref name="TJob"/> of its own, soon, on any node.</summary>
    public void Enqueue<TJob>(Expression<Func<TJob, Task>> call) => jobs.Enqueue(call);
}
