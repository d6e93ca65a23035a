using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Platform.Live;

/// <summary>
/// A component that follows live sets: it listens from its first render on a circuit (a prerendered page is only a picture), and stops and waits when it is left. What fails in
/// it is the circuit's to show, not lost in the background.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private Task listening = Task.CompletedTask;

    /// <summary>Time.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Cancelled when the component is left.</summary>
    protected CancellationToken Leaving => leaving.Token;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && !leaving.IsCancellationRequested)
            listening = Task.WhenAll(Ears());
    }

    /// <summary>What it listens to: calls of <see cref="Follow"/>, and whatever else lasts as long as the component.</summary>
    protected abstract IEnumerable<Task> Ears();

    /// <summary>Follows a set until the component is left.</summary>
    /// <param name="set">The set.</param>
    /// <param name="pace">Batches come no more often.</param>
    /// <param name="show">Takes the whole set over.</param>
    /// <param name="hear">Takes changes over; never called without any.</param>
    protected async Task Follow<TKey, TValue>(
        LiveSet<TKey, TValue> set, TimeSpan pace, Func<ImmutableDictionary<TKey, TValue>, Task> show, Func<IReadOnlyList<LiveChange<TKey, TValue>>, Task> hear)
        where TKey : notnull where TValue : class
    {
        using var subscription = set.Subscribe();
        try
        {
            await InvokeAsync(() => show(subscription.Snapshot));
            await foreach (var batch in subscription.Batches(pace, Clock, leaving.Token))
                if (batch.Count > 0)
                    await InvokeAsync(() => hear(batch));
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (leaving.IsCancellationRequested)
            return;
        await leaving.CancelAsync();
        await listening;
        await Leave();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a component has to put away itself.</summary>
    protected virtual ValueTask Leave() => ValueTask.CompletedTask;
}
