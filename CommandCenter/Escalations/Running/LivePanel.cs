using CommandCenter.Platform.Live;

namespace CommandCenter.Escalations.Running;

/// <summary>A panel that follows several live sets and draws what it makes of them all, whichever moved.</summary>
public abstract class LivePanel : LiveComponent
{
    /// <summary>Batches come no more often.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Takes over what changed, before it renders.</summary>
    protected virtual Task Heard() => Task.CompletedTask;

    /// <summary>Listens to a set; renders after the snapshot and after each batch that <paramref name="concerns"/> it.</summary>
    protected Task Listen<TKey, TValue>(LiveSet<TKey, TValue> set, Func<IReadOnlyList<LiveChange<TKey, TValue>>, bool>? concerns = null) where TKey : notnull where TValue : class =>
        Follow(set, Pace, _ => Take(), batch => concerns?.Invoke(batch) == false ? Task.CompletedTask : Take());

    /// <summary>Renders, from any thread.</summary>
    protected Task Draw() => InvokeAsync(Take);

    private async Task Take()
    {
        await Heard();
        StateHasChanged();
    }
}
