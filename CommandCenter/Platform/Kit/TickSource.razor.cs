using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Platform.Kit;

/// <summary>The one timer of a page. The layouts place it; what it wraps receives a <see cref="Tick"/>.</summary>
public sealed partial class TickSource
{
    private readonly CancellationTokenSource _stop = new();
    private Task _ticking = Task.CompletedTask;
    private Tick? _tick;

    /// <summary>How often the screen's clock moves.</summary>
    [Parameter] public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The screen.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _tick = Read();

    // Not before the first render on a circuit: a prerendered page is only a picture and must leave no timer behind.
    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _ticking = RunAsync();
    }

    private Tick Read() => new(Clock.Now(), City.Zone);

    private async Task RunAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Every, Clock);
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await InvokeAsync(() =>
                {
                    _tick = Read();
                    StateHasChanged();
                });
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (ObjectDisposedException) when (_stop.IsCancellationRequested)
        {
            // The circuit ended between the tick and the render.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _ticking;
        _stop.Dispose();
    }
}
