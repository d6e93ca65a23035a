using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Platform.Live;

/// <summary>
/// A component that follows a live set: it listens from its first render on a circuit (a prerendered page is only a picture), renders once per batch,
/// and stops and waits when it is left. What fails in it is the circuit's to show, not lost in the background.
/// </summary>
public abstract class LiveListener<TView> : ComponentBase, IAsyncDisposable where TView : class
{
    /// <summary>Batches come no more often.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    private readonly CancellationTokenSource leaving = new();
    private Task listening = Task.CompletedTask;

    /// <summary>Time.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>The set that is followed.</summary>
    protected abstract LiveSet<Guid, TView> Followed { get; }

    /// <summary>Cancelled when the component is left.</summary>
    protected CancellationToken Leaving => leaving.Token;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && !leaving.IsCancellationRequested)
            listening = Listen();
    }

    /// <summary>Takes the whole set over; the component renders afterwards.</summary>
    protected abstract Task Show(ImmutableDictionary<Guid, TView> all);

    /// <summary>Takes changes over; true when the component is to render.</summary>
    protected abstract Task<bool> Hear(IReadOnlyList<LiveChange<Guid, TView>> changes);

    private async Task Listen()
    {
        using var subscription = Followed.Subscribe();
        try
        {
            await InvokeAsync(async () =>
            {
                await Show(subscription.Snapshot);
                StateHasChanged();
            });
            await foreach (var batch in subscription.Batches(Pace, Clock, leaving.Token))
                await InvokeAsync(async () =>
                {
                    if (batch.Count > 0 && await Hear(batch))
                        StateHasChanged();
                });
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
