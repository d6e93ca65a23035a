using CommandCenter.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Escalations.Running;

/// <summary>
/// A component that follows live sets: it listens from its first render on a circuit, renders at most once per <see cref="Pace"/>, and stops and waits when it is left.
/// What fails in it is the circuit's to show.
/// </summary>
public abstract class LivePanel : ComponentBase, IAsyncDisposable
{
    /// <summary>Batches come no more often.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

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

    /// <summary>What it listens to: calls of <see cref="Listen"/>.</summary>
    protected abstract IEnumerable<Task> Ears();

    /// <summary>Takes over what changed, before it renders.</summary>
    protected virtual Task Heard() => Task.CompletedTask;

    /// <summary>Listens to a set; renders after the snapshot and after each batch that <paramref name="concerns"/> it.</summary>
    protected async Task Listen<TKey, TValue>(LiveSet<TKey, TValue> set, Func<IReadOnlyList<LiveChange<TKey, TValue>>, bool>? concerns = null) where TKey : notnull where TValue : class
    {
        using var subscription = set.Subscribe();
        try
        {
            await Draw();
            await foreach (var batch in subscription.Batches(Pace, Clock, leaving.Token))
                if (batch.Count > 0 && concerns?.Invoke(batch) != false)
                    await Draw();
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

    /// <summary>Renders, from any thread.</summary>
    protected Task Draw() => InvokeAsync(async () =>
    {
        await Heard();
        StateHasChanged();
    });

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
