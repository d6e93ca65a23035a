using CommandCenter.Platform.Live;
using CommandCenter.Tickets.Panels;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Callbacks.Panels;

/// <summary>
/// A component that follows the live callbacks: it listens from its first render on a circuit, renders once per batch, and stops and waits when it is left, as
/// <see cref="TicketListener"/> does for tickets.
/// </summary>
public abstract class CallbackListener : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private Task listening = Task.CompletedTask;

    /// <summary>The live callbacks.</summary>
    [Inject] protected CallbacksLive Live { get; set; } = null!;

    /// <summary>Time.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Cancelled when the component is left.</summary>
    protected CancellationToken Leaving => leaving.Token;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && !leaving.IsCancellationRequested)
            listening = Listen();
    }

    /// <summary>Takes the whole set over; the component renders afterwards.</summary>
    protected abstract Task Show(IEnumerable<CallbackView> all);

    /// <summary>Takes changes over; true when the component is to render.</summary>
    protected abstract Task<bool> Hear(IReadOnlyList<LiveChange<Guid, CallbackView>> changes);

    private async Task Listen()
    {
        using var subscription = Live.Set.Subscribe();
        try
        {
            await InvokeAsync(async () =>
            {
                await Show(subscription.Snapshot.Values);
                StateHasChanged();
            });
            await foreach (var batch in subscription.Batches(TicketListener.Pace, Clock, leaving.Token))
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
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }
}
