using CommandCenter.Access;
using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Wall;

/// <summary>
/// 总览: what is late, where, who has it, which tickets run out, and whether the city is on target. Follows the live set twice a second with one render each, and
/// never waits for a click.
/// </summary>
public sealed partial class OverviewPage
{
    /// <summary>The shortest time between two pictures.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    // Wedges creep and days begin without any change of a ticket.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _leaving = new();
    private Task _following = Task.CompletedTask;
    private Caller? _caller;
    private WallPicture? _picture;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _caller = Caller.From((await SignedIn).User);
        _picture = Reader.Read(_caller);
    }

    // Not before the first render on a circuit: a prerendered page is only a picture and must leave no subscription behind.
    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _following = FollowAsync();
    }

    private DateTimeOffset? FreshAt() => Live.Set.FreshAt;

    private async Task FollowAsync()
    {
        try
        {
            using var subscription = Live.Set.Subscribe();
            using var timer = new PeriodicTimer(Pace, Clock);
            while (await timer.WaitForNextTickAsync(_leaving.Token))
                if (subscription.Take().Count > 0 || Clock.Now() - _picture?.At >= Longest)
                    await InvokeAsync(Show);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (ObjectDisposedException) when (_leaving.IsCancellationRequested)
        {
            // The circuit ended between the change and the render.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    private void Show()
    {
        _picture = Reader.Read(_caller!);
        StateHasChanged();
    }

    /// <summary>Stops following.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _following;
        _leaving.Dispose();
    }
}
