using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Deadlines;

/// <summary>What a room does when a deadline of its kind is due.</summary>
/// <param name="Kind">The kind, e.g. <c>ticket.resolution</c>.</param>
/// <param name="Act">Changes rows through the context and journals under the deadline's once-key; does not save. It may arm the deadline for its next instant.</param>
public sealed record DeadlineAction(string Kind, Func<IServiceProvider, CityDb, Deadline, CancellationToken, Task> Act);

/// <summary>
/// The job behind each due deadline. It takes only an id, re-reads, checks, acts and commits row, effect and journal entry together,
/// so that running it twice, or on two nodes, has its effect once.
/// </summary>
public sealed class DeadlineJob(IDbContextFactory<CityDb> databases, IEnumerable<DeadlineAction> actions, IServiceProvider services, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>Runs the deadline's action if it is still due.</summary>
    /// <exception cref="InvalidOperationException">No room acts on this kind.</exception>
    public async Task Run(Guid id, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunOnce(id, cancel);
                return;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody changed the subject meanwhile, or the same job ran elsewhere and its once-key is taken: read again and decide again.
            }
        }
    }

    private async Task RunOnce(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var deadline = await db.Set<Deadline>().FirstOrDefaultAsync(d => d.Id == id, cancel);
        if (deadline is not { State: DeadlineState.Pending } || deadline.DueAt >= clock.Now()) // what happens at the instant itself is in time
            return;
        var action = actions.FirstOrDefault(a => a.Kind == deadline.Kind)
            ?? throw new InvalidOperationException($"No room acts on deadlines of kind '{deadline.Kind}'.");
        var arming = deadline.Arming;
        await action.Act(services, db, deadline, cancel);
        if (deadline.Arming == arming) // an action may let its row wait for the next instant
            deadline.Fire(clock.Now());
        await db.SaveChangesAsync(cancel);
    }
}
