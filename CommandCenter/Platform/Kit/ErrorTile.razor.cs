using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Platform.Kit;

/// <summary>
/// Keeps a failed panel to its tile and reopens it by itself: after <see cref="RetryAfter"/>, then after twice as long each time, at most
/// five minutes. Put one around every panel; the others live on.
/// </summary>
public sealed partial class ErrorTile
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly CancellationTokenSource _stop = new();
    private string _code = "";
    private DateTimeOffset? _failedAt;
    private int _failures;

    /// <summary>The panel's name, which stays readable while it is broken.</summary>
    [Parameter] public string? Title { get; set; }

    /// <summary>How long to wait before the first reopening.</summary>
    [Parameter] public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>CSS classes of the tile while it is broken, so that it keeps its place in the grid: <c>wp feed</c>.</summary>
    [Parameter] public string? Class { get; set; }

    [CascadingParameter] private Tick? Tick { get; set; }

    private TimeSpan Wait => TimeSpan.FromTicks(Math.Min(Longest.Ticks, RetryAfter.Ticks << Math.Min(_failures - 1, 8)));

    /// <inheritdoc/>
    protected override Task OnErrorAsync(Exception exception)
    {
        var now = Clock.Now();
        // A panel that ran for ten minutes is well again; its next failure starts from the shortest wait.
        _failures = _failedAt is { } last && now - last < Longest + Longest ? _failures + 1 : 1;
        _failedAt = now;
        _code = FailureCode.New();
        KitLog.PanelFailed(Log, exception, Title ?? ChildContent?.Target?.GetType().Name ?? "?", _code);
        _ = ReopenAsync(Wait);
        return Task.CompletedTask;
    }

    private async Task ReopenAsync(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, Clock, _stop.Token);
            await InvokeAsync(Recover);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The page was left before the panel came back.
        }
    }

    /// <summary>Gives up waiting when the page is left.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
