using CommandCenter.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Alarms.Panels;

/// <summary>
/// A component that follows the live alarms: it listens from its first render on a circuit (a prerendered page is only a picture), renders once per batch, and stops and
/// waits when it is left. What fails in it is the circuit's to show, not lost in the background.
/// </summary>
public abstract class AlarmListener : ComponentBase, IAsyncDisposable
{
    /// <summary>Batches come no more often.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    private readonly CancellationTokenSource leaving = new();
    private Task listening = Task.CompletedTask;

    /// <summary>The live alarms.</summary>
    [Inject] protected AlarmsLive Live { get; set; } = null!;

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

    /// <summary>Takes changes over, the whole set first; true when the component is to render.</summary>
    protected abstract Task<bool> Hear(IReadOnlyCollection<Guid> changed);

    private async Task Listen()
    {
        using var subscription = Live.Set.Subscribe();
        try
        {
            await Tell([.. subscription.Snapshot.Keys]);
            await foreach (var batch in subscription.Batches(Pace, Clock, leaving.Token))
                if (batch.Count > 0)
                    await Tell([.. batch.Select(c => c.Key)]);
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

    private Task Tell(Guid[] changed) => InvokeAsync(async () =>
    {
        if (await Hear(changed))
            StateHasChanged();
    });

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
