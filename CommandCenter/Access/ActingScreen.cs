using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommandCenter.Access;

/// <summary>A page or panel on which somebody acts: who it is, what was refused, showing anew what another thread changed, and ending with the page.</summary>
public abstract class ActingScreen : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly ReadersLanguage language = new();

    /// <summary>Who is signed in on this circuit.</summary>
    [CascadingParameter] protected Task<AuthenticationState> SignedIn { get; private set; } = null!;

    /// <summary>Who acts.</summary>
    protected Caller By { get; private set; } = null!;

    /// <summary>Why the last thing was refused; null when it was done.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>Whether something is being done.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Ending => ending.Token;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => By = Caller.From((await SignedIn).User);

    /// <summary>Does something; false where it was refused, and <see cref="Refused"/> says why. What was begun is finished even if the page is left.</summary>
    protected virtual async Task<bool> Act(Func<Task> act)
    {
        if (Busy)
            return false;
        (Busy, Refused) = (true, null);
        try
        {
            await act();
            return true;
        }
        catch (Refusal refusal)
        {
            Refused = refusal;
            return false;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>The class of a field: marked when it was refused.</summary>
    protected string Bad(string field) => string.Equals(Refused?.Field, field, StringComparison.OrdinalIgnoreCase) ? "bad" : "";

    /// <summary>Renders from another thread's event, unless the page is gone.</summary>
    protected void Refresh() => Refresh(() => Task.CompletedTask);

    /// <summary>Reads anew and renders, from another thread's event, unless the page is gone. A failure to read is the circuit's to show.</summary>
    protected void Refresh(Func<Task> read) => _ = InvokeAsync(async () =>
    {
        language.Speak();
        if (ending.IsCancellationRequested)
            return;
        try
        {
            await read();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    });

    /// <summary>Stops what the page waits for.</summary>
    public virtual void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
        GC.SuppressFinalize(this);
    }
}
