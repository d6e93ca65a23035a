using CommandCenter.Access;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CommandCenter.Tickets.Administration;

/// <summary>What pages of administration share: who acts, what was refused, asking before what hurts, and ending with the page.</summary>
/// <typeparam name="TTexts">The room's texts.</typeparam>
public abstract class SettingsPage<TTexts> : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly ReadersLanguage language = new();

    /// <summary>The room's texts.</summary>
    [Inject] protected IStringLocalizer<TTexts> Text { get; private set; } = null!;

    /// <summary>Asks.</summary>
    [Inject] protected IDialogService Dialogs { get; private set; } = null!;

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
    protected override async Task OnInitializedAsync()
    {
        By = Caller.From((await SignedIn).User);
        await Load();
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Load();

    /// <summary>Does something; false where it was refused, and <see cref="Refused"/> says why. What was begun is finished even if the page is left.</summary>
    protected async Task<bool> Act(Func<Task> act)
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

    /// <summary>Asks once before what is hard to take back; the button says the verb.</summary>
    protected async Task<bool> Sure(string title, string consequence, string verb, string keep) =>
        await Dialogs.ShowMessageBoxAsync(title, consequence, yesText: verb, cancelText: keep) == true;

    /// <summary>Renders from another thread's event, unless the page is gone.</summary>
    protected void Refresh() => Refresh(() => Task.CompletedTask);

    /// <summary>Reads anew and renders, from another thread's event, unless the page is gone.</summary>
    protected void Refresh(Func<Task> read) => _ = InvokeAsync(async () =>
    {
        language.Speak();
        if (ending.IsCancellationRequested)
            return;
        await read();
        StateHasChanged();
    });

    /// <summary>Stops what the page waits for.</summary>
    public virtual void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
        GC.SuppressFinalize(this);
    }
}
