using System.Collections.Immutable;
using CommandCenter.Access;
using CommandCenter.Callbacks.Panels;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Callbacks;

/// <summary>
/// <c>/callbacks/{id}</c>: one call. The number is shown to whoever has claimed it; the three questions are asked in the order of the script; what the requester asked
/// for and what the department replied stand beside them. It follows the live set, so that nobody speaks on an old picture.
/// </summary>
public sealed partial class CallPage
{
    private Guid? _shown;
    private bool _missing;
    private bool _busy;
    private bool _held;

    /// <summary>The callback.</summary>
    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    [CascadingParameter] private Tick? Tick { get; set; }

    private DateTimeOffset Now => Tick?.Now ?? Clock.GetUtcNow();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Id)
        {
            LoseClaim();
            return;
        }
        _shown = Id;
        try
        {
            _missing = !await Screen.Open(Caller.From((await SignedIn).User), Id, Leaving);
            _held = Screen.Held;
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            // The page was left while it was read.
        }
    }

    /// <inheritdoc/>
    protected override async Task Show(ImmutableDictionary<Guid, CallbackView> all)
    {
        // It may have moved between the reading and the listening.
        if (Screen.Sheet is not null && all.GetValueOrDefault(Id) is { } now && now != Screen.View)
            await Look();
    }

    /// <inheritdoc/>
    protected override async Task<bool> Hear(IReadOnlyList<LiveChange<Guid, CallbackView>> changes)
    {
        if (Screen.Sheet is null || _busy || !changes.Any(c => c.Key == Id))
            return false;
        await Look();
        return true;
    }

    private async Task Look()
    {
        _missing = !await Screen.Again(Leaving);
        _held = Screen.Held;
    }

    // A claim ends by itself; the number must not stay on the screen.
    private void LoseClaim()
    {
        if (_held && !Screen.Held)
        {
            _held = false;
            Screen.Remask();
        }
    }

    private Task Press(string key)
    {
        if (key == "Escape" && !Screen.Held) // who has a call gives it back first
            Navigation.NavigateTo(QueueQuery.Page);
        return key switch
        {
            "C" when Screen.Refuse(CallbackVerb.Claim) is null => Do(Screen.Claim),
            "G" when Screen.Refuse(CallbackVerb.Release) is null => Do(Screen.Release),
            _ => Task.CompletedTask,
        };
    }

    private async Task Do(Func<CancellationToken, Task<bool>> verb)
    {
        if (_busy)
            return;
        _busy = true;
        StateHasChanged();
        try
        {
            await verb(Leaving);
            (_missing, _held) = (Screen.Sheet is null, Screen.Held);
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            // The page was left; what was begun is done.
        }
        finally
        {
            _busy = false;
        }
    }
}
