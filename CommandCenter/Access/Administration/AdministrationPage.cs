using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CommandCenter.Access.Administration;

/// <summary>What the pages of this room's administration share beside acting: the room's texts, asking before what hurts, showing a secret once.</summary>
public abstract class AdministrationPage : ActingScreen
{
    /// <summary>The room's texts.</summary>
    [Inject] protected IStringLocalizer<AccessText> Text { get; private set; } = null!;

    /// <summary>Opens dialogs.</summary>
    [Inject] protected IDialogService Dialogs { get; private set; } = null!;

    /// <summary>Why the last thing was refused, in words; null when it was done.</summary>
    protected string? Problem => Refused is null ? null : Text.Of(Refused);

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => Load();

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Load();

    /// <summary>Does something and shows the page anew.</summary>
    protected override async Task<bool> Act(Func<Task> act)
    {
        var done = await base.Act(act);
        if (done)
            await Load();
        StateHasChanged();
        return done;
    }

    /// <summary>Does something that takes a person's time, such as asking them. The menu it was chosen from closes first: it waits for its item's work to end.</summary>
    protected void Afterwards(Func<Task> act) => _ = Dispatched(act);

    /// <summary>Asks once before what is hard to take back; the button says the verb.</summary>
    protected async Task<bool> Sure(string title, string consequence, string verb) =>
        await Dialogs.ShowMessageBoxAsync(title, consequence, yesText: verb, cancelText: Text["Cancel"]) == true;

    /// <summary>Shows what will not be shown again.</summary>
    protected async Task ShowOnce(string title, string secret, string help) =>
        await Ask<SecretDialog, bool>(title, new() { [nameof(SecretDialog.Secret)] = secret, [nameof(SecretDialog.Help)] = help });

    /// <summary>Opens a dialog and waits for its answer; nothing where it was cancelled.</summary>
    protected async Task<TAnswer?> Ask<TDialog, TAnswer>(string title, Dictionary<string, object?> parameters) where TDialog : IComponent
    {
        var given = new DialogParameters();
        foreach (var (name, value) in parameters)
            given.Add(name, value);
        var dialog = await Dialogs.ShowAsync<TDialog>(title, given, new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false });
        return await dialog.Result is { Canceled: false, Data: TAnswer answer } ? answer : default;
    }

    private async Task Dispatched(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }
}
