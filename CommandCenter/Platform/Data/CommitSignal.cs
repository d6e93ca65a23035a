using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommandCenter.Platform.Data;

/// <summary>Says "something was committed here" to whoever sweeps rows, so that nobody has to wait for a poll.</summary>
public sealed class CommitSignal : DbTransactionInterceptor, ISaveChangesInterceptor
{
    /// <summary>Raised after each commit of this process; handlers only set a flag.</summary>
    public event Action? Committed;

    /// <inheritdoc/>
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Committed?.Invoke();

    /// <inheritdoc/>
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Committed?.Invoke();
        return Task.CompletedTask;
    }

    /// <summary>A single statement is saved without a transaction of its own.</summary>
    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context?.Database.CurrentTransaction is null)
            Committed?.Invoke();
        return ValueTask.FromResult(result);
    }
}
