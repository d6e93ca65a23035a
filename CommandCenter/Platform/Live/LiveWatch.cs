namespace CommandCenter.Platform.Live;

/// <summary>
/// How a page follows several live sets: whatever changed in any of them, it is told at most once in a pace, and at the latest after a while without change, because
/// ages grow and days begin by themselves. It asks the sets for their picture when it is told; nothing waits for a slow page but the fact that something changed.
/// </summary>
public sealed class LiveWatch(TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private readonly List<(Func<bool> News, IDisposable Ear)> ears = [];
    private Task following = Task.CompletedTask;

    /// <summary>Follows a set, too. Before <see cref="Start"/>.</summary>
    public LiveWatch Of<TKey, TValue>(LiveSet<TKey, TValue> set) where TKey : notnull where TValue : class
    {
        var ear = set.Subscribe();
        ears.Add((() => ear.Take().Count > 0, ear));
        return this;
    }

    /// <summary>Begins.</summary>
    /// <param name="pace">The shortest time between two calls.</param>
    /// <param name="longest">The longest.</param>
    /// <param name="show">Called on no particular thread; a page gives <c>() => InvokeAsync(Show)</c>.</param>
    /// <param name="failed">What the call threw: a page gives <c>DispatchExceptionAsync</c>, so that it is its circuit's to show.</param>
    public void Start(TimeSpan pace, TimeSpan longest, Func<Task> show, Func<Exception, Task> failed) => following = Follow(pace, longest, show, failed);

    /// <summary>Stops, and waits for a call that is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await following;
        foreach (var (_, ear) in ears)
            ear.Dispose();
        leaving.Dispose();
    }

    private async Task Follow(TimeSpan pace, TimeSpan longest, Func<Task> show, Func<Exception, Task> failed)
    {
        try
        {
            using var timer = new PeriodicTimer(pace, clock);
            var shown = clock.GetTimestamp();
            while (await timer.WaitForNextTickAsync(leaving.Token))
            {
                var news = false;
                foreach (var (hasNews, _) in ears)
                    news |= hasNews(); // every ear is emptied, or it would keep what it heard
                if (!news && clock.GetElapsedTime(shown) < longest)
                    continue;
                await show();
                shown = clock.GetTimestamp();
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException && leaving.IsCancellationRequested)
        {
            // The page was left, or its circuit ended between the change and the render.
        }
        catch (Exception problem)
        {
            await failed(problem);
        }
    }
}
