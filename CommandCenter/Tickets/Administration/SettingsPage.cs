using CommandCenter.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CommandCenter.Tickets.Administration;

/// <summary>What pages of administration share beside acting: the room's texts, and asking before what hurts.</summary>
/// <typeparam name="TTexts">The room's texts.</typeparam>
public abstract class SettingsPage<TTexts> : ActingScreen
{
    /// <summary>The room's texts.</summary>
    [Inject] protected IStringLocalizer<TTexts> Text { get; private set; } = null!;

    /// <summary>Asks.</summary>
    [Inject] protected IDialogService Dialogs { get; private set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await Load();
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Load();

    /// <summary>Asks once before what is hard to take back; the button says the verb.</summary>
    protected async Task<bool> Sure(string title, string consequence, string verb, string keep) =>
        await Dialogs.ShowMessageBoxAsync(title, consequence, yesText: verb, cancelText: keep) == true;
}
